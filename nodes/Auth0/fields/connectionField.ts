import type { INodeProperties } from 'n8n-workflow';

/** A connection of the tenant, by its name. */
export const connectionField: INodeProperties = {
	displayName: 'Connection',
	name: 'connection',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'Connection of the identity to change. Needed to change the email address, phone number, username or password of a linked (secondary) identity.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a connection...',
			typeOptions: { searchListMethod: 'searchConnections', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Username-Password-Authentication',
		},
	],
};
