import type { INodeProperties } from 'n8n-workflow';

import { partsOf } from '../../api/userIds';
import { isRecord } from '../../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { connectionFieldFor } from '../connectionField';
import { toText } from '../fieldValues';
import { readIdentifier } from '../identifier';
import { onlyFor } from '../onlyFor';
import { optionsField } from '../requestOptions';
import type { Parameters } from '../parameters';
import { carryOverFields } from './carryOver';
import { dryRunField } from './dryRunField';
import { modelLimitField } from './modelLimit';
import { samenessFields } from './sameness';
import { searchFields } from './searchFields';

/** Where the groups come from. */
export const groupsFrom = choice({
	displayName: 'Accounts to Link',
	name: 'groupsFrom',
	noDataExpression: true,
	default: 'items',
	description: 'Where the accounts come from',
	options: [
		{
			name: 'From Input Items',
			value: 'items',
			description: 'Each item has the accounts of one person, such as from Find Duplicates',
		},
		{
			name: 'From a Search',
			value: 'search',
			description: 'The node finds duplicates among the users found',
		},
	],
});

const USERS: INodeProperties = {
	displayName: 'Users',
	name: 'users',
	type: 'string',
	required: true,
	default: '={{ $json.users }}',
	description:
		'The accounts of one person: the users of an item from Find Duplicates, or a list of user IDs',
};

/** Which of the accounts remains. */
export const primaryRule = choice({
	displayName: 'Account to Keep',
	name: 'primaryRule',
	default: 'oldest',
	description: 'Which account remains. The others become linked identities of it.',
	options: [
		{ name: 'In a Connection', value: 'connection', description: 'The one in the connection' },
		{ name: 'Last Used', value: 'lastLogin', description: 'The one with the latest login' },
		{ name: 'Most Logins', value: 'mostLogins' },
		{ name: 'Oldest', value: 'oldest' },
	],
});

/** The connection whose account remains. */
export const preferredConnection: INodeProperties = {
	...connectionFieldFor(
		'The connection of the account to keep. If none is in it, the oldest account remains.',
	),
	displayName: 'Connection to Keep',
	name: 'preferredConnection',
	required: true,
};

/** All is carried over at first: an account that is linked without it loses it. */
export const carried = carryOverFields('metadata', 'organizations', 'roles');

/** The fields of Link Duplicates, in the order of the panel. */
export const linkDuplicatesFields: INodeProperties[] = [
	groupsFrom.field,
	onlyFor({ groupsFrom: ['items'] }, USERS),
	...samenessFields,
	...searchFields.map((field) => onlyFor({ groupsFrom: ['search'] }, field)),
	primaryRule.field,
	onlyFor({ primaryRule: ['connection'] }, preferredConnection),
	...carried.fields,
	dryRunField('show which accounts would be linked without changing anyone'),
	{
		displayName: 'Max People',
		name: 'maxGroups',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 100,
		description: 'Maximum number of people whose accounts are linked per run',
	},
	modelLimitField,
	optionsField(),
];

/**
 * The IDs of the accounts, each once.
 *
 * @throws InputError when there are fewer than two, or for what is no user ID
 */
export function readUserIds(parameters: Parameters): string[] {
	const value: unknown = parameters.value(USERS.name);
	const ids = entriesOf(value).map((entry, index) => {
		const text = toText(isRecord(entry) ? entry.user_id : entry);
		const id = readIdentifier(USERS.displayName, text);
		if (partsOf(id) !== undefined) return id;
		throw new InputError(
			id === ''
				? `Entry ${index + 1} in 'Users' has no user ID.`
				: `“${id}” in 'Users' is not a user ID.`,
			`Return the users of Find Duplicates, or a list of user IDs. ${CHECK_EXPRESSION}`,
		);
	});
	const unique = [...new Set(ids)];
	if (unique.length > 1) return unique;
	throw new InputError(
		unique.length === 0 ? "'Users' is empty." : "'Users' has only one account.",
		`Two or more accounts are needed. ${CHECK_EXPRESSION}`,
	);
}

/** What stands in a list, also in one within a list, as an expression in brackets returns it. */
function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flat();
	return isRecord(value) ? [value] : listIn(toText(value));
}

/** A list as text: JSON, as n8n writes a list into text, or IDs with commas or in lines. */
function listIn(text: string): unknown[] {
	if (text.startsWith('[')) {
		try {
			const parsed: unknown = JSON.parse(text);
			if (Array.isArray(parsed)) return parsed;
		} catch {
			// It is refused as an ID.
		}
	}
	return text
		.split(/[,\r\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
