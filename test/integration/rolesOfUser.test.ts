import { JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { jane, locator } from '../support/locators';
import { useJane } from '../support/oneUser';
import { credentialFor, useTenant } from '../support/tenant';

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
	const idOf = (name: string) =>
		String(tenant().catalogue.roles.find((role) => role.name === name)?.id);
	const named = (name: string) => ({ id: idOf(name), name });
	const lists = () =>
		tenant().requests.filter(
			({ method, path }) => method === 'GET' && path.startsWith('/api/v2/roles'),
		);

	it('are added by ID and by name, each once', async () => {
		const given = roles(['list', idOf('Admin')], ['name', 'editor'], ['id', idOf('Admin')]);
		const output = await outputOf('role:addToUser', given);
		expect(output).toEqual([{ user_id: JANE, added: [named('Admin'), named('Editor')] }]);
		expect(names()).toEqual(['Admin', 'Editor']);
		await outputOf('role:addToUser', given);
		expect(names()).toEqual(['Admin', 'Editor']);
	});

	it('that were given by ID get their names from one list a run', async () => {
		const { items } = await execute(
			credentialFor(tenant()),
			{ operation: 'role:addToUser', userId: jane, ...roles(['id', '={{ $json.role }}']) },
			['Admin', 'Editor', 'Admin'].map((name) => ({ role: idOf(name) })),
		);
		expect(items.map(({ json }) => json.added)).toEqual([
			[named('Admin')],
			[named('Editor')],
			[named('Admin')],
		]);
		expect(lists()).toHaveLength(1);
	});

	it('that were given by name are not looked up again', async () => {
		await outputOf('role:removeFromUser', roles(['name', 'Admin']));
		expect(lists()).toHaveLength(1);
	});

	it('that the user has already are named, and not added again', async () => {
		await outputOf('role:addToUser', roles(['name', 'Admin']));
		const before = [lists().length, changes().length];
		const [output] = await outputOf('role:setForUser', roles(['id', idOf('Admin')]));
		expect(output).toMatchObject({ roles: [named('Admin')], added: [] });
		expect([lists().length - 1, changes().length]).toEqual(before);
	});

	it('are changed also when their names cannot be read', async () => {
		tenant().inject({ path: '/api/v2/roles', status: 403, body: { message: 'no' }, times: 9 });
		const [output] = await outputOf('role:addToUser', roles(['id', idOf('Admin')]));
		expect(output).toEqual({ user_id: JANE, added: [{ id: idOf('Admin') }] });
		expect(names()).toEqual(['Admin']);
	});

	it('are removed', async () => {
		await outputOf('role:addToUser', roles(['name', 'Admin'], ['name', 'Editor']));
		await outputOf('role:removeFromUser', roles(['name', 'Admin'], ['name', 'Viewer']));
		expect(names()).toEqual(['Editor']);
	});

	it('are set exactly, with only the requests that it takes', async () => {
		await outputOf('role:addToUser', roles(['name', 'Admin'], ['name', 'Editor']));
		const output = await outputOf('role:setForUser', roles(['name', 'Editor'], ['name', 'Viewer']));
		expect(output).toEqual([
			{
				user_id: JANE,
				roles: [named('Editor'), named('Viewer')],
				added: [named('Viewer')],
				removed: [named('Admin')],
			},
		]);
		expect(names()).toEqual(['Editor', 'Viewer']);
		const sent = changes().length;
		await outputOf('role:setForUser', roles(['name', 'Editor'], ['name', 'Viewer']));
		expect(changes()).toHaveLength(sent);
	});

	it('are replaced also where a user has as many as Auth0 allows', async () => {
		const held = tenant().seedRoles(
			Array.from({ length: 50 }, (_, nr) => ({ name: `Role ${nr}` })),
		);
		tenant().userData.roles.add(JANE, ...held);
		const [output] = await outputOf(
			'role:setForUser',
			roles(['name', 'Admin'], ['name', 'Role 7']),
		);
		expect(output).toMatchObject({ added: [named('Admin')] });
		expect(names()).toEqual(['Admin', 'Role 7']);
	});

	it('are added before others are removed where Auth0 allows both', async () => {
		const held = tenant().seedRoles(
			Array.from({ length: 49 }, (_, nr) => ({ name: `Role ${nr}` })),
		);
		tenant().userData.roles.add(JANE, ...held);
		await outputOf('role:setForUser', roles(['name', 'Admin']));
		expect(changes().map(({ method }) => method)).toEqual(['POST', 'DELETE']);
	});

	it('of an organization stay when those of the tenant are set', async () => {
		const own = { id: 'rol_aaaaaaaaaaaaaaaa', name: 'Buyer' };
		for (const of of [{ type: 'organization' }, { owner_id: 'org_0000000000000001' }]) {
			tenant().inject({
				path: /users.*roles/,
				status: 200,
				body: [{ ...own, ...of }],
			});
			const [output] = await outputOf('role:setForUser', { roles: {}, allowNoRoles: true });
			expect(output).toMatchObject({ removed: [] });
		}
		expect(changes()).toEqual([]);
	});

	it('that were removed to make room are told of where the others cannot be added', async () => {
		const held = tenant().seedRoles(
			Array.from({ length: 50 }, (_, nr) => ({ name: `Role ${nr}` })),
		);
		tenant().userData.roles.add(JANE, ...held);
		tenant().inject({ method: 'POST', path: /roles/, status: 400, body: { message: 'no' } });
		const { error } = await run('role:setForUser', roles(['name', 'Admin']));
		expect(error?.description).toContain('were removed before. Run this item again');
	});

	it.each(['role:addToUser', 'role:removeFromUser', 'role:setForUser'])(
		'of IDs that cannot be meant are refused before anything is changed: %s',
		async (operation) => {
			const [own] = tenant().seedRoles([{ name: 'Buyer', type: 'organization' }]);
			for (const id of ['rol_9999999999999999', String(own?.id)]) {
				const { error } = await run(operation, roles(['name', 'Admin'], ['id', id]));
				expect(error).toMatchObject({
					message: `Role “${id}” was not found.`,
					description: "Check 'Roles'. It must be a role of the tenant, not of an organization.",
				});
			}
			expect(changes()).toEqual([]);
		},
	);

	it('are there also where the list does not have them yet', async () => {
		const given = roles(['id', idOf('Admin')]);
		tenant().inject({ path: '/api/v2/roles', status: 200, body: [] });
		expect(await outputOf('role:addToUser', given)).toMatchObject([{ added: [{}] }]);
		expect(names()).toEqual(['Admin']);
	});

	it('all go only when that is meant', async () => {
		await outputOf('role:addToUser', roles(['name', 'Admin']));
		const { error } = await run('role:setForUser', { roles: {} });
		expect(error?.message).toBe("'Roles' is empty.");
		expect(error?.description).toContain("'Allow No Roles'");
		expect(names()).toEqual(['Admin']);
		await outputOf('role:setForUser', { roles: {}, allowNoRoles: true });
		expect(names()).toEqual([]);
	});

	it('come from a list, as an expression gives it', async () => {
		await outputOf('role:setForUser', roles(['name', '={{ ["Admin", "Editor"] }}']));
		expect(names()).toEqual(['Admin', 'Editor']);
	});

	it('of that name are looked for once an execution, and named when there are none', async () => {
		const credential = credentialFor(tenant());
		const parameters = { operation: 'role:addToUser', userId: jane, ...roles(['name', 'Nobody']) };
		const { items } = await execute(credential, parameters, [{}, {}, {}], {
			onError: 'continueRegularOutput',
		});
		expect(items[2]?.json.error).toBe('Role “Nobody” was not found.');
		expect(tenant().requests.filter(({ path }) => path.endsWith('/roles'))).toHaveLength(1);
	});

	it('of a user are listed', async () => {
		await outputOf('role:addToUser', roles(['name', 'Admin'], ['name', 'Viewer']));
		const listed = await outputOf('role:getUserRoles', { returnAll: true });
		expect(listed.map(({ name }) => name).sort()).toEqual(['Admin', 'Viewer']);
	});
});
