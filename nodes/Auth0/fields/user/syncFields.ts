import type { INodeProperties } from 'n8n-workflow';

import { alphabetically } from '../alphabetically';
import { customDomainField } from '../brandOptions';
import { choice } from '../choice';
import { requiredConnectionFieldFor } from '../connectionField';
import { organizationFieldFor } from '../organization/organizationField';
import { onlyFor } from '../onlyFor';
import { optionsField } from '../requestOptions';
import { clearEmptyField } from './emptyCells';
import { metadataModeField } from './metadataMode';
import { newUserFields, PASSWORD_REQUIRED } from './newUser';
import { propertyFields } from './propertyFields';
import { rolesColumnField } from './rolesColumn';
import { searchFields } from './searchFields';
import { syncKeyFields } from './syncKey';

/** Whose wanted state the items are. */
export const scope = choice({
	displayName: 'Scope',
	name: 'scope',
	noDataExpression: true,
	default: 'connection',
	description: 'Which users the items are a complete list of',
	options: [
		{ name: 'Members of an Organization', value: 'organization' },
		{ name: 'Users Found by a Search', value: 'query' },
		{ name: 'Users of the Connection', value: 'connection' },
	],
});

/** The connection of new users, and that of the scope. */
export const syncConnection = requiredConnectionFieldFor(
	'The database or passwordless connection to create new users in. With the scope Users of the Connection, also the one to compare.',
);

/** The organization whose members are the scope. */
export const syncOrganization: INodeProperties = {
	...organizationFieldFor(
		'The organization whose members the items are. New users are added to it.',
	),
	required: true,
};

/** What becomes of those who are in Auth0, but not in the list. */
export const absentUsers = choice({
	displayName: 'Users Not in the List',
	name: 'absentUsers',
	noDataExpression: true,
	default: 'nothing',
	description: 'What to do with users of the scope who are not among the items',
	options: [
		{ name: 'Block', value: 'block', description: 'Prevent these users from logging in' },
		{ name: 'Delete', value: 'delete', description: 'Permanently delete these users' },
		{ name: 'Keep', value: 'nothing', description: 'Leave these users as they are' },
		{
			name: 'Remove From Organization',
			value: 'remove',
			description: 'Only with the scope Members of an Organization. The users stay in the tenant.',
		},
	],
});

const wholeNumber = { minValue: 0, numberPrecision: 0 };

/** The fields of Sync, in the order of the panel. */
export const syncFields: INodeProperties[] = [
	scope.field,
	onlyFor({ scope: ['organization'] }, syncOrganization),
	...searchFields.map((field) => onlyFor({ scope: ['query'] }, field)),
	syncConnection,
	...syncKeyFields,
	{
		...propertyFields.password,
		description: `Initial password of a new user. ${PASSWORD_REQUIRED} Existing users keep their password.`,
	},
	{
		displayName: 'Fields to Set',
		name: 'fieldsToSet',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description:
			'Fields to set on new and existing users. An empty cell changes nothing, unless Clear Empty Cells is on.',
		options: alphabetically([...newUserFields, rolesColumnField]),
	},
	absentUsers.field,
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to show what would change without changing anyone. Check the result before you turn this off.',
	},
	{
		displayName: 'Max Changes',
		name: 'maxChanges',
		type: 'number',
		typeOptions: wholeNumber,
		default: 1000,
		description:
			'Maximum number of users to create and update per run. If there are more, the run stops before it changes anyone.',
	},
	onlyFor(
		{ absentUsers: ['block', 'delete', 'remove'] },
		{
			displayName: 'Max Users to Block or Remove',
			name: 'maxAbsent',
			type: 'number',
			typeOptions: wholeNumber,
			default: 100,
			description:
				'Maximum number of users to block, delete or remove per run. If there are more, the run stops before it changes anyone.',
		},
	),
	onlyFor(
		{ absentUsers: ['block', 'delete', 'remove'] },
		{
			displayName: 'Max Users to Block or Remove (%)',
			name: 'maxAbsentPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 5,
			description:
				'The same as a percentage of the users in the scope, so that an incomplete list does no harm',
		},
	),
	optionsField(clearEmptyField, customDomainField, metadataModeField, {
		displayName: 'Unblock Users Who Come Back',
		name: 'unblockReturning',
		type: 'boolean',
		default: true,
		description:
			'Whether to unblock users whom an earlier Sync blocked and who are in the list again. Users blocked in any other way stay blocked.',
	}),
];
