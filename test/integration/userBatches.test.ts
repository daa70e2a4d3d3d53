import { findUsersByIds, findUsersByLogins } from '../../nodes/Auth0/api/userBatches';
import { connect } from '../../nodes/Auth0/transport/connection';
import { account } from '../support/accounts';
import { editor } from '../support/engine';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import type { Tenant, User } from '../tenant';

const tenant = useTenant();

const apiOf = async (of: Tenant) => (await connect(editor(credentialFor(of)), {})).management;

const byIds = async (ids: string[], fields?: string) =>
	await findUsersByIds(
		await apiOf(tenant()),
		ids,
		fields === undefined ? undefined : { fields, include_fields: true },
	);

const byLogins = async (
	logins: string[],
	property: 'email' | 'username' | 'phone_number' = 'email',
) => {
	const found = await findUsersByLogins(await apiOf(tenant()), property, logins);
	return Object.fromEntries(
		[...found].map(([login, users]) => [login, users.map(({ user_id: id }) => id)]),
	);
};

const searches = () => tenant().requests.filter(isApi);
/** The length of each address, as it was sent. */
const lengths = () => searches().map(({ query, path }) => path.length + encoded(query));
const encoded = (query: object) => new URLSearchParams(Object.entries(query)).toString().length;

const seed = (names: string[], overrides: (name: string) => Partial<User> = () => ({})) =>
	tenant().seedUsers(
		names.map((name) =>
			account(name, { overrides: { user_id: `auth0|${name}`, ...overrides(name) } }),
		),
	);
const names = (count: number, prefix = 'u') => Array.from({ length: count }, (_, i) => prefix + i);
const idsOf = (of: string[]) => of.map((name) => `auth0|${name}`);

describe('users by their IDs', () => {
	it('are found with a request for each hundred', async () => {
		const users = seed(names(250));
		const found = await byIds([...idsOf(names(250)), 'auth0|gone']);
		expect([...found.keys()].sort()).toEqual(idsOf(names(250)).sort());
		expect(found.get('auth0|u7')).toEqual(users[7]);
		expect(searches()).toHaveLength(3);
	});

	it('are returned with the fields that are wanted', async () => {
		seed(['jane']);
		const found = await byIds(['auth0|jane'], 'user_id,email');
		expect(found.get('auth0|jane')).toEqual({ user_id: 'auth0|jane', email: 'jane@example.com' });
	});

	it.each([
		'samlp|c|"quoted"',
		'samlp|c|back\\slash',
		'samlp|c|a OR user_id:*',
		'samlp|c|) OR (name:*',
		'samlp|c|Jürgen 😀',
		'samlp|c|*',
		'samlp|c|%2F+&q=x#?',
	])('are found whatever they hold: %s', async (id) => {
		seed(['jane', 'joe']);
		tenant().seedUsers([account('odd', { overrides: { user_id: id } })]);
		expect([...(await byIds([id, 'auth0|nobody'])).keys()]).toEqual([id]);
	});

	it('are only those with exactly this ID', async () => {
		seed(['Jane', 'jane2']);
		expect([...(await byIds(['auth0|jane', 'auth0|JANE', 'auth0|jan*'])).keys()]).toEqual([]);
	});

	it('are not asked for where there is none', async () => {
		expect(await byIds([])).toEqual(new Map());
		expect(searches()).toEqual([]);
	});

	it('are asked for in more requests where an address would have more than 8 KB', async () => {
		const long = names(100).map((name) => `${name}-${'x'.repeat(300)}`);
		seed(long);
		expect((await byIds(idsOf(long))).size).toBe(100);
		expect(Math.max(...lengths())).toBeLessThan(7800);
		expect(Math.max(...lengths())).toBeGreaterThan(6500);
		const sent = searches().length;
		await byIds(idsOf(long), `user_id,${names(500, 'field').join(',')}`);
		expect(Math.max(...lengths())).toBeLessThan(7800);
		expect(searches().length).toBeGreaterThan(2 * sent);
	});
});

describe('users by their logins', () => {
	it('are found with a request for each page, several with one login', async () => {
		seed(names(200));
		tenant().seedUsers([{ connection: 'email', email: 'u3@example.com', user_id: 'three' }]);
		const logins = [...names(198).map((name) => `${name}@example.com`), 'nobody@example.com'];
		const found = await byLogins(logins);
		expect(Object.keys(found)).toHaveLength(198);
		expect(found['u3@example.com']?.sort()).toEqual(['auth0|u3', 'email|three']);
		// One for the second page of a search that finds a hundred.
		expect(searches()).toHaveLength(4);
	});

	it('are found in any case, but first of all as they are written', async () => {
		seed(['ann'], () => ({ email: 'Ann@Example.com' }));
		seed(['bob', 'bob2'], (name) => ({ email: name === 'bob' ? 'BOB@x.org' : 'bob@x.org' }));
		expect(await byLogins(['ANN@example.com', 'bob@x.org', 'BOB@x.org', 'Bob@X.org'])).toEqual({
			'ANN@example.com': ['auth0|ann'],
			'bob@x.org': ['auth0|bob2'],
			'BOB@x.org': ['auth0|bob', 'auth0|bob2'],
			'Bob@X.org': ['auth0|bob2'],
		});
	});

	it('can be usernames and phone numbers', async () => {
		seed(['ann'], () => ({ username: 'ann', phone_number: '+4930123456' }));
		seed(['bob'], () => ({ username: 'bob' }));
		expect(await byLogins(['Ann', 'ann*', 'bo'], 'username')).toEqual({ Ann: ['auth0|ann'] });
		expect(await byLogins(['+4930123456'], 'phone_number')).toEqual({
			'+4930123456': ['auth0|ann'],
		});
	});

	it('are read to the end where many have one', async () => {
		seed(names(230), (name) => ({ email: name.endsWith('7') ? 'seven@x.org' : 'other@x.org' }));
		const found = await byLogins(['seven@x.org', 'other@x.org']);
		expect([found['seven@x.org']?.length, found['other@x.org']?.length]).toEqual([23, 207]);
	});

	it('are left to a look-up by itself where more have one than can be searched', async () => {
		seed(names(1010), () => ({ email: 'shared@x.org' }));
		seed(names(3, 'v'));
		const found = await byLogins(['shared@x.org', ...names(3, 'v').map((v) => `${v}@example.com`)]);
		expect(Object.keys(found).sort()).toEqual(names(3, 'v').map((v) => `${v}@example.com`));
	});
});

it('ends at the first search that fails', async () => {
	tenant().inject({ path: '/api/v2/users', status: 403, body: { message: 'No' }, times: 100 });
	await expect(byIds(idsOf(names(5000)))).rejects.toThrow(/No|permission/);
	expect(searches().length).toBeLessThan(10);
});
