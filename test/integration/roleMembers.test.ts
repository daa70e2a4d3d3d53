import { JANE } from '../support/accounts';
import { GO_ON } from '../support/engine';
import { byEmail, byId } from '../support/locators';
import { ADMIN, BY_ROW, EDITOR, numbered, rows, useRoleMembers } from '../support/roleMembers';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputsOf, changes, rolesOf, seed, give } = useRoleMembers(tenant);

describe('Add Members', () => {
	it('gives a role to many users with one request, one item each', async () => {
		const names = numbered(120);
		seed(...names);
		const outputs = await outputsOf('role:addMembers', BY_ROW, rows(names));
		expect(outputs[7]).toEqual({
			user_id: 'auth0|u7',
			role_id: EDITOR,
			role_name: 'Editor',
			added: true,
		});
		expect(outputs.map(({ user_id: id }) => id)).toEqual(names.map((name) => `auth0|${name}`));
		expect(names.every((name) => rolesOf(name).includes(EDITOR))).toBe(true);
		expect(changes().map(({ path }) => path)).toEqual(
			Array.from({ length: 3 }, () => `/api/v2/roles/${EDITOR}/users`),
		);
	});

	it('looks users up by email address in batches, each once', async () => {
		const names = numbered(30);
		seed(...names);
		const given = names.flatMap((name) => [
			{ user: `${name}@example.com`, role: 'Editor' },
			{ user: `${name}@example.com`, role: 'Admin' },
		]);
		const parameters = { ...BY_ROW, userId: byEmail('={{ $json.user }}') };
		expect(await outputsOf('role:addMembers', parameters, given)).toHaveLength(60);
		expect(rolesOf('u3')).toEqual([EDITOR, ADMIN]);
		expect(changes()).toHaveLength(2);
		// The search, two roles by their names, and the names of all roles.
		expect(tenant().requests.filter(({ method }) => method === 'GET').length).toBeLessThan(6);
	});

	it('looks up once who is named in several items, also one by one', async () => {
		seed('jane');
		const given = ['Editor', 'Admin'].map((role) => ({ user: 'jane@example.com', role }));
		const parameters = { ...BY_ROW, userId: byEmail('={{ $json.user }}') };
		await outputsOf('role:addMembers', { ...parameters, options: { lookUp: 'oneByOne' } }, given);
		const lookUps = tenant().requests.filter(({ path }) => path.endsWith('/users-by-email'));
		expect(lookUps).toHaveLength(1);
	});

	it('fails for the user only who cannot get the role', async () => {
		const names = numbered(20);
		seed(...names);
		const given = rows([...names.slice(0, 11), 'nobody', ...names.slice(11)]);
		const outputs = await outputsOf('role:addMembers', BY_ROW, given, GO_ON);
		expect(outputs.filter(({ added }) => added)).toHaveLength(20);
		expect(outputs[11]).toMatchObject({
			error: expect.stringContaining('User “auth0|nobody” does not exist.'),
			details: { description: expect.stringContaining("Check 'User'") },
		});
		expect(names.every((name) => rolesOf(name).includes(EDITOR))).toBe(true);
	});

	it('stops at a failure and says who has the role', async () => {
		seed('jane');
		const { error } = await run('role:addMembers', BY_ROW, rows(['jane', 'nobody']));
		expect(error?.description).toContain('Item 2 of 2 (index 1) failed. Completed: 1.');
		expect(rolesOf('jane')).toEqual([EDITOR]);
	});

	it('names a user once in a request who is in several items', async () => {
		seed('jane', 'joe');
		const outputs = await outputsOf('role:addMembers', BY_ROW, rows(['jane', 'joe', 'jane']));
		expect(outputs.map(({ added }) => added)).toEqual([true, true, true]);
		expect(changes().map(({ body }) => body)).toEqual([{ users: [JANE, 'auth0|joe'] }]);
	});

	it('sends no further requests after one that failed', async () => {
		const names = numbered(120);
		seed(...names);
		tenant().inject({ method: 'POST', path: /roles/, status: 403, body: { message: 'no' } });
		const parameters = { ...BY_ROW, options: { requestsInFlight: 1 } };
		const { error } = await run('role:addMembers', parameters, rows(names));
		expect(error?.message).toContain('no');
		expect(changes()).toHaveLength(1);
	});

	it('changes nobody when a user cannot be found', async () => {
		seed('jane');
		const parameters = { role: byId(EDITOR), userId: byEmail('={{ $json.user }}') };
		const { error } = await run('role:addMembers', parameters, [
			{ user: 'jane@example.com' },
			{ user: 'nobody@example.com' },
		]);
		expect(error?.message).toBe('No user has the email address “nobody@example.com”.');
		expect(changes()).toEqual([]);
	});

	it('does no harm when it is run again, also after a lost answer', async () => {
		seed('jane');
		tenant().inject({ method: 'POST', path: /roles/, drop: 'after' });
		for (let time = 1; time <= 2; time++) {
			await outputsOf('role:addMembers', BY_ROW, rows(['jane']));
		}
		expect(rolesOf('jane')).toEqual([EDITOR]);
	});

	it('needs no permission to read for a role and a user by ID', async () => {
		seed('jane');
		tenant().setScopes('readOnly', 'update:roles create:role_members');
		const parameters = { role: byId(EDITOR), userId: byId(JANE) };
		expect(await outputsOf('role:addMembers', parameters, [{}], {}, 'readOnly')).toEqual([
			{ user_id: JANE, role_id: EDITOR, added: true },
		]);
	});
});

describe('Remove Members', () => {
	it('takes roles from users, several from one with one request', async () => {
		seed('jane', 'joe');
		give(ADMIN, 'jane');
		give(EDITOR, 'jane', 'joe');
		const given = [...rows(['jane', 'joe']), ...rows(['jane'], 'Admin')];
		const outputs = await outputsOf('role:removeMembers', BY_ROW, given);
		expect(outputs).toEqual([
			{ user_id: JANE, role_id: EDITOR, role_name: 'Editor', removed: true },
			{ user_id: 'auth0|joe', role_id: EDITOR, role_name: 'Editor', removed: true },
			{ user_id: JANE, role_id: ADMIN, role_name: 'Admin', removed: true },
		]);
		expect([...rolesOf('jane'), ...rolesOf('joe')]).toEqual([]);
		expect(changes().map(({ body }) => body)).toEqual([
			{ roles: [EDITOR, ADMIN] },
			{ roles: [EDITOR] },
		]);
	});

	it('does not mind who does not have the role, and tells of who does not exist', async () => {
		seed('jane');
		const outputs = await outputsOf('role:removeMembers', BY_ROW, rows(['jane', 'nobody']), GO_ON);
		expect(outputs[0]).toMatchObject({ removed: true });
		expect(outputs[1]?.error).toContain('User “auth0|nobody” or one of the roles does not exist');
	});
});

it.each(['role:addMembers', 'role:removeMembers', 'role:setMembers'])(
	'%s refuses a role that only members of an organization can have, and one that is not there',
	async (operation) => {
		seed('jane');
		const [own] = tenant().seedRoles([{ name: 'Buyer', type: 'organization' }]);
		for (const id of ['rol_9999999999999999', String(own?.id)]) {
			const { error } = await run(operation, { role: byId(id), userId: byId(JANE) });
			expect(error).toMatchObject({
				message: `Role “${id}” was not found.`,
				description: "Check 'Role'. It must be a role of the tenant, not of an organization.",
			});
		}
		expect(changes()).toEqual([]);
	},
);

it.each<[string, string, string]>([
	['role:addMembers', 'read:users', 'update:roles'],
	['role:removeMembers', 'read:users', 'update:users'],
	['role:setMembers', 'read:users', 'read:roles'],
])('%s names the permission that is missing', async (operation, scopes, missing) => {
	tenant().setScopes('readOnly', scopes);
	const parameters = { role: byId(EDITOR), userId: byId(JANE) };
	const { error } = await run(operation, parameters, [{}], {}, 'readOnly');
	expect(`${error?.message} ${error?.description}`).toContain(missing);
});
