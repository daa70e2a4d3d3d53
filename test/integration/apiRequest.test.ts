import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { isApi, isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const run = async (parameters: INodeParameters, items?: IDataObject[]) =>
	await execute(
		credentialFor(tenant()),
		{ resource: 'apiRequest', operation: 'send', ...parameters },
		items,
	);

const outputsOf = async (parameters: INodeParameters) => {
	const { items, error } = await run(parameters);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};

const entries = (pairs: Record<string, string>) => ({
	entry: Object.entries(pairs).map(([name, value]) => ({ name, value })),
});
const api = () => tenant().requests.filter(isApi);

beforeEach(() => {
	tenant().seedUsers([account('jane'), account('bob')]);
});

it('gets with path and query parameters, encoded', async () => {
	tenant().seedUsers([{ ...account('odd'), overrides: { user_id: 'waad|a b+c/d?e=%2F' } }]);
	const [user] = await outputsOf({
		path: '/users/{user}',
		pathParameters: entries({ user: 'waad|a b+c/d?e=%2F' }),
		queryParameters: entries({ fields: 'user_id', include_fields: 'true' }),
	});
	expect(user).toEqual({ user_id: 'waad|a b+c/d?e=%2F' });
});

it('sends a body, and says that it worked where Auth0 answers without a word', async () => {
	const [updated] = await outputsOf({
		method: 'PATCH',
		path: `/users/${JANE}`,
		body: '{ "nickname": "J" }',
	});
	expect(updated).toMatchObject({ nickname: 'J' });
	expect(await outputsOf({ method: 'DELETE', path: `/users/${JANE}` })).toEqual([
		{ success: true },
	]);
	expect(
		await outputsOf({
			method: 'POST',
			path: '/users/auth0|bob/roles',
			body: '={{ { roles: ["rol_0000000000000001"] } }}',
		}),
	).toEqual([{ success: true }]);
});

it('gives the entries of a list out one by one', async () => {
	expect(await outputsOf({ path: '/roles' })).toHaveLength(3);
});

it.each([
	['page', '/roles', () => tenant().seedRoles(names(250)), 253],
	['checkpoint', '/organizations', () => tenant().seedOrganizations(names(250)), 252],
])('reads all pages by %s, or up to a limit', async (paging, path, fill, count) => {
	fill();
	const all = await outputsOf({ path, paging, returnAll: true });
	expect(new Set(all.map(({ id }) => id)).size).toBe(count);
	expect(await outputsOf({ path, paging, limit: 120 })).toHaveLength(120);
	expect(api()).toHaveLength(3 + 2);
});

const names = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `name${i}` }));

it('sends a query parameter several times, and a header', async () => {
	await outputsOf({
		path: '/connections',
		queryParameters: {
			entry: [
				{ name: 'strategy', value: 'auth0' },
				{ name: 'strategy', value: 'sms' },
			],
		},
		options: { headers: entries({ 'auth0-custom-domain': 'login.example.com' }) },
	});
	expect(api()[0]?.query.strategy).toEqual(['auth0', 'sms']);
	expect(api()[0]?.headers['auth0-custom-domain']).toBe('login.example.com');
});

it('sends query parameters of any name', async () => {
	const names = ['__proto__', 'constructor', 'prototype', 'toString'];
	await run({
		path: '/roles',
		queryParameters: { entry: names.map((name) => ({ name, value: 'x' })) },
	});
	expect(Object.entries(api()[0]?.query ?? {})).toEqual(names.map((name) => [name, 'x']));
	// The contract has no parameters of these names.
	tenant().requests.length = 0;
});

it.each<[string, string[] | string]>([
	['={{ ["auth0", "sms"] }}', ['auth0', 'sms']],
	['={{ ["auth0"] }}', 'auth0'],
	['={{ "email" }}', 'email'],
])('sends a query value %s', async (value, sent) => {
	await outputsOf({ path: '/connections', queryParameters: entries({ strategy: value }) });
	expect(api()[0]?.query.strategy).toEqual(sent);
});

it('sends numbers and booleans of a query as text', async () => {
	await outputsOf({
		path: '/roles',
		queryParameters: entries({ per_page: '={{ 2 }}', include_totals: '={{ false }}' }),
	});
	expect(api()[0]?.query).toEqual({ per_page: '2', include_totals: 'false' });
});

it.each([
	['=', 'empty'],
	['  ', 'empty'],
	['={{ null }}', 'empty'],
	['={{ $json.missing }}', 'empty'],
	['={{ [] }}', 'empty'],
	['={{ ["a", ""] }}', 'empty'],
	['={{ { a: 1 } }}', 'text'],
	['={{ [["a"]] }}', 'text'],
	['={{ NaN }}', 'text'],
])('refuses a query value %s, which would find everybody', async (value, problem) => {
	const { error } = await run({ path: '/users', queryParameters: entries({ q: value }) });
	expect(error?.message).toBe(
		problem === 'empty'
			? "The entry “q” in 'Query Parameters' is empty."
			: "The entry “q” in 'Query Parameters' must be text.",
	);
	expect(tenant().requests).toEqual([]);
});

it.each<[INodeParameters, string]>([
	[
		{ options: { headers: entries({ 'x-a': '={{ null }}' }) } },
		"The entry “x-a” in 'Headers' is empty.",
	],
	[
		{ options: { headers: entries({ 'x-a': '={{ ["b"] }}' }) } },
		"The entry “x-a” in 'Headers' must be text.",
	],
	[
		{ path: '/users/{user}', pathParameters: entries({ user: '={{ ["b"] }}' }) },
		"The entry “user” in 'Path Parameters' must be text.",
	],
	[{ method: 'POST', body: '={{ null }}' }, "'Body' is empty."],
	[{ method: 'DELETE', body: '={{ $json.missing }}' }, "'Body' is empty."],
])('refuses %j, which would be left out', async (parameters, message) => {
	const { error } = await run({ path: '/users', ...parameters });
	expect(error?.message).toBe(message);
	expect(tenant().requests).toEqual([]);
});

it.each<[string, IDataObject[]]>([
	['1', [{ value: 1 }]],
	['0', [{ value: 0 }]],
	['false', [{ value: false }]],
	['null', [{ value: null }]],
	['"text"', [{ value: 'text' }]],
	['plain text', [{ value: 'plain text' }]],
	['["all-applications"]', [{ value: 'all-applications' }]],
	['[{"a":1},2,null,[3]]', [{ a: 1 }, { value: 2 }, { value: null }, { value: [3] }]],
	['[]', []],
	['{}', [{ success: true }]],
	['', [{ success: true }]],
])('makes items of the answer %s, which is asked for once', async (body, expected) => {
	const headers = { 'content-type': 'application/json' };
	tenant().inject({ path: '/api/v2/stats/active-users', status: 200, headers, body, times: 9 });
	expect(await outputsOf({ path: '/stats/active-users' })).toEqual(expected);
	expect(api()).toHaveLength(1);
});

it('does not take a page of a proxy for an answer', async () => {
	const body = '<!DOCTYPE html><html><body>Sign in</body></html>';
	tenant().inject({ path: '/api/v2/stats/active-users', status: 200, body, times: 9 });
	const { error } = await run({ path: '/stats/active-users' });
	expect(error?.message).toMatch(/did not come from Auth0/);
	expect(api()).toHaveLength(6);
});

it('has the token, rate limit, retries and errors of the other operations', async () => {
	tenant().inject({ path: '/api/v2/roles', status: 503, body: {}, times: 2 });
	await outputsOf({ path: '/roles' });
	tenant().inject({
		path: '/api/v2/roles',
		status: 429,
		headers: { 'retry-after': '0' },
		body: {},
	});
	await outputsOf({ path: '/roles' });
	expect(tenant().requests.filter(isToken)).toHaveLength(2);

	tenant().inject({ method: 'POST', path: '/api/v2/users', drop: 'after' });
	const created = await run({
		method: 'POST',
		path: '/users',
		body: JSON.stringify(account('new')),
	});
	expect(created.error?.description).toContain('The request may have succeeded');
	expect(tenant().users.all()).toHaveLength(3);

	const missing = await run({ path: '/users/auth0|gone' });
	expect(missing.error?.message).toBe('Auth0 found nothing at /users/auth0%7Cgone.');
	tenant().setScopes('full', 'read:users');
	tenant().revokeTokens();
	const forbidden = await run({ path: '/roles' });
	expect(forbidden.error?.message).toBe('The application lacks the permission read:roles.');
});

it.each<[INodeParameters, RegExp]>([
	[{ path: '//evil.com/x' }, /^'Path' contains two slashes/],
	[{ path: 'https://evil.com/x' }, /^'Path' must not be a full URL/],
	[{ path: '/users/../../oauth/token' }, /^'Path' contains “\.” or “\.\.”/],
	[{ path: '/users/%2e%2e/x' }, /^'Path' contains “\.” or “\.\.”/],
	[{ path: '@evil.com' }, /^'Path' contains an @/],
	[{ path: '/users?x=1' }, /^'Path' contains a query/],
	[{ path: '/users/{user}' }, /^'Path' contains {user}/],
	[
		{ path: '/users', options: { headers: entries({ Authorization: 'x' }) } },
		/^'Headers' must not include “Authorization”/,
	],
	[{ path: '/users', options: { headers: entries({ 'x\r\ny': 'x' }) } }, /^The header /],
	[
		{ path: '/users', options: { headers: entries({ constructor: 'x' }) } },
		/^The header “constructor”/,
	],
	[
		{ path: '/users', options: { headers: { entry: [{ name: '__proto__', value: 'x' }] } } },
		/^The header “__proto__”/,
	],
	[{ path: '/users/..%2f%e0' }, /^'Path' contains/],
	[{ path: '/users/\ud800' }, /^'Path' contains an incomplete character/],
	[
		{ path: '/users/{a}', pathParameters: entries({ a: '../x' }) },
		/^The path parameter “a” cannot/,
	],
	[{ path: '/users', method: 'POST', body: '{' }, /^'Body' is not valid JSON/],
	[{ path: '/users', method: 'POST', body: '5' }, /^'Body' must be a JSON object or a list/],
	[{ path: '/users', queryParameters: entries({ '': 'x' }) }, /^'Query Parameters' has an entry/],
])('refuses %j before anything is sent', async (parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(tenant().requests).toEqual([]);
});
