import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../transport/inputError';
import type { Parameters } from './parameters';

/** The database connection that a new tenant has. */
export const DEFAULT_CONNECTION = 'Username-Password-Authentication';

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
			placeholder: `e.g. ${DEFAULT_CONNECTION}`,
		},
	],
};

/** The connection that an operation cannot do without. */
export const requiredConnectionField: INodeProperties = {
	...connectionField,
	required: true,
	default: { mode: 'list', value: DEFAULT_CONNECTION, cachedResultName: DEFAULT_CONNECTION },
};

/** What is wrong when the field is empty. */
export const CONNECTION_IS_EMPTY = `'${connectionField.displayName}' is empty.`;

/**
 * @param description what to do when it is empty
 * @throws InputError when the field Connection is empty
 */
export function readConnection(parameters: Parameters, description: string): string {
	const connection = parameters.reference(connectionField.name).value;
	if (connection === '') throw new InputError(CONNECTION_IS_EMPTY, description);
	return connection;
}
