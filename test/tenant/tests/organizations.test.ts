import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { Organization } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const PATH = '/users/auth0%7Cjane/organizations';

beforeEach(() => tenant().seedUsers([account('jane')]));

const list = async <T = Organization[]>(query: Record<string, unknown> = {}) =>
	(await call<T>('GET', '/organizations', { query })).data;
const namesOf = (organizations: Organization[]) => organizations.map(({ name }) => name);

describe('Listing organizations', () => {
	it('gives all of them, in the order asked for', async () => {
		expect(namesOf(await list())).toEqual(['acme', 'globex']);
		expect(namesOf(await list({ sort: 'name:-1' }))).toEqual(['globex', 'acme']);
		expect(await list({ include_totals: true, page: 1, per_page: 1 })).toMatchObject({
			start: 1,
			limit: 1,
			total: 2,
			organizations: [{ display_name: 'Globex Corporation' }],
		});
	});

	it('pages by checkpoint, and names the next one as long as there is one', async () => {
		tenant().seedOrganizations([{ name: 'initech' }]);
		interface Page {
			organizations: Organization[];
			next?: string;
		}
		const first = await list<Page>({ take: 2 });
		const second = await list<Page>({ take: 2, from: first.next });
		expect([first, second].map((page) => namesOf(page.organizations))).toEqual([
			['acme', 'globex'],
			['initech'],
		]);
		expect(second).not.toHaveProperty('next');
		expect((await call('GET', '/organizations', { query: { from: 'x' } })).status).toBe(400);
	});
});

it.each([
	['name', '/organizations/name/acme', '/organizations/name/nobody'],
	['ID', '/organizations/org_0000000000000001', '/organizations/org_nowhere'],
])('An organization is found by its %s', async (_by, path, missing) => {
	expect((await call('GET', path)).data).toMatchObject({
		id: expect.stringMatching(/^org_[A-Za-z0-9]{16}$/),
		display_name: 'Acme Inc.',
	});
	expect((await call('GET', missing)).data).toEqual({
		statusCode: 404,
		error: 'Not Found',
		message: 'No organization found by that id or name',
	});
});

describe('An organization that is changed', () => {
	const ACME = '/organizations/org_0000000000000001';
	const change = async (body: object) => (await call('PATCH', ACME, { body })).data;

	it('has what it got of metadata in the place of what it had', async () => {
		expect(await change({ metadata: { a: '1', b: '2' } })).toMatchObject({
			metadata: { a: '1', b: '2' },
		});
		expect(Object(await change({ metadata: { a: '3', c: null } })).metadata).toEqual({ a: '3' });
		expect(await change({ display_name: 'Acme' })).toMatchObject({ metadata: { a: '3' } });
		expect(await change({ metadata: {} })).not.toHaveProperty('metadata');
	});

	it('has a name that no other has, of letters that Auth0 allows', async () => {
		const statusOf = async (method: string, path: string, name: string) =>
			(await call(method, path, { body: { name } })).status;
		expect(await statusOf('PATCH', ACME, 'globex')).toBe(409);
		expect(await statusOf('PATCH', ACME, 'acme')).toBe(200);
		expect(await statusOf('POST', '/organizations', 'globex')).toBe(409);
		expect(await statusOf('POST', '/organizations', 'Globex')).toBe(400);
		expect(await statusOf('POST', '/organizations', 'initech')).toBe(201);
	});

	it('has connections of the tenant only, and signup of databases only', async () => {
		const statusOf = async (connection: object) =>
			(
				await call('POST', '/organizations', {
					body: { name: 'initech', enabled_connections: [connection] },
				})
			).status;
		const signup = { is_signup_enabled: true, assign_membership_on_login: true };
		expect(await statusOf({ connection_id: 'con_nowhere' })).toBe(400);
		expect(await statusOf({ connection_id: 'con_0000000000000007', ...signup })).toBe(400);
		expect(await statusOf({ connection_id: 'con_0000000000000001', ...signup })).toBe(201);
	});

	it('takes its members along when it is deleted, and is deleted once', async () => {
		tenant().addMember('org_0000000000000001', JANE);
		expect((await call('DELETE', ACME)).status).toBe(204);
		expect((await call('GET', PATH)).data).toEqual([]);
		expect((await call('DELETE', ACME)).status).toBe(404);
	});

	it.each(['POST /organizations', `PATCH ${ACME}`, `DELETE ${ACME}`])(
		'needs a permission of its own: %s',
		async (request) => {
			const [method = '', path = ''] = request.split(' ');
			const body = method === 'DELETE' ? undefined : { name: 'x' };
			expect((await call(method, path, { body, client: 'readOnly' })).status).toBe(403);
		},
	);
});

describe('The organizations of a user', () => {
	it('are those that it is a member of', async () => {
		expect((await call('GET', PATH)).data).toEqual([]);
		const [acme] = tenant().catalogue.organizations;
		tenant().addMember(String(acme?.id), JANE);
		expect((await call('GET', PATH)).data).toEqual([acme]);
		const query = { include_totals: true };
		expect((await call('GET', PATH, { query })).data).toEqual({
			start: 0,
			limit: 50,
			total: 1,
			organizations: [acme],
		});
	});

	it('are refused for an unknown user', async () => {
		expect((await call('GET', '/users/auth0%7Cbob/organizations')).data).toMatchObject({
			statusCode: 404,
			errorCode: 'inexistent_user',
		});
	});
});

describe('The members of an organization', () => {
	const MEMBERS = '/organizations/org_0000000000000001/members';
	interface Page {
		members: Array<Record<string, unknown>>;
		next?: string;
	}
	const members = async (query: Record<string, unknown>) =>
		(await call<Page>('GET', MEMBERS, { query })).data;

	beforeEach(() => {
		tenant().seedUsers([account('bob'), account('carl')]);
		for (const name of ['jane', 'carl']) {
			tenant().addMember('org_0000000000000001', `auth0|${name}`);
		}
	});

	it('are its alone, page by page', async () => {
		const { members: first, next } = await members({ take: 1 });
		expect(first).toEqual([expect.objectContaining({ user_id: JANE, email: 'jane@example.com' })]);
		const second = await members({ take: 1, from: next });
		expect(second).toEqual({ members: [expect.objectContaining({ user_id: 'auth0|carl' })] });
	});

	it('have the fields that were asked for, with the roles that they have there', async () => {
		const [role] = tenant().seedRoles([{ name: 'Buyer', type: 'organization' }]);
		if (role) tenant().addMemberRole('org_0000000000000001', JANE, role);
		expect(await members({ take: 100, fields: 'user_id,roles' })).toEqual({
			members: [
				{ user_id: JANE, roles: [{ id: role?.id, name: 'Buyer' }] },
				{ user_id: 'auth0|carl', roles: [] },
			],
		});
		expect((await members({ take: 1 })).members[0]).not.toHaveProperty('roles');
	});

	it('are added and removed, each once, and stay users', async () => {
		const ids = async () => (await members({ take: 100 })).members.map(({ user_id: id }) => id);
		const body = { members: ['auth0|bob', JANE] };
		for (let time = 0; time < 2; time++) {
			expect((await call('POST', MEMBERS, { body })).status).toBe(204);
			expect(await ids()).toEqual([JANE, 'auth0|bob', 'auth0|carl']);
		}
		expect((await call('DELETE', MEMBERS, { body })).status).toBe(204);
		expect(await ids()).toEqual(['auth0|carl']);
		expect(tenant().users.all()).toHaveLength(3);
	});

	it('must be users', async () => {
		const body = { members: [JANE, 'auth0|nobody'] };
		expect((await call('POST', MEMBERS, { body })).status).toBe(400);
	});

	it.each(['POST', 'DELETE'])(
		'are changed with a permission of its own only: %s',
		async (method) => {
			const body = { members: [JANE] };
			expect((await call(method, MEMBERS, { body, client: 'readOnly' })).status).toBe(403);
		},
	);

	it('are refused without a permission, and for an organization that is not there', async () => {
		expect((await call('GET', MEMBERS, { client: 'readOnly' })).status).toBe(403);
		expect((await call('GET', '/organizations/org_nowhere/members')).status).toBe(404);
	});
});

describe('The roles of a member of an organization', () => {
	const ROLES = '/organizations/org_0000000000000001/members/auth0%7Cjane/roles';
	const EDITOR = { id: 'rol_0000000000000002', name: 'Editor', description: 'Writes' };
	const roles = async () => (await call('GET', ROLES)).data;
	const change = async (method: string, ...ids: Array<string | undefined>) =>
		await call(method, ROLES, { body: { roles: ids } });

	beforeEach(() => tenant().addMember('org_0000000000000001', JANE));

	it('are added and removed, each once, and go with the membership', async () => {
		for (let time = 1; time <= 2; time++) {
			expect((await change('POST', EDITOR.id)).status).toBe(204);
			expect(await roles()).toEqual([EDITOR]);
		}
		expect((await change('DELETE', EDITOR.id)).status).toBe(204);
		expect(await roles()).toEqual([]);
		await change('POST', EDITOR.id);
		const members = '/organizations/org_0000000000000001/members';
		await call('DELETE', members, { body: { members: [JANE] } });
		expect(await roles()).toEqual([]);
	});

	it('are those of the tenant and of the organization, and for members only', async () => {
		const [own, other] = tenant().seedRoles([
			{ name: 'Buyer', type: 'organization', owner_id: 'org_0000000000000001' },
			{ name: 'Seller', type: 'organization', owner_id: 'org_0000000000000002' },
		]);
		expect((await change('POST', own?.id)).status).toBe(204);
		expect((await change('POST', other?.id)).status).toBe(400);
		expect((await change('POST', 'rol_9999999999999999')).status).toBe(400);
		tenant().seedUsers([account('bob')]);
		const ofBob = ROLES.replace('jane', 'bob');
		expect((await call('POST', ofBob, { body: { roles: [own?.id] } })).status).toBe(400);
		expect((await call('GET', ROLES.replace('jane', 'nobody'))).status).toBe(404);
	});

	it('are fifty at most', async () => {
		const many = tenant().seedRoles(
			Array.from({ length: 51 }, (_, index) => ({ name: `Role ${index}` })),
		);
		const ids = many.map(({ id }) => id);
		expect((await change('POST', ...ids)).status).toBe(409);
		expect((await change('POST', ...ids.slice(1))).status).toBe(204);
	});

	it.each(['POST', 'DELETE'])(
		'are changed with a permission of their own only: %s',
		async (method) => {
			const body = { roles: [EDITOR.id] };
			expect((await call(method, ROLES, { body, client: 'readOnly' })).status).toBe(403);
		},
	);
});

it.each([
	'/organizations',
	'/organizations/name/acme',
	'/organizations/org_0000000000000001',
	PATH,
])('%s needs the scope', async (path) => {
	expect((await call('GET', path, { client: 'readOnly' })).data).toMatchObject({
		statusCode: 403,
		message: expect.stringMatching(/^Insufficient scope, expected any of: read:organizations/),
	});
});
