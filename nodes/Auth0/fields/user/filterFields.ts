import type { INodeProperties } from 'n8n-workflow';

import { EMAIL_EXAMPLE } from '../../api/examples';
import { METADATA_LABELS } from '../../api/metadata';
import { alphabetically } from '../alphabetically';
import { choice } from '../choice';
import { connectionFieldFor } from '../connectionField';
import { dateFilter } from '../filters';
import { textField } from '../textField';

const switchFilter = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
});

/** Which metadata an entry of the filter Metadata is about. */
export const kind = choice({
	displayName: 'Kind',
	name: 'kind',
	default: 'app',
	description: 'Type of metadata to search in',
	options: [
		{ name: METADATA_LABELS.app_metadata, value: 'app' },
		{ name: METADATA_LABELS.user_metadata, value: 'user' },
	],
});

/** The filters of a search for users, each of which `conditionsOf` reads. */
export const filters = alphabetically([
	switchFilter('Blocked', 'blocked', 'Whether the user is blocked by an administrator'),
	connectionFieldFor('Users with an identity in this connection.'),
	dateFilter('Created After', 'createdAfter', 'Users created at or after this time'),
	dateFilter('Created Before', 'createdBefore', 'Users created before this time'),
	textField('Email', 'email', EMAIL_EXAMPLE, 'The full email address, in upper or lower case'),
	textField(
		'Email Domain',
		'emailDomain',
		'example.com',
		'The part of the email address after the @, in upper or lower case',
	),
	switchFilter('Email Verified', 'emailVerified', 'Whether the email address is verified'),
	dateFilter('Updated After', 'updatedAfter', 'Users updated at or after this time'),
	dateFilter('Updated Before', 'updatedBefore', 'Users last updated before this time'),
	dateFilter(
		'Last Login After',
		'lastLoginAfter',
		'Users who last logged in at or after this time',
	),
	dateFilter(
		'Last Login Before',
		'lastLoginBefore',
		'Users who last logged in before this time. Users who never logged in are not included',
	),
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Metadata',
		default: {},
		description: 'Users whose metadata has exactly this value',
		options: [
			{
				displayName: 'Entry',
				name: 'entry',
				values: [
					kind.field,
					textField(
						'Name',
						'name',
						'plan',
						'Name of the entry, with dots between levels, such as address.city',
					),
					textField('Value', 'value', 'gold', 'Value of the entry'),
				],
			},
		],
	},
	textField('Name', 'name', 'Jane Doe', 'The full name, in upper or lower case'),
	textField(
		'Name or Email Contains',
		'nameOrEmailContains',
		'jane',
		'Part of the name or email address, in upper or lower case. Fewer than three characters only match the beginning.',
	),
	switchFilter(
		'Never Logged In',
		'neverLoggedIn',
		'Whether to find users who have never logged in. If off, finds users who have.',
	),
]);
