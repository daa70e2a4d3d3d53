import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const parameters = {
	operation: 'getEverything',
	userId: byId(`={{ $json.id ?? "${JANE}" }}`),
};
const PARTS = [
	'roles',
	'permissions',
	'organizations',
	'blocks',
	'sessions',
	'refresh_tokens',
	'authentication_methods',
	'logs',
];

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

describe('the output', () => {
	beforeEach(() => {
		tenant().seedSessions(JANE, [{}]);
		tenant().seedRefreshTokens(JANE, [{}]);
		tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }]);
		tenant().seedLogs(JANE, [{}]);
	});

	const output = async (more: INodeParameters = {}) => {
		const { items } = await execute(credentialFor(tenant()), { ...parameters, ...more });
		return items[0]?.json ?? {};
	};

	it.each([
		['getSessions', 'access', 'sessions'],
		['getRefreshTokens', 'access', 'refresh_tokens'],
		['getAuthenticationMethods', 'access', 'authentication_methods'],
		['getUserLogs', 'log', 'logs'],
		['get', 'user', 'profile'],
	])('is that of %s, simplified or not', async (operation, resource, part) => {
		for (const simplify of [true, false]) {
			const { items } = await execute(credentialFor(tenant()), {
				...parameters,
				operation,
				resource,
				simplify,
			});
			const everything = await output({ simplify });
			expect([everything[part]].flat()).toEqual(items.map(({ json }) => json));
		}
	});

	it('is simplified by default', async () => {
		expect(await output()).toEqual(await output({ simplify: true }));
		expect((await output()).profile).not.toHaveProperty('identities');
		expect((await output({ simplify: false })).profile).toHaveProperty('identities');
	});
});

it('has all parts in one item', async () => {
	const [role] = tenant().catalogue.roles;
	if (role) tenant().userData.roles.add(JANE, role);
	tenant().addMember('org_0000000000000001', JANE);
	tenant().blockBruteForce(JANE, { ip: '10.0.0.1' });
	tenant().seedSessions(JANE, [{}, {}]);
	tenant().seedRefreshTokens(JANE, [{}]);
	tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }]);
	tenant().seedLogs(
		JANE,
		Array.from({ length: 25 }, () => ({})),
	);
	const { items } = await execute(credentialFor(tenant()), { ...parameters, simplify: false });
	expect(items).toHaveLength(1);
	expect(items[0]?.json).toEqual({
		profile: tenant().users.get(JANE),
		roles: [expect.objectContaining({ id: role?.id })],
		permissions: [],
		organizations: [expect.objectContaining({ id: 'org_0000000000000001' })],
		blocks: [expect.objectContaining({ ip: '10.0.0.1' })],
		sessions: [expect.anything(), expect.anything()],
		refresh_tokens: [expect.anything()],
		authentication_methods: [expect.objectContaining({ type: 'totp' })],
		logs: expect.arrayContaining([expect.objectContaining({ user_id: JANE })]),
		missing: [],
	});
	expect(items[0]?.json.logs).toHaveLength(10);
});

it('says which parts are missing and which permission each needs', async () => {
	tenant().setScopes('full', 'read:users read:logs');
	const { items } = await execute(credentialFor(tenant()), parameters);
	const { missing, ...parts } = items[0]?.json ?? {};
	expect(Object.keys(parts)).toEqual(['profile', 'permissions', 'blocks', 'logs']);
	expect(missing).toEqual(
		PARTS.filter((part) => !(part in parts)).map((part) => ({
			part,
			reason: expect.stringMatching(/^The application lacks the permissions? read:(?!users)/),
			advice: expect.stringContaining('Auth0 Dashboard'),
		})),
	);
});

it('does not ask again for each item what the application may not read', async () => {
	tenant().setScopes('full', 'read:users');
	const items = Array.from({ length: 20 }, () => ({ id: JANE }));
	const options = { requestsInFlight: 1 };
	await execute(credentialFor(tenant()), { ...parameters, options }, items);
	expect(tenant().requests.filter(({ path }) => path.endsWith('/sessions'))).toHaveLength(1);
});

it('does not ask again for each item what the plan of the tenant does not include', async () => {
	tenant().inject({
		path: /\/sessions$/,
		times: 20,
		status: 403,
		body: { message: 'Please upgrade your subscription to use sessions.' },
	});
	const items = Array.from({ length: 20 }, () => ({ id: JANE }));
	const options = { requestsInFlight: 1 };
	const outcome = await execute(credentialFor(tenant()), { ...parameters, options }, items);
	expect(tenant().requests.filter(({ path }) => path.endsWith('/sessions'))).toHaveLength(1);
	const reason = 'The plan of this Auth0 tenant does not include this feature.';
	expect(outcome.items[19]?.json.missing).toEqual([
		{ part: 'sessions', reason, advice: expect.stringContaining('subscription') },
	]);
});

it('leaves the others when one part fails', async () => {
	tenant().inject({ path: /\/sessions$/, status: 403, body: { message: 'Not on this plan' } });
	const { items } = await execute(credentialFor(tenant()), parameters);
	expect(items[0]?.json.missing).toEqual([expect.objectContaining({ part: 'sessions' })]);
	expect(items[0]?.json.refresh_tokens).toEqual([]);
});

it('leaves the profile out, too, without read:users', async () => {
	tenant().setScopes('full', 'read:logs');
	tenant().seedLogs(JANE, [{}]);
	const { items } = await execute(credentialFor(tenant()), parameters);
	const { missing, ...parts } = items[0]?.json ?? {};
	expect(Object.keys(parts)).toEqual(['logs']);
	expect(missing).toHaveLength(PARTS.length);
});

it('says so when nothing can be read', async () => {
	tenant().setScopes('full', 'update:users');
	const { error } = await execute(credentialFor(tenant()), parameters);
	expect(error?.message).toBe(`Could not read anything about user “${JANE}”.`);
	expect(error?.description).toContain('read:users');
});
