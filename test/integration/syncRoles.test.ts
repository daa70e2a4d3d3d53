import { ACME } from '../support/organizations';
import { GO_ON } from '../support/engine';
import { useSync } from '../support/sync';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
const { runNames: run, row, changes, seed } = useSync(tenant);
useNoBackoff();

describe('the roles of a column', () => {
	const ROLES = { fieldsToSet: { roles: '={{ $json.roles }}' } };
	const rolesOf = (name: string) =>
		tenant()
			.userData.roles.of(`auth0|${name}`)
			.map((role) => role.name);
	const give = (name: string, ...roles: string[]) =>
		tenant().userData.roles.add(
			`auth0|${name}`,
			...tenant().catalogue.roles.filter((role) => roles.includes(role.name)),
		);

	it('are set exactly, whatever the way they are given', async () => {
		seed('jane', 'joe', 'ann', 'kim');
		give('jane', 'Admin', 'Viewer');
		give('ann', 'Admin');
		give('kim', 'Viewer');
		const { items } = await run(
			[
				row('jane', { roles: 'viewer, Editor' }),
				row('joe', { roles: ['rol_0000000000000001'] }),
				row('ann', { roles: '' }),
				row('kim', { roles: [] }),
				row('new', { roles: 'Viewer' }),
			],
			ROLES,
		);
		expect(items.map(({ json }) => [json.outcome, Object(json.changed).roles])).toEqual([
			['updated', { added: ['Editor'], removed: ['Admin'] }],
			['updated', { added: ['Admin'], removed: [] }],
			['unchanged', undefined],
			['updated', { added: [], removed: ['Viewer'] }],
			['created', { added: ['Viewer'], removed: [] }],
		]);
		expect(['jane', 'joe', 'ann', 'kim'].map(rolesOf)).toEqual([
			['Viewer', 'Editor'],
			['Admin'],
			['Admin'],
			[],
		]);
		tenant().requests.splice(0);
		await run([row('jane', { roles: 'Viewer, Editor' })], ROLES);
		expect(changes()).toEqual([]);
	});

	it('are not those of an organization', async () => {
		seed('jane');
		const id = 'rol_0000000000000099';
		const own = { id, name: 'Viewer', description: '', owner_id: ACME };
		tenant().catalogue.roles.push({ ...own, type: 'organization' });
		give('jane', 'Viewer');
		const { items } = await run([row('jane', { roles: 'Viewer' })], ROLES);
		expect(items.map(({ json }) => json.outcome ?? json.error)).toEqual(['unchanged']);
		const asked = tenant().requests.filter(({ path }) => path.includes(id));
		expect([changes(), asked]).toEqual([[], []]);
	});

	it('stay where a list that changes while it is read names somebody twice', async () => {
		seed('jane');
		give('jane', 'Viewer');
		const viewer = tenant().catalogue.roles.find(({ name }) => name === 'Viewer');
		const users = [{ user_id: 'auth0|jane' }, { user_id: 'auth0|jane' }];
		tenant().inject({ path: `/api/v2/roles/${viewer?.id}/users`, status: 200, body: { users } });
		const { items } = await run([row('jane', { roles: 'Viewer' })], ROLES);
		expect(items.map(({ json }) => json.outcome ?? json.error)).toEqual(['unchanged']);
		expect(changes()).toEqual([]);
	});

	it('are read from the roles, not from each user', async () => {
		const names = Array.from({ length: 150 }, (_, index) => `u${index}`);
		seed(...names);
		for (const name of names) give(name, 'Editor');
		await run(
			names.map((name) => row(name, { roles: 'Editor' })),
			ROLES,
		);
		const asked = tenant().requests.filter(({ path }) => path.includes('/roles'));
		expect(asked.map(({ path }) => path.replace(/rol_\d+/, 'rol'))).toEqual([
			'/api/v2/roles',
			'/api/v2/roles/rol/users',
			'/api/v2/roles/rol/users',
			'/api/v2/roles/rol/users',
			'/api/v2/roles/rol/users',
		]);
	});

	it('are set exactly for a user whom the search does not know yet', async () => {
		seed('jane');
		give('jane', 'Admin', 'Viewer');
		const body = { start: 0, limit: 100, length: 0, total: 0, users: [] };
		tenant().inject({ method: 'GET', path: '/api/v2/users', status: 200, body, times: 2 });
		const { items } = await run([row('jane', { roles: 'Viewer, Editor' })], {
			...ROLES,
			scope: 'query',
			searchBy: 'query',
			query: '_exists_:user_id',
		});
		expect(items.map(({ json }) => [json.outcome, Object(json.changed).roles])).toEqual([
			['updated', { added: ['Editor'], removed: ['Admin'] }],
		]);
		expect(rolesOf('jane')).toEqual(['Viewer', 'Editor']);
	});

	it('are not read where there are none', async () => {
		seed('jane');
		await run([row('jane', { name: 'x' })]);
		expect(tenant().requests.filter(({ path }) => path.includes('/roles'))).toEqual([]);
	});

	it('must be roles of the tenant', async () => {
		seed('jane');
		const { items } = await run([row('jane', { roles: 'Viewer,Nope' })], ROLES, GO_ON);
		expect(items[0]?.json.error).toBe('Role “Nope” was not found.');
		expect(changes()).toEqual([]);
	});
});
