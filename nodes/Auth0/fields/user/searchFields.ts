import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { EMAIL_EXAMPLE } from '../../api/examples';
import { containsQuery, findsEverything, isExactly, problemOf } from '../../api/lucene';
import { METADATA_LABELS, type MetadataKey } from '../../api/metadata';
import type { UserSearch } from '../../api/userSearch';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { alphabetically } from '../alphabetically';
import { choice } from '../choice';
import { connectionFieldFor } from '../connectionField';
import { readDate } from '../dates';
import { readSwitch, readText, whatIs } from '../fieldValues';
import { readIdentifier } from '../identifier';
import { named, type Name } from '../named';
import type { Parameters } from '../parameters';
import { readReference } from '../reference';
import { readRows } from '../rows';
import { textField } from '../textField';

const METADATA = {
	app: 'app_metadata',
	user: 'user_metadata',
} as const satisfies Record<string, MetadataKey>;

const switchFilter = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
});

const dateFilter = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `${description}. An expression can also return epoch seconds or milliseconds, or a spreadsheet date number.`,
});

const kind = choice({
	displayName: 'Kind',
	name: 'kind',
	default: 'app',
	description: 'Type of metadata to search in',
	options: [
		{ name: METADATA_LABELS.app_metadata, value: 'app' },
		{ name: METADATA_LABELS.user_metadata, value: 'user' },
	],
});

const filters = alphabetically([
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

const searchBy = choice({
	displayName: 'Search By',
	name: 'searchBy',
	noDataExpression: true,
	default: 'filters',
	description: 'How to select users',
	options: [
		{ name: 'Filters', value: 'filters' },
		{ name: 'Lucene Query', value: 'query' },
	],
});

/** Which users to search for. */
export const searchFields: INodeProperties[] = [
	searchBy.field,
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		default: '',
		placeholder: 'e.g. email.domain:example.com AND logins_count:[100 TO *]',
		displayOptions: { show: { searchBy: ['query'] } },
		description:
			'A query in the <a href="https://auth0.com/docs/manage-users/user-search/user-search-query-syntax">Lucene syntax of Auth0</a>',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { searchBy: ['filters'] } },
		description: 'Selects users who match all filters. Without filters, selects all users.',
		options: filters,
	},
];

/** Which users to search for. */
export type SearchedUsers = Pick<UserSearch, 'query' | 'givenBy'>;

/**
 * The search as a Lucene query; without one for all users. A filter whose expression returned nothing is
 * refused: it would find more users than were meant.
 *
 * @throws InputError naming the filter, also one that there is not
 */
export function readSearch(parameters: Parameters): SearchedUsers {
	const givenBy = searchBy.read(parameters);
	const query = givenBy === 'query' ? readQuery(parameters) : readFilters(parameters);
	return { givenBy, query };
}

function readFilters(parameters: Parameters): string | undefined {
	const given = parameters.wholeCollection('filters');
	const conditions = Object.keys(given)
		.flatMap((name) => filters.filter((filter) => filter.name === name))
		.flatMap((filter) => conditionsOf(parameters, filter, given[filter.name]));
	return conditions.length === 0 ? undefined : conditions.join(' AND ');
}

/**
 * The query as it was typed; undefined for one that finds all users.
 *
 * @throws InputError for one that the conditions of the node cannot be added to
 */
function readQuery(parameters: Parameters): string | undefined {
	const query = parameters.text('query');
	const problem = problemOf(query);
	if (problem === undefined) return query === '' || findsEverything(query) ? undefined : query;
	throw new InputError(
		`'Query' ${problem}.`,
		'Close every bracket and double quote. To search for one of these characters, put a backslash before it, or put the whole value in double quotes.',
	);
}

/** What to tell about a search that finds nobody: that, and why somebody can be missing. */
export function nobodyFound(parameters: Parameters, what = 'No users found.'): string {
	const { email, name } = parameters.collection('filters');
	const isQuery = searchBy.read(parameters) === 'query';
	return [
		what,
		isQuery && 'A query matches the whole value, unless it has wildcards, such as name:*jane*.',
		!isQuery &&
			(email !== undefined || name !== undefined) &&
			"'Email' and 'Name' match the whole value. To search for part of it, use 'Name or Email Contains'.",
		'Changes made in the last few seconds may be missing.',
	]
		.filter(Boolean)
		.join(' ');
}

/** The field of Auth0's search for each filter of text. */
const TEXT_FIELDS = new Map([
	['email', 'email'],
	['emailDomain', 'email.domain'],
	['name', 'name'],
	['connection', 'identities.connection'],
]);

const SWITCH_FIELDS = new Map([
	['blocked', 'blocked'],
	['emailVerified', 'email_verified'],
]);

/** The range of Auth0's search for each filter of dates. */
const RANGES = new Map<string, (date: string) => string>([
	['createdAfter', (date) => `created_at:[${date} TO *]`],
	['createdBefore', (date) => `created_at:{* TO ${date}}`],
	['lastLoginAfter', (date) => `last_login:[${date} TO *]`],
	['lastLoginBefore', (date) => `last_login:{* TO ${date}}`],
	['updatedAfter', (date) => `updated_at:[${date} TO *]`],
	['updatedBefore', (date) => `updated_at:{* TO ${date}}`],
]);

function conditionsOf(parameters: Parameters, field: INodeProperties, value: unknown): string[] {
	const { name, displayName: label } = field;
	if (name === 'metadata') return metadataConditions(value);
	const range = RANGES.get(name);
	if (range) return [range(readDate(parameters, label, value) ?? refuseEmpty(label))];
	if (name === 'nameOrEmailContains') {
		const text = readText(field, value) || refuseEmpty(label);
		return [`(${containsQuery(['email', 'name'], text)})`];
	}
	const searchField = TEXT_FIELDS.get(name);
	if (searchField) {
		const text = readReference(field, value).value || refuseEmpty(label);
		if (name === 'emailDomain') return [isExactly(searchField, readDomain(label, text))];
		return [isExactly(searchField, name === 'email' ? readIdentifier(label, text) : text)];
	}
	const isOn = isEmpty(value) ? refuseEmpty(label) : readSwitch(field, value);
	const switchField = SWITCH_FIELDS.get(name);
	// Auth0 stores neither property until it is set once.
	if (switchField) return [isOn ? `${switchField}:true` : `NOT ${switchField}:true`];
	return [isOn ? 'NOT _exists_:last_login' : '_exists_:last_login'];
}

/**
 * A domain in lower case, as Auth0 compares it; with an @ before it, as people write it, too.
 *
 * @throws InputError naming the filter for what is no domain, and so finds nobody
 */
function readDomain(label: string, text: string): string {
	const domain = text.replace(/^@/, '').toLowerCase();
	const labels = domain.split('.');
	if (labels.length > 1 && labels.every((part) => DOMAIN_LABEL.test(part))) return domain;
	throw new InputError(
		`${named(label)} must be a domain.`,
		`${whatIs(text)} Enter the part of the address after the @, such as example.com. To search with wildcards, set 'Search By' to Lucene Query.`,
	);
}

// Letters of all scripts: email addresses can be international.
const DOMAIN_LABEL = /^(?!-)[\p{L}\p{M}\p{N}_-]{1,63}$(?<!-)/u;

const METADATA_NAME = 'Metadata → Name';

function metadataConditions(value: unknown): string[] {
	const rows = readRows('Metadata', value);
	if (rows.length === 0) refuseEmpty('Metadata');
	return rows.map(({ kind: given, name, value: wanted }: IDataObject) => {
		const path = readText({ displayName: METADATA_NAME }, name) || refuseEmpty(METADATA_NAME);
		const label = { entry: path, of: 'Metadata' };
		const text = readText({ displayName: label }, wanted, { takesSwitches: true });
		const key = METADATA[kind.readValue(given)];
		return isExactly(`${key}.${path}`, text || refuseEmpty(label));
	});
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

function refuseEmpty(label: Name): never {
	throw new InputError(
		`${named(label)} is empty.`,
		`Enter a value, or remove the filter. ${CHECK_EXPRESSION}`,
	);
}
