import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { Role } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const PATH = '/users/auth0%7Cjane/roles';
const ids = () => tenant().catalogue.roles.map(({ id }) => id);
const held = () =>
	tenant()
		.userData.roles.of(JANE)
		.map(({ name }) => name);

beforeEach(() => tenant().seedUsers([account('jane')]));

describe('Listing roles', () => {
	const list = async (query: Record<string, unknown> = {}) =>
		(await call<Role[]>('GET', '/roles', { query })).data;
	const namesOf = (roles: Role[]) => roles.map(({ name }) => name);

	it('gives all of them', async () => {
		const roles = await list();
		expect(namesOf(roles)).toEqual(['Admin', 'Editor', 'Viewer']);
		for (const { id } of roles) expect(id).toMatch(/^rol_[A-Za-z0-9]{16}$/);
	});

	it.each([
		['in part, whatever the case', { name_filter: 'DIT' }, ['Editor']],
		['of another page', { page: 1, per_page: 2 }, ['Viewer']],
		['that no role has', { name_filter: 'nobody' }, []],
	])('gives those of a name %s', async (_name, query, names) => {
		expect(namesOf(await list(query))).toEqual(names);
	});

	it('gives those of organizations, too, and tells them apart', async () => {
		const given = { type: 'organization', owner_id: 'org_0000000000000001' } as const;
		const [role] = tenant().seedRoles([{ name: 'Editor', ...given }]);
		const roles = await list({ name_filter: 'editor' });
		expect(roles).toMatchObject([{ type: 'tenant' }, given]);
		expect((await call('GET', `/roles/${role?.id}`)).data).toEqual(role);
		expect(await call('GET', '/roles/rol_0000000000000009')).toMatchObject({
			status: 404,
			data: { statusCode: 404, error: 'Not Found', message: 'The role does not exist.' },
		});
		const refused = await call('POST', PATH, { body: { roles: [role?.id] } });
		expect(refused.status).toBe(400);
	});

	it('gives the totals when asked', async () => {
		expect(await list({ include_totals: true, per_page: 1 })).toMatchObject({
			start: 0,
			limit: 1,
			total: 3,
			roles: [{ name: 'Admin' }],
		});
	});
});

describe('The roles of a user', () => {
	it('are assigned, listed and removed', async () => {
		const [admin, editor] = ids();
		expect(await call('POST', PATH, { body: { roles: [admin, editor] } })).toMatchObject({
			status: 204,
			data: '',
		});
		expect((await call('POST', PATH, { body: { roles: [admin] } })).status).toBe(204);
		expect((await call<Role[]>('GET', PATH)).data.map(({ id }) => id)).toEqual([admin, editor]);
		expect((await call('DELETE', PATH, { body: { roles: [admin] } })).status).toBe(204);
		expect(held()).toEqual(['Editor']);
	});

	it('go with the user', async () => {
		await call('POST', PATH, { body: { roles: ids() } });
		await call('DELETE', '/users/auth0%7Cjane');
		tenant().seedUsers([account('jane')]);
		expect(held()).toEqual([]);
	});

	it('have members, who are read by checkpoint', async () => {
		const [id] = ids();
		tenant().seedUsers([account('bob'), account('carl')]);
		for (const name of ['jane', 'carl']) {
			await call('POST', `/users/auth0%7C${name}/roles`, { body: { roles: [id] } });
		}
		interface Page {
			users: Array<{ user_id: string }>;
			next?: string;
		}
		const path = `/roles/${id}/users`;
		const { users, next } = (await call<Page>('GET', path, { query: { take: 1 } })).data;
		expect(users).toMatchObject([{ user_id: JANE, email: 'jane@example.com' }]);
		const second = (await call<Page>('GET', path, { query: { take: 1, from: next } })).data;
		expect(second).toEqual({ users: [expect.objectContaining({ user_id: 'auth0|carl' })] });
		expect((await call('GET', '/roles/rol_nowhere/users')).status).toBe(404);
	});

	it('are 50 at most', async () => {
		const roles = tenant().seedRoles(Array.from({ length: 51 }, (_, i) => ({ name: `Role ${i}` })));
		const assign = async (given: Role[]) =>
			await call('POST', PATH, { body: { roles: given.map(({ id }) => id) } });
		expect((await assign(roles.slice(0, 50))).status).toBe(204);
		expect((await assign(roles.slice(50))).status).toBe(400);
		expect(held()).toHaveLength(50);
	});

	it.each([
		['an unknown role', 'POST', PATH, { roles: ['rol_nowhere'] }, 400],
		['no role', 'POST', PATH, { roles: [] }, 400],
		['no role', 'DELETE', PATH, {}, 400],
		['an unknown user', 'POST', '/users/auth0%7Cbob/roles', { roles: ['x'] }, 404],
		['an unknown user', 'DELETE', '/users/auth0%7Cbob/roles', { roles: ['x'] }, 404],
		['an unknown user', 'GET', '/users/auth0%7Cbob/roles', undefined, 404],
		['an id without a provider', 'GET', '/users/bob/roles', undefined, 400],
	])('are refused for %s: %s %s', async (_name, method, path, body, status) => {
		expect(await call(method, path, { body })).toMatchObject({
			status,
			data: { statusCode: status },
		});
		expect(held()).toEqual([]);
	});

	it.each([
		['GET', '/roles', 'any of: read:roles'],
		['GET', PATH, 'all of: read:users,read:roles,read:role_members'],
		['GET', '/roles/x/users', 'all of: read:users,read:roles,read:role_members'],
		['POST', PATH, 'any of: update:users'],
		['DELETE', PATH, 'any of: update:users'],
	])('need the scope: %s %s', async (method, path, scopes) => {
		expect((await call(method, path, { client: 'readOnly' })).data).toMatchObject({
			statusCode: 403,
			message: `Insufficient scope, expected ${scopes}`,
			errorCode: 'insufficient_scope',
		});
	});
});

describe('The users of a role', () => {
	const PATH_OF_USERS = '/roles/rol_0000000000000002/users';
	const add = async (users: string[], path = PATH_OF_USERS) =>
		await call('POST', path, { body: { users } });

	it('get it, and keep it when they have it already', async () => {
		for (let time = 1; time <= 2; time++) {
			expect(await add([JANE])).toMatchObject({ status: 200, data: {} });
			expect(held()).toEqual(['Editor']);
		}
	});

	it('have to be there, each of them, and so has the role', async () => {
		expect((await add([JANE, 'auth0|nobody'])).status).toBe(400);
		expect((await add([JANE], '/roles/rol_9999999999999999/users')).status).toBe(404);
		const [own] = tenant().seedRoles([{ name: 'Buyer', type: 'organization' }]);
		expect((await add([JANE], `/roles/${own?.id}/users`)).status).toBe(400);
		expect(held()).toEqual([]);
	});
});
