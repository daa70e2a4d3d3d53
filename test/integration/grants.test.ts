import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, byName, jane, locator } from '../support/locators';
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

describe('permissions', () => {
	const permissions = (...names: string[]) => ({
		api: byId('https://api.example.com/'),
		permissions: {
			permission: names.map((value) => ({ permission: byName(value) })),
		},
	});

	it('are added, listed and removed', async () => {
		await outputOf('permission:addToUser', permissions('read:reports', 'write:reports'));
		await outputOf('permission:removeFromUser', permissions('read:reports'));
		expect(await outputOf('permission:getUserPermissions')).toEqual([
			expect.objectContaining({
				permission_name: 'write:reports',
				resource_server_identifier: 'https://api.example.com/',
			}),
		]);
	});

	it.each(['READ:reports', 'fly'])(
		'are not taken for removed where the API does not define them: %s',
		async (name) => {
			const { error } = await run('permission:removeFromUser', permissions('read:reports', name));
			expect(error).toMatchObject({
				message: `API “https://api.example.com/” has no permission “${name}”.`,
				description: expect.stringContaining("Check 'API' and 'Permissions'"),
			});
			expect(changes()).toEqual([]);
		},
	);

	it('are removed also where the application may not read the API', async () => {
		await outputOf('permission:addToUser', permissions('read:reports'));
		tenant().setScopes('full', 'update:users read:users');
		await outputOf('permission:removeFromUser', permissions('read:reports'));
		expect(await outputOf('permission:getUserPermissions')).toEqual([]);
	});

	it('that are refused name the fields to check', async () => {
		const { error } = await run('permission:addToUser', permissions('fly'));
		expect(error?.message).toContain('The permission fly does not exist');
		expect(error?.description).toContain("Check 'API' and 'Permissions'");
	});

	it('come from a list of texts only', async () => {
		const { error } = await run('permission:addToUser', permissions('={{ [{ name: "x" }] }}'));
		expect(error?.message).toBe("The list in 'Permissions' contains an entry that is not text.");
	});

	it.each([
		[{ ...permissions('read:reports'), api: byId('={{ "" }}') }, "'API' is empty."],
		[permissions('={{ "" }}'), "'Permissions' is empty."],
	])('are refused when a field is empty', async (parameters, message) => {
		const { error } = await run('permission:addToUser', parameters);
		expect(error?.message).toBe(message);
		expect(changes()).toEqual([]);
	});
});

describe('identities', () => {
	const OTHER = 'google-oauth2|103547991597142817347';
	beforeEach(() => {
		const [identity] = [
			{
				connection: 'google-oauth2',
				provider: 'google-oauth2',
				user_id: OTHER.split('|')[1] ?? '',
				isSocial: true,
			},
		];
		tenant().seedUsers([
			{
				...account('other'),
				overrides: { user_id: OTHER, identities: identity ? [identity] : [] },
			},
		]);
	});

	it('are linked and unlinked', async () => {
		const [linked] = await outputOf('identity:link', {
			linkedUserId: byId(OTHER),
		});
		expect(linked).toMatchObject({
			user_id: JANE,
			identities: [{}, { provider: 'google-oauth2' }],
		});
		expect(tenant().users.get(OTHER)).toBeUndefined();
		const [unlinked] = await outputOf('identity:unlink', {
			identity: byId(OTHER),
		});
		expect(unlinked).toMatchObject({ user_id: JANE, identities: [{ provider: 'auth0' }] });
		expect(tenant().users.get(OTHER)).toMatchObject({ user_id: OTHER });
	});

	describe('that are linked already', () => {
		beforeEach(async () => {
			await outputOf('identity:link', { linkedUserId: byId(OTHER) });
		});
		const again = async (userId: string) =>
			(await run('identity:link', { userId: byId(userId), linkedUserId: byId(OTHER) })).error;

		it('are done', async () => {
			expect(await outputOf('identity:link', { linkedUserId: byId(OTHER) })).toMatchObject([
				{ user_id: JANE, identities: [{}, { provider: 'google-oauth2' }] },
			]);
		});

		it('to another user say to whom', async () => {
			tenant().seedUsers([account('joe')]);
			expect(await again('auth0|joe')).toMatchObject({
				message: `“${OTHER}” is already linked to user “${JANE}”.`,
				description: `To link it to “auth0|joe” instead, unlink it from “${JANE}” first. To link both users, enter “${JANE}” in 'User to Link'.`,
			});
		});

		it('say so where the application may not look', async () => {
			tenant().setScopes('full', 'update:users');
			expect(await again(JANE)).toMatchObject({
				message: `“${OTHER}” is already linked.`,
				description: expect.stringMatching(/^It is an identity of “auth0\|jane” or of another/),
			});
		});
	});

	it.each([
		[
			'identity:link',
			{ linkedUserId: byId('google-oauth2|1') },
			'User “google-oauth2|1” does not exist.',
		],
		[
			'identity:link',
			{ linkedUserId: byId('github|1') },
			'The tenant has no connection for “github|1”.',
		],
		['identity:unlink', { identity: byId('google-oauth2|1') }, 'The user has no such identity.'],
		[
			'identity:unlink',
			{ identity: byId(JANE) },
			'This is the user’s primary identity, which cannot be unlinked.',
		],
	])('of %s with %j are refused in words of the panel', async (operation, given, message) => {
		const { error } = await run(operation, given);
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/^(?:Check|Choose) .*'(?:User to Link|Identity)'/);
	});

	it.each([
		['={{ "" }}', "'User to Link' is empty."],
		['103547991597142817347', /^“103547991597142817347” in 'User to Link' is not a full user ID/],
		[JANE, /^'User' and 'User to Link' are both/],
	])('of “%s” are refused before anything is sent', async (value, message) => {
		const { error } = await run('identity:link', {
			linkedUserId: byId(value),
		});
		expect(error?.message).toMatch(message);
		expect(tenant().requests).toEqual([]);
	});
});
