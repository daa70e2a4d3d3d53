import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../nodes/Auth0/methods/listSearch';
import { JANE } from '../support/accounts';
import { editor } from '../support/engine';
import { byId, byName, locator } from '../support/locators';
import { useJane } from '../support/oneUser';
import { credentialFor, useTenant } from '../support/tenant';

const { searchRoles } = listSearch;

const tenant = useTenant();
const { run, outputOf, changes } = useJane(tenant);

describe('roles', () => {
	const names = () =>
		tenant()
			.userData.roles.of(JANE)
			.map(({ name }) => name)
			.sort();
	const roles = (...given: Array<[string, string]>) => ({
		roles: { role: given.map(([mode, value]) => ({ role: locator(mode, value) })) },
	});
	const idOf = (name: string, type = 'tenant') =>
		String(tenant().catalogue.roles.find((role) => role.name === name && role.type === type)?.id);

	describe('with a comma in the name', () => {
		const SALES = 'Sales, EMEA';
		const plain = (value: string) => ({ roles: { role: [{ role: value }] } });
		const asked = '={{ $fromAI("roles") }}';

		it.each<[string, INodeParameters, IDataObject]>([
			['By Name', roles(['name', SALES]), {}],
			['in a list', roles(['name', `={{ ["${SALES}"] }}`]), {}],
			['in a list without a mode', plain(`={{ ["${SALES}"] }}`), {}],
			['as plain text', plain(SALES), {}],
			['from a model', roles(['name', asked]), { roles: SALES }],
		])('are one role, %s', async (_how, given, json) => {
			tenant().seedRoles([{ name: SALES }, { name: 'Sales' }, { name: 'EMEA' }]);
			await outputOf('role:addToUser', given, [json]);
			await outputOf('role:setForUser', given, [json]);
			expect(names()).toEqual([SALES]);
		});

		it.each<[string, INodeParameters, IDataObject]>([
			['plain text', plain('Admin, editor,'), {}],
			['IDs as plain text', plain('rol_0000000000000001,rol_0000000000000002'), {}],
			['text of a model', roles(['name', asked]), { roles: 'Admin, Editor' }],
		])('are looked for one by one in %s', async (_how, given, json) => {
			await outputOf('role:addToUser', given, [json]);
			expect(names()).toEqual(['Admin', 'Editor']);
		});

		it.each([
			['name', 'Admin, Editor'],
			['name', '={{ "Admin, Editor" }}'],
			['id', 'rol_0000000000000001,rol_0000000000000002'],
		])('are never parted where the mode is %s', async (mode, value) => {
			const { error } = await run('role:addToUser', roles([mode, value]));
			expect(error?.message).toMatch(/^Role “.+,.+” was not found\.$/);
			expect(error?.description).toContain('list');
			expect(changes()).toEqual([]);
		});
	});

	describe('of an organization', () => {
		const OWN = { type: 'organization', owner_id: 'org_0000000000000001' } as const;

		it('are not found by name', async () => {
			const [own] = tenant().seedRoles([{ name: 'Buyer', ...OWN }, { name: 'Buyer' }]);
			const [output] = await outputOf('role:addToUser', roles(['name', 'Buyer']));
			expect(output?.added).toEqual([{ id: idOf('Buyer', 'tenant'), name: 'Buyer' }]);
			expect(output?.added).not.toMatchObject([{ id: own?.id }]);
		});

		it('are told of where the tenant has none of the name', async () => {
			tenant().seedRoles([{ name: 'Buyer', ...OWN }]);
			const { error } = await run('role:addToUser', roles(['name', 'Buyer']));
			expect(error?.message).toBe('Role “Buyer” was not found.');
			expect(error?.description).toContain('organization');
			expect(changes()).toEqual([]);
		});

		it('are refused by Auth0 when given by ID', async () => {
			const [own] = tenant().seedRoles([{ name: 'Buyer', ...OWN }]);
			const { error } = await run('role:addToUser', roles(['id', String(own?.id)]));
			expect(error?.message).toContain(String(own?.id));
			expect(error?.description).toMatch(/^Check 'Roles'\. .* not of an organization\./);
		});

		it('are not in the list of the panel', async () => {
			tenant().seedRoles([{ name: 'Buyer', ...OWN }]);
			const list = async (filter: string) =>
				(await searchRoles.call(editor(credentialFor(tenant())), filter)).results;
			expect(await list('buyer')).toEqual([]);
			expect(await list('')).toHaveLength(3);
		});
	});

	it('that differ by case alone are found exactly, or refused', async () => {
		const [lower, upper] = tenant().seedRoles([{ name: 'ops' }, { name: 'OPS' }]);
		const [output] = await outputOf('role:addToUser', roles(['name', 'OPS']));
		expect(output?.added).toEqual([{ id: upper?.id, name: 'OPS' }]);
		const { error } = await run('role:addToUser', roles(['name', 'Ops']));
		expect(error?.message).toBe('Several roles match “Ops”.');
		for (const part of ['ops', 'OPS', lower?.id, upper?.id]) {
			expect(error?.description).toContain(part);
		}
	});
});

describe('permissions', () => {
	const permissions = (...names: string[]) => ({
		api: byId('https://api.example.com/'),
		permissions: {
			permission: names.map((value) => ({ permission: byName(value) })),
		},
	});

	describe('with a comma in the name', () => {
		const COMMA = 'read:reports, write:reports';
		const asked = '={{ $fromAI("permissions") }}';
		const plain = (value: string) => ({
			...permissions(),
			permissions: { permission: [{ permission: value }] },
		});
		const names = () =>
			tenant()
				.userData.permissions.of(JANE)
				.map(({ permission_name: name }) => name);
		/** The API has a permission of that name, too. */
		const define = () => {
			const [api] = tenant().catalogue.resourceServers.splice(1, 1);
			const scopes = [...(api?.scopes ?? []), { value: COMMA }];
			if (api) tenant().catalogue.resourceServers.push({ ...api, scopes });
		};

		it.each<[string, INodeParameters, IDataObject]>([
			['By Name', permissions(COMMA), {}],
			['in a list', permissions(`={{ ["${COMMA}"] }}`), {}],
			['as plain text', plain(COMMA), {}],
			['from a model', permissions(asked), { permissions: COMMA }],
		])('are one permission, %s', async (_how, given, json) => {
			define();
			await outputOf('permission:addToUser', given, [json]);
			expect(names()).toEqual([COMMA]);
		});

		it.each<[string, INodeParameters, IDataObject]>([
			['plain text', plain(COMMA), {}],
			['text of a model', permissions(asked), { permissions: COMMA }],
		])('are several in %s, where the API has no such one', async (_how, given, json) => {
			await outputOf('permission:addToUser', given, [json]);
			expect(names()).toEqual(['read:reports', 'write:reports']);
		});

		it('are refused where nobody may look', async () => {
			tenant().setScopes('full', 'update:users');
			const { error } = await run('permission:addToUser', plain(COMMA));
			expect(error?.message).toBe(`“${COMMA}” could be one permission or several.`);
			expect(changes()).toEqual([]);
		});
	});
});
