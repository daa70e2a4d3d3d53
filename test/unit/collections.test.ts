import type { GenericValue, INodeProperties } from 'n8n-workflow';

import { fields as requestFields } from '../../nodes/Auth0/fields/apiRequest/fields';
import { readHeaders, readQuery } from '../../nodes/Auth0/fields/apiRequest/requestParts';
import { Parameters } from '../../nodes/Auth0/fields/parameters';
import { optionsField } from '../../nodes/Auth0/fields/requestOptions';
import { readRoles, rolesField } from '../../nodes/Auth0/fields/roles';
import { inputModeField } from '../../nodes/Auth0/fields/user/requestBody';
import { readSearch, searchFields } from '../../nodes/Auth0/fields/user/searchFields';
import { userSort } from '../../nodes/Auth0/fields/user/sort';
import { readUpdate, updateBodyFields } from '../../nodes/Auth0/fields/user/updateFields';

const FIELDS: INodeProperties[] = [
	...searchFields,
	userSort.field,
	...updateBodyFields,
	inputModeField,
	...requestFields,
	rolesField('Roles'),
	optionsField(),
];

/** Parameters as n8n would resolve them, of which only these are set. */
const given = (values: Record<string, GenericValue>) =>
	new Parameters((name, byDefault) => values[name] ?? byDefault, 'UTC', FIELDS);

const metadata = (rows: GenericValue) => ({ blocked: true, appMetadataFields: rows });

it.each<[(parameters: Parameters) => unknown, Record<string, GenericValue>, string]>([
	[
		readSearch,
		{ filters: { blocked: true, email_domain: 'x.com' } },
		"'Filters' has no field “email_domain”.",
	],
	[
		readSearch,
		{ filters: { blocked: true, constructor: 'x' } },
		"'Filters' has no field “constructor”.",
	],
	[readSearch, { filters: 'blocked' }, "'Filters' has an unexpected format."],
	[readSearch, { filters: ['blocked'] }, "'Filters' has an unexpected format."],
	[
		readSearch,
		{ filters: { metadata: { entry: ['plan'] } } },
		"'Metadata' has an unexpected format.",
	],
	[readSearch, { filters: { metadata: { plan: 'gold' } } }, "'Metadata' has an unexpected format."],
	[userSort.read, { sort: 'email' }, "'Sort' has an unexpected format."],
	[userSort.read, { sort: { order: 'email' } }, "'Sort' has an unexpected format."],
	[userSort.read, { sort: { field: 'email' } }, "'Sort' has no field “field”."],
	[userSort.read, { sort: { order: { by: 'email' } } }, "'Sort' has no field “by”."],
	[readUpdate, { updateFields: 'blocked' }, "'Update Fields' has an unexpected format."],
	...[{ entry: ['plan'] }, { entry: [{ name: 'a', value: 'b' }, null] }, { a: 'b' }, 'a'].map(
		(rows): [typeof readUpdate, Record<string, GenericValue>, string] => [
			readUpdate,
			{ updateFields: metadata(rows) },
			"'App Metadata (Fields)' has an unexpected format.",
		],
	),
	[readRoles, { roles: 'Editor' }, "'Roles' has an unexpected format."],
	[readRoles, { roles: { role: ['Editor'] } }, "'Roles' has an unexpected format."],
	[
		readQuery,
		{ queryParameters: { q: 'email:x' } },
		"'Query Parameters' has an unexpected format.",
	],
	[readHeaders, { options: 'headers' }, "'Options' has an unexpected format."],
])('%p refuses %j, of which something would be left out', (read, values, message) => {
	expect(() => read(given(values))).toThrow(message);
});

it.each<Record<string, GenericValue>>([
	{},
	{ filters: '', sort: '', roles: '', queryParameters: '', options: '' },
	{ filters: {}, sort: {}, roles: {}, queryParameters: {}, options: {} },
	{ sort: { order: {} }, roles: { role: [] }, queryParameters: { entry: [] } },
])('%j is nothing', (values) => {
	const parameters = given(values);
	expect(readSearch(parameters)).toEqual({ givenBy: 'filters' });
	expect(userSort.read(parameters)).toEqual({ field: 'created_at', isDescending: false });
	expect(readRoles(parameters)).toEqual([]);
	expect(readQuery(parameters).size).toBe(0);
	expect(readHeaders(parameters)).toEqual({});
});
