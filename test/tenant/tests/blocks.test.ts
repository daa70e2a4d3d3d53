import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const PATH = '/user-blocks/auth0%7Cjane';
const BY_EMAIL = '/user-blocks?identifier=jane%40example.com';
const BLOCK = { identifier: 'jane@example.com', ip: '192.0.2.7' };

beforeEach(() => {
	tenant().seedUsers([account('jane'), account('bob')]);
	tenant().blockBruteForce(JANE, { ip: '192.0.2.7' });
});

describe.each([PATH, BY_EMAIL])('The brute-force blocks at %s', (path) => {
	it('are shown, and lifted', async () => {
		expect((await call('GET', path)).data).toEqual({ blocked_for: [BLOCK] });
		expect(await call('DELETE', path)).toMatchObject({ status: 204, data: '' });
		expect((await call('GET', path)).data).toEqual({ blocked_for: [] });
	});

	it('stay when an administrator lifts the block of the user', async () => {
		await call('PATCH', '/users/auth0%7Cjane', { body: { blocked: false } });
		expect((await call('GET', path)).data).toEqual({ blocked_for: [BLOCK] });
	});

	it.each([
		['GET', 'read:users'],
		['DELETE', 'update:users'],
	])('need the scope: %s', async (method, scope) => {
		expect((await call(method, path, { client: 'createOnly' })).data).toMatchObject({
			statusCode: 403,
			message: `Insufficient scope, expected any of: ${scope}`,
		});
	});
});

it.each([
	['GET', '/user-blocks/auth0%7Cnobody', 404],
	['DELETE', '/user-blocks/auth0%7Cnobody', 404],
	['GET', '/user-blocks/nobody', 400],
	['GET', '/user-blocks', 400],
	['DELETE', '/user-blocks', 400],
	['GET', '/user-blocks?identifier=nobody', 200],
	['DELETE', '/user-blocks?identifier=nobody', 204],
])('%s %s answers %i', async (method, path, status) => {
	expect((await call(method, path)).status).toBe(status);
});
