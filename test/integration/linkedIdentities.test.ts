import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId, connection } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const GOOGLE = 'google-oauth2|103547991597142817347';
const CHANGED = 'Correct-Horse-10';
const OTHER = 'github|42';

beforeEach(() => {
	tenant().seedUsers([
		{
			...account('jane'),
			overrides: {
				user_id: JANE,
				identities: [
					{ connection: DATABASE, provider: 'auth0', user_id: 'jane', isSocial: false },
					{
						connection: 'google-oauth2',
						provider: 'google-oauth2',
						user_id: '103547991597142817347',
						isSocial: true,
					},
					// Some providers count their users.
					{ connection: 'github', provider: 'github', user_id: JSON.parse('42'), isSocial: true },
				],
			},
		},
		account('joe'),
	]);
});

const run = async (operation: string, id: string, parameters: INodeParameters = {}) =>
	await execute(credentialFor(tenant()), {
		operation,
		userId: byId(id),
		...parameters,
	});

const api = () => tenant().requests.filter(isApi);
const deletions = () => api().filter(({ method }) => method === 'DELETE');

const message = (id: string) => `“${id}” is a linked identity of user “${JANE}”, not a user.`;

it.each<[string, INodeParameters?]>([
	['get'],
	['getEverything'],
	['role:getUserRoles'],
	['update', { updateFields: { nickname: 'x' } }],
	['changePassword', { password: CHANGED }],
	['setEmailVerified'],
	['block'],
	['unblock'],
	['emailAndLink:createPasswordTicket'],
	['emailAndLink:createVerificationTicket'],
	['emailAndLink:sendVerificationEmail'],
	['identity:link', { linkedUserId: byId('auth0|joe') }],
	['delete'],
	['access:revokeAccess'],
	['access:resetMfa'],
])('%s says whose identity it is', async (operation, parameters = {}) => {
	for (const id of [GOOGLE, OTHER]) {
		const { error } = await run(operation, id, parameters);
		expect(error?.message).toBe(message(id));
		expect(error?.description).toContain(`enter ${JANE}`);
	}
	expect(tenant().users.all()).toHaveLength(2);
});

it('costs one search, and only when there is no such user', async () => {
	await run('block', 'auth0|joe');
	expect(api()).toHaveLength(1);
	const { error } = await run('block', 'google-oauth2|1');
	expect(error?.message).toBe('User “google-oauth2|1” does not exist.');
	expect(api()).toHaveLength(3);
});

it('costs a few searches where many are missing', async () => {
	const missing = Array.from({ length: 150 }, (_, index) => `auth0|nobody${index}`);
	const ids = [...missing.slice(0, 75), GOOGLE, JANE, OTHER, 'github|7', ...missing.slice(75)];
	const { items } = await execute(
		credentialFor(tenant()),
		{ operation: 'get', userId: byId('={{ $json.id }}') },
		ids.map((id) => ({ id })),
		{ onError: 'continueRegularOutput' },
	);
	expect(items.map(({ json }) => json.error ?? json.user_id)).toEqual(
		ids.map((id) => {
			if (id === GOOGLE || id === OTHER) return message(id);
			return id === JANE ? id : `User “${id}” does not exist.`;
		}),
	);
	const searches = api().filter(({ path }) => path === '/api/v2/users');
	expect(searches.length).toBeLessThan(30);
});

it('is not told to an application that may not look', async () => {
	tenant().setScopes('full', 'update:users');
	const { error } = await run('block', GOOGLE);
	expect(error?.message).toBe(`User “${GOOGLE}” does not exist.`);
});

describe.each(['access:revokeAccess', 'access:resetMfa'])('%s', (operation) => {
	const changes = () => api().filter(({ method }) => method !== 'GET');

	it('refuses the ID of nobody, for which Auth0 answers as for a user', async () => {
		const { error } = await run(operation, 'auth0|nobody');
		expect(error?.message).toBe('User “auth0|nobody” does not exist.');
		expect(changes()).toEqual([]);
	});

	it('does not look again for a user whom an email address named', async () => {
		await execute(credentialFor(tenant()), {
			operation,
			userId: byEmail('joe@example.com'),
		});
		expect(api().filter(({ method }) => method === 'GET')).toHaveLength(1);
		expect(changes()).toHaveLength(1);
	});

	it('says what it could not check', async () => {
		tenant().setScopes(
			'full',
			'delete:sessions delete:refresh_tokens delete:authentication_methods',
		);
		const { items } = await run(operation, 'auth0|joe');
		expect(items[0]?.json.note).toContain('read:users');
		expect(changes()).toHaveLength(1);
	});
});

describe('Delete', () => {
	it('deletes nothing of a user whose linked identity is named', async () => {
		await run('delete', GOOGLE);
		expect(deletions()).toEqual([]);
	});

	it('looks first, with one small request for each user', async () => {
		const { items } = await run('delete', 'auth0|joe');
		expect(items[0]?.json).toEqual({ user_id: 'auth0|joe', deleted: true });
		expect(api().map(({ method, query }) => [method, query])).toEqual([
			['GET', { fields: 'user_id', include_fields: 'true' }],
			['DELETE', {}],
		]);
	});

	it('asks once an execution whether it may look, and says what it could not check', async () => {
		tenant().setScopes('full', 'delete:users');
		const { items } = await execute(
			credentialFor(tenant()),
			{
				operation: 'delete',
				userId: byId('={{ $json.id }}'),
				options: { requestsInFlight: 1 },
			},
			[{ id: 'auth0|joe' }, { id: JANE }],
		);
		expect(items.map(({ json }) => json)).toEqual(
			['auth0|joe', JANE].map((id) => ({
				user_id: id,
				deleted: true,
				note: expect.stringContaining('read:users'),
			})),
		);
		expect(tenant().users.all()).toEqual([]);
		expect(api().filter(({ method }) => method === 'GET')).toHaveLength(1);
	});

	it('deletes nobody when it cannot be found out who is meant', async () => {
		tenant().inject({ method: 'GET', path: /joe$/, status: 400, body: { message: 'No' } });
		const { error } = await run('delete', 'auth0|joe');
		expect(error?.message).toBe('No');
		expect(deletions()).toEqual([]);
	});
});

describe('Create or Update by User ID', () => {
	const upsert = async (upsertUserId: string) =>
		await execute(credentialFor(tenant()), {
			operation: 'upsert',
			findBy: 'userId',
			upsertUserId,
			connection,
			email: 'new@example.com',
			password: PASSWORD,
		});

	it('creates nobody for the ID of a linked identity', async () => {
		const { error } = await upsert(GOOGLE);
		expect(error?.message).toBe(message(GOOGLE));
		expect(tenant().users.all()).toHaveLength(2);
	});

	it('creates nobody with an ID that only a login gives', async () => {
		const { error } = await upsert('google-oauth2|1');
		expect(error?.message).toBe(
			'User “google-oauth2|1” does not exist and cannot be created with this ID.',
		);
		expect(tenant().users.all()).toHaveLength(2);
	});
});
