import type { IDataObject } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, jane } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const get = {
	operation: 'get',
	userId: byId('={{ $json.id }}'),
};
const create = {
	operation: 'create',
	specifyBody: 'json',
	body: '={{ $json }}',
};
const janesAccount: IDataObject = { ...account('jane') };

const getOne = { ...get, userId: jane };

describe('five items of which two fail', () => {
	const ids = ['a', 'gone', 'b', '..', 'c'].map((name) => ({
		id: name === '..' ? name : `auth0|${name}`,
	}));
	const seed = () => tenant().seedUsers(['a', 'b', 'c'].map((name) => account(name)));

	it('with “Continue”, keep their own errors in the order of the inputs', async () => {
		seed();
		const { items, error } = await execute(credentialFor(tenant()), get, ids, {
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.user_id ?? json.error, pairedItem])).toEqual([
			['auth0|a', { item: 0 }],
			['User “auth0|gone” does not exist.', { item: 1 }],
			['auth0|b', { item: 2 }],
			["“..” in 'User' is not a user ID.", { item: 3 }],
			['auth0|c', { item: 4 }],
		]);
		expect(items[1]?.json.details).toEqual({
			description: expect.stringContaining("Check the 'User' field"),
			statusCode: 404,
			errorCode: 'inexistent_user',
			auth0Message: 'The user does not exist.',
		});
	});

	it('with “Continue (using error output)”, go to the error output', async () => {
		seed();
		const { items, errorItems } = await execute(credentialFor(tenant()), get, ids, {
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.user_id)).toEqual(['auth0|a', 'auth0|b', 'auth0|c']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
			{ item: 4 },
		]);
		expect(errorItems.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['User “auth0|gone” does not exist.', { item: 1 }],
			["“..” in 'User' is not a user ID.", { item: 3 }],
		]);
		expect(errorItems[0]?.json).toMatchObject({ ...ids[1], details: { statusCode: 404 } });
	});

	it('stop the run by default, and say what became of the others', async () => {
		seed();
		const { items, error } = await execute(credentialFor(tenant()), get, ids);
		expect(items).toEqual([]);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(error?.description).toMatch(/Item 2 of 5 \(index 1\) failed\..*'On Error' to Continue/);
	});
});

describe('an answer of Auth0', () => {
	it('403 names the missing scope, and where to grant it', async () => {
		const { error } = await execute(credentialFor(tenant(), 'createOnly'), getOne);
		expect(error).toMatchObject({
			message: 'The application lacks the permission read:users.',
			httpCode: '403',
			context: { itemIndex: 0 },
		});
		expect(error?.description).toMatch(
			/Auth0 Management API → Machine to Machine Applications.*select read:users.*insufficient_scope, HTTP 403/,
		);
	});

	it('403 for an update names update:users', async () => {
		const { error } = await execute(credentialFor(tenant(), 'readOnly'), {
			...getOne,
			operation: 'update',
			updateFields: { nickname: 'x' },
		});
		expect(error?.message).toBe('The application lacks the permission update:users.');
	});

	it('409 says that the user exists', async () => {
		tenant().seedUsers([account('jane')]);
		const { error } = await execute(credentialFor(tenant()), create, [janesAccount]);
		expect(error).toMatchObject({
			message: 'User “jane@example.com” already exists.',
			httpCode: '409',
		});
		expect(error?.description).toMatch(/Update or Create or Update.*The user already exists/);
	});

	it.each([
		[
			{ picture: 'nowhere' },
			'Auth0 does not accept the property “picture”.',
			"“picture” in 'Body'",
		],
		[
			{ given_name: '' },
			'Auth0 does not accept the property “given_name”.',
			"“given_name” in 'Body'",
		],
		[
			{ password: 'x' },
			'The password does not meet the password policy of the connection.',
			'longer',
		],
		[{ connection: 'x' }, 'The tenant has no connection with this name.', "Choose 'Connection'"],
	])('400 names the property of %j', async (change, message, advice) => {
		const { error } = await execute(credentialFor(tenant()), create, [
			{ ...janesAccount, ...change },
		]);
		expect(error).toMatchObject({ message, httpCode: '400' });
		expect(error?.description).toContain(advice);
		expect(error?.description).toContain('HTTP 400');
		// These requests are meant to violate the contract.
		tenant().requests.length = 0;
	});

	it('429 says when to try again', async () => {
		tenant().inject({
			path: /^\/api/,
			status: 429,
			headers: {
				'x-ratelimit-limit': '10',
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1200),
			},
			body: { statusCode: 429, message: 'Global limit has been reached' },
		});
		const { error } = await execute(credentialFor(tenant()), getOne);
		expect(error).toMatchObject({
			message: 'Auth0’s rate limit was reached.',
			httpCode: '429',
		});
		expect(error?.description).toMatch(/Nothing was changed\. Try again in about 2\d minutes\./);
	});

	it.each([500, 502, 503, 504])('%i with a page of HTML says what to do', async (status) => {
		tenant().inject({ path: /^\/api/, times: 10, status, body: '<html>down</html>' });
		const { error } = await execute(credentialFor(tenant()), getOne);
		expect(error).toMatchObject({
			message: 'Auth0 could not process the request.',
			httpCode: String(status),
		});
		expect(error?.description).toMatch(new RegExp(`Try again in a few minutes.*HTTP ${status}`));
	});

	it('503 for a creation says that its outcome is unknown', async () => {
		tenant().inject({ path: '/api/v2/users', status: 503, body: {} });
		const { error } = await execute(credentialFor(tenant(), 'createOnly'), create, [janesAccount]);
		expect(error?.description).toMatch(
			/may have succeeded\. Check User “jane@example.com” in Auth0/,
		);
		expect(tenant().requests.filter(({ path }) => path === '/api/v2/users')).toHaveLength(1);
	});

	it('200 with a page of HTML is no user', async () => {
		tenant().inject({ path: /^\/api/, times: 10, status: 200, body: '<html>sign in</html>' });
		const { error } = await execute(credentialFor(tenant()), getOne);
		expect(error?.message).toBe('The response did not come from Auth0.');
	});

	it.each(['before', 'after'] as const)(
		'that never comes is explained (dropped %s)',
		async (drop) => {
			tenant().inject({ path: '/api/v2/users', drop });
			const { error } = await execute(credentialFor(tenant(), 'createOnly'), create, [
				janesAccount,
			]);
			expect(error?.message).toMatch(
				/^The connection to localhost:\d+ was closed before there was a response/,
			);
			expect(error?.description).toMatch(
				/may have succeeded\. Check User “jane@example.com” in Auth0/,
			);
			expect(tenant().requests.filter(({ path }) => path === '/api/v2/users')).toHaveLength(1);
			expect(tenant().users.all()).toHaveLength(drop === 'after' ? 1 : 0);
		},
	);

	it('that is a redirect is not followed', async () => {
		tenant().inject({ path: /^\/api/, status: 302, headers: { location: '/api/v2/users' } });
		const { error } = await execute(credentialFor(tenant()), getOne);
		expect(error?.message).toBe(
			'The tenant responded with a redirect, which the node does not follow.',
		);
		expect(tenant().requests.filter(isApi)).toHaveLength(1);
	});
});

it('refuses an operation that is not there, and names another way', async () => {
	const { error } = await execute(credentialFor(tenant()), { operation: '__CUSTOM_API_CALL__' });
	expect(error?.description).toContain('API Request');
});

it('never puts a secret or a token into an error', async () => {
	const credential = credentialFor(tenant(), 'createOnly');
	tenant().inject({ path: '/api/v2/users', drop: 'before' });
	const { error } = await execute(credential, create, [
		{ ...janesAccount, password: 'Hunter2-Hunter2' },
	]);
	const { token } = JSON.parse(String(credential.data.accessToken));
	const everything = JSON.stringify(error, (_key, value: unknown) =>
		value instanceof Error ? { ...value, message: value.message, cause: value.cause } : value,
	);
	expect(everything).toContain('was closed before');
	for (const secret of [token, tenant().clients.createOnly.clientSecret, 'Hunter2-Hunter2']) {
		expect(everything).not.toContain(secret);
	}
});
