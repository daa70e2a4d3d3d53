import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { byId, byName, locator } from '../support/locators';
import { useOperations } from '../support/operations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf, changes } = useOperations(tenant);

const ADMIN = 'rol_0000000000000001';
const API = 'https://api.example.com/';

const names = () => tenant().catalogue.roles.map(({ name }) => name);

describe('roles', () => {
	it.each([
		['by ID', byId(ADMIN)],
		['from the list', locator('list', ADMIN)],
		['by name, in any case', byName('admin')],
		['as plain text of a tool', 'Admin'],
	])('are found %s', async (_way, role) => {
		expect(await outputOf('role:get', { role })).toEqual([
			{ id: ADMIN, name: 'Admin', description: 'Does everything', type: 'tenant' },
		]);
	});

	it('are found by a name that has spaces around it in Auth0', async () => {
		const [spaced] = tenant().seedRoles([{ name: ' Author ' }]);
		expect(await outputOf('role:get', { role: byName(' Author ') })).toEqual([spaced]);
	});

	it('are listed, those of organizations told apart', async () => {
		const owner = 'org_0000000000000001';
		tenant().seedRoles([{ name: 'Editor', type: 'organization', owner_id: owner }]);
		const typesOf = async (options: INodeParameters, more: INodeParameters = {}) =>
			(await outputOf('role:getAll', { options, ...more })).map(({ name, type }) => [name, type]);
		expect(await typesOf({ nameContains: 'EDIT' })).toEqual([
			['Editor', 'tenant'],
			['Editor', 'organization'],
		]);
		expect(await typesOf({ rolesOf: 'organizations' })).toEqual([['Editor', 'organization']]);
		expect(await typesOf({ rolesOf: 'tenant' }, { limit: 2 })).toEqual([
			['Admin', 'tenant'],
			['Editor', 'tenant'],
		]);
	});

	it('are all listed where there are more than a page has', async () => {
		tenant().seedRoles(Array.from({ length: 230 }, (_, index) => ({ name: `Role ${index}` })));
		expect(await outputOf('role:getAll', { returnAll: true })).toHaveLength(233);
	});

	it('are created with a description or without', async () => {
		const [author, plain] = [
			await outputOf('role:create', { name: ' Author ', description: 'Writes' }),
			await outputOf('role:create', { name: 'Plain' }),
		].flat();
		expect(author).toMatchObject({ name: 'Author', description: 'Writes', type: 'tenant' });
		expect(plain).not.toHaveProperty('description');
		expect(changes().map(({ body }) => body)).toEqual([
			{ name: 'Author', description: 'Writes' },
			{ name: 'Plain' },
		]);
	});

	it('are not created twice, and the error says how to find the one that is there', async () => {
		expect(await errorOf('role:create', { name: 'Editor' })).toEqual({
			message: 'The tenant already has a role with this name.',
			description: expect.stringContaining('use Get Many to find the role'),
		});
	});

	it('are looked up when the answer to a creation was lost', async () => {
		tenant().inject({ method: 'POST', path: '/api/v2/roles', drop: 'after' });
		const { message, description } = await errorOf('role:create', { name: 'Author' });
		expect(message).toContain('Role “Author”');
		expect(description).toContain('Its ID is rol_');
		expect(names().filter((name) => name === 'Author')).toHaveLength(1);
	});

	it('are changed in what is given', async () => {
		const updateFields = { description: 'Everything' };
		const [output] = await outputOf('role:update', { role: byName('Admin'), updateFields });
		expect(output).toMatchObject({ name: 'Admin', description: 'Everything' });
		expect(changes().map(({ body }) => body)).toEqual([updateFields]);
	});

	it.each<[INodeParameters, string]>([
		[{}, "'Update Fields' is empty."],
		[{ name: ' ' }, "'Name' is empty."],
		[{ description: '={{ null }}' }, "'Description' is empty."],
	])('are not changed by %j', async (updateFields, message) => {
		const given = { role: byId(ADMIN), updateFields };
		expect((await errorOf('role:update', given)).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it('are deleted, and taken from everyone who has them', async () => {
		tenant().seedUsers([account('jane')]);
		const [admin] = tenant().catalogue.roles;
		if (admin) tenant().userData.roles.add(JANE, admin);
		expect(await outputOf('role:delete', { role: byName('Admin') })).toEqual([
			{ id: ADMIN, name: 'Admin', deleted: true },
		]);
		expect(names()).toEqual(['Editor', 'Viewer']);
		expect(tenant().userData.roles.of(JANE)).toEqual([]);
	});

	it('are deleted once, also where the answer was lost', async () => {
		tenant().inject({ method: 'DELETE', path: `/api/v2/roles/${ADMIN}`, drop: 'after' });
		expect(await outputOf('role:delete', { role: byId(ADMIN) })).toMatchObject([{ deleted: true }]);
		expect((await errorOf('role:delete', { role: byId(ADMIN) })).message).toBe(
			`Role “${ADMIN}” does not exist.`,
		);
	});

	it('that are not there are not taken for deleted where the application may not look', async () => {
		tenant().setScopes('full', 'delete:roles');
		const missing = byId('rol_9999999999999999');
		expect((await errorOf('role:delete', { role: missing })).message).toBe(
			'Role “rol_9999999999999999” does not exist.',
		);
		expect(await outputOf('role:delete', { role: byId(ADMIN) })).toEqual([
			{ id: ADMIN, deleted: true },
		]);
	});

	it('are changed in the order of the items', async () => {
		const json = ['One', 'Two', 'Three'].map((name) => ({ name }));
		const parameters = { role: byId(ADMIN), updateFields: { name: '={{ $json.name }}' } };
		tenant().inject({ method: 'PATCH', path: /roles/, skip: 1, delayMs: 100 });
		await outputOf('role:update', parameters, 'full', {}, json);
		expect(changes().map(({ body }) => body)).toEqual(json);
		expect(names()[0]).toBe('Three');
	});

	it.each(['role:get', 'role:update', 'role:delete', 'role:getMembers', 'permission:addToRole'])(
		'have to be named, and to be there: %s',
		async (operation) => {
			const more = {
				updateFields: { name: 'x' },
				api: byId(API),
				permissions: { permission: [{ permission: byName('read:reports') }] },
			};
			const nobody = { role: byName('Nobody'), ...more };
			expect((await errorOf(operation, nobody)).message).toBe('Role “Nobody” was not found.');
			const empty = { role: byId("={{ '' }}"), ...more };
			expect((await errorOf(operation, empty)).message).toBe("'Role' is empty.");
			expect(changes()).toEqual([]);
		},
	);

	it('of an organization are not found by name: only its members can have them', async () => {
		tenant().seedRoles([{ name: 'Buyer', type: 'organization' }]);
		const { description } = await errorOf('role:getMembers', { role: byName('Buyer') });
		expect(description).toContain('Only an organization has a role with this name');
	});

	it('have members', async () => {
		tenant().seedUsers([account('jane'), account('joe')]);
		const [admin] = tenant().catalogue.roles;
		if (admin) tenant().userData.roles.add(JANE, admin);
		expect(await outputOf('role:getMembers', { role: byName('Admin') })).toEqual([
			expect.objectContaining({ user_id: JANE, email: 'jane@example.com' }),
		]);
	});
});

describe('the permissions of a role', () => {
	const given = (...permissions: string[]) => ({
		role: byName('Editor'),
		api: byId(API),
		permissions: { permission: permissions.map((name) => ({ permission: byName(name) })) },
	});
	const held = () => outputOf('permission:getRolePermissions', { role: byName('Editor') });

	it('are added and removed, and what makes no difference is no error', async () => {
		const added = [{ resource_server_identifier: API, permission_name: 'read:reports' }];
		const editor = 'rol_0000000000000002';
		for (let time = 1; time <= 2; time++) {
			expect(await outputOf('permission:addToRole', given('read:reports'))).toEqual([
				{ role_id: editor, added },
			]);
		}
		expect(await held()).toMatchObject([
			{ permission_name: 'read:reports', resource_server_name: 'Example API' },
		]);
		for (let time = 1; time <= 2; time++) {
			expect(await outputOf('permission:removeFromRole', given('read:reports'))).toEqual([
				{ role_id: editor, removed: added },
			]);
		}
		expect(await held()).toEqual([]);
	});

	it('have to be there', async () => {
		const added = await errorOf('permission:addToRole', given('fly'));
		expect(added.message).toContain('The permission fly does not exist');
		expect(added.description).toContain("Check 'API' and 'Permissions'");
		const removed = await errorOf(
			'permission:removeFromRole',
			given('read:reports', 'Write:reports'),
		);
		expect(removed.message).toBe(`API “${API}” has no permission “Write:reports”.`);
		expect(tenant().requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
	});

	it('are given once, and listed to the end', async () => {
		const api = tenant().catalogue.resourceServers.find(({ identifier }) => identifier === API);
		const many = Array.from({ length: 230 }, (_, nr) => `read:${nr}`);
		api?.scopes.push(...many.map((value) => ({ value, description: value })));
		await outputOf('permission:addToRole', given(...many, 'read:7'));
		expect(changes().map(({ body }) => body)).toEqual([
			{
				permissions: many.map((name) => ({
					resource_server_identifier: API,
					permission_name: name,
				})),
			},
		]);
		const role = byName('Editor');
		const all = await outputOf('permission:getRolePermissions', { role, returnAll: true });
		expect(all).toHaveLength(230);
		expect(await outputOf('permission:getRolePermissions', { role, limit: 7 })).toHaveLength(7);
		expect(await held()).toHaveLength(50);
	});
});

it.each<[string, INodeParameters, string]>([
	['role:create', { name: 'x' }, 'create:roles'],
	['role:update', { role: byId(ADMIN), updateFields: { name: 'x' } }, 'update:roles'],
	['role:delete', { role: byId(ADMIN) }, 'delete:roles'],
	['role:getAll', {}, 'read:roles'],
	['permission:getRolePermissions', { role: byId(ADMIN) }, 'read:roles'],
])('%s names the permission that is missing', async (operation, parameters, permission) => {
	const { message, description } = await errorOf(operation, parameters, 'readOnly');
	expect(`${message} ${description}`).toContain(permission);
});
