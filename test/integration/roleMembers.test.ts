import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute, type NodeSettings } from '../support/engine';
import { byEmail, byId, byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();

const ADMIN = 'rol_0000000000000001';
const EDITOR = 'rol_0000000000000002';
const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };
const BY_ROW = { role: byName('={{ $json.role }}'), userId: byId('={{ $json.user }}') };

const run = async (
	operation: string,
	parameters: INodeParameters,
	rows: IDataObject[] = [{}],
	settings: NodeSettings = {},
	client: ClientName = 'full',
) => await execute(credentialFor(tenant(), client), { operation, ...parameters }, rows, settings);
const outputsOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const changes = () => tenant().requests.filter(isChange);
const rolesOf = (name: string) =>
	tenant()
		.userData.roles.of(`auth0|${name}`)
		.map(({ id }) => id);
const seed = (...names: string[]) => tenant().seedUsers(names.map((name) => account(name)));
const give = (roleId: string, ...names: string[]) => {
	const role = tenant().catalogue.requireRole(roleId);
	for (const name of names) tenant().userData.roles.add(`auth0|${name}`, role);
};
const rows = (names: string[], role = 'Editor') =>
	names.map((name) => ({ user: `auth0|${name}`, role }));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);

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

describe('Set Members', () => {
	const set = { ...BY_ROW, dryRun: false, maxRemovedPercent: 100 };
	const outcomesOf = (outputs: IDataObject[]) =>
		outputs.map(({ user_id: id, outcome, error }) => [id, outcome ?? error]);

	beforeEach(() => {
		seed('jane', 'joe', 'left');
		give(EDITOR, 'joe', 'left');
	});

	it('shows what would change, and changes nobody', async () => {
		const { items, hints, error } = await run('role:setMembers', BY_ROW, rows(['jane', 'joe']));
		expect(error).toBeUndefined();
		const role = { role_id: EDITOR, role_name: 'Editor' };
		expect(items.map(({ json }) => json)).toEqual([
			{ user_id: JANE, ...role, outcome: 'would_be_added', dry_run: true },
			expect.objectContaining({ email: 'joe@example.com', outcome: 'unchanged' }),
			expect.objectContaining({
				user_id: 'auth0|left',
				email: 'left@example.com',
				...role,
				outcome: 'would_be_removed',
			}),
			{
				outcome: 'summary',
				dry_run: true,
				summary: {
					would_be_added: 1,
					would_be_removed: 1,
					unchanged: 1,
					failed: 0,
					would_stop: expect.stringContaining("'Max Members to Remove (%)' allows 20 %."),
				},
			},
		]);
		expect(hints[0]).toBe(
			'Dry run: 1 would be added, 1 would be removed, 1 unchanged. Nobody was changed.',
		);
		expect(changes()).toEqual([]);
	});

	it('adds who is missing, and removes who is in no item', async () => {
		const outputs = await outputsOf('role:setMembers', set, rows(['jane', 'joe']));
		expect(outcomesOf(outputs)).toEqual([
			[JANE, 'added'],
			['auth0|joe', 'unchanged'],
			['auth0|left', 'removed'],
		]);
		expect([rolesOf('jane'), rolesOf('joe'), rolesOf('left')]).toEqual([[EDITOR], [EDITOR], []]);
		tenant().requests.splice(0);
		const again = await outputsOf('role:setMembers', set, rows(['jane', 'joe']));
		expect(outcomesOf(again)).toEqual([
			[JANE, 'unchanged'],
			['auth0|joe', 'unchanged'],
		]);
		expect(changes()).toEqual([]);
	});

	it('sets each role that items name, and leaves others alone', async () => {
		give(ADMIN, 'left');
		give('rol_0000000000000003', 'left');
		const given = [...rows(['joe', 'left']), ...rows(['jane'], 'Admin')];
		const outputs = await outputsOf('role:setMembers', set, given);
		expect(outcomesOf(outputs).slice(3)).toEqual([['auth0|left', 'removed']]);
		expect(rolesOf('left')).toEqual([EDITOR, 'rol_0000000000000003']);
		expect(rolesOf('jane')).toEqual([ADMIN]);
	});

	it('takes the same user twice for one', async () => {
		const outputs = await outputsOf('role:setMembers', set, rows(['jane', 'jane', 'joe', 'left']));
		expect(outcomesOf(outputs).slice(0, 2)).toEqual([
			[JANE, 'added'],
			[JANE, 'unchanged'],
		]);
	});

	it.each([
		[
			{ maxRemoved: 0 },
			"1 of 2 members (50 %) would be removed from role “Editor”, and 'Max Members to Remove' allows 0.",
		],
		[
			{ maxRemovedPercent: 49 },
			"1 of 2 members (50 %) would be removed from role “Editor”, and 'Max Members to Remove (%)' allows 49 %.",
		],
	])('stops before it changes anyone: %j', async (limits, message) => {
		const given = rows(['jane', 'joe']);
		const { error, items } = await run('role:setMembers', { ...set, ...limits }, given);
		expect(error).toMatchObject({
			message,
			description: expect.stringContaining('Nobody was changed.'),
		});
		expect(items).toEqual([]);
		expect(changes()).toEqual([]);
	});

	it.each([
		['cannot be read', ' ', "'User' is empty."],
		['is nobody', 'auth0|nobody', 'User “auth0|nobody” does not exist.'],
		['is found nowhere', 'nobody@example.com', 'No user has the email address'],
	])('removes nobody when the user of an item %s', async (_why, user, message) => {
		const given = [...rows(['jane']), { user, role: 'Editor' }];
		const { items, hints } = await run('role:setMembers', set, given, GO_ON);
		expect(items[1]?.json.error).toContain(message);
		expect(items).toHaveLength(2);
		expect(hints.join()).toContain('1 item failed, so nobody is removed');
		expect(rolesOf('left')).toEqual([EDITOR]);
		expect(rolesOf('jane')).toEqual([EDITOR]);
	});

	it('changes nobody when an item cannot be read, in a run that is not to go on', async () => {
		const { error } = await run('role:setMembers', set, [
			...rows(['jane']),
			...rows(['joe']).map((row) => ({ ...row, user: '' })),
		]);
		expect(error?.message).toBe("'User' is empty.");
		expect(changes()).toEqual([]);
	});

	it('refuses settings that differ between items', async () => {
		const parameters = { ...set, dryRun: '={{ $json.dry }}' };
		const { error } = await run('role:setMembers', parameters, [
			{ ...rows(['jane'])[0], dry: true },
			{ ...rows(['joe'])[0], dry: false },
		]);
		expect(error?.message).toBe("'Dry Run' must be the same for all items.");
	});

	it('reads as many members as there are', async () => {
		const names = numbered(230);
		seed(...names);
		give(EDITOR, ...names);
		const outputs = await outputsOf(
			'role:setMembers',
			{ ...set, maxRemoved: 300 },
			rows(['joe', 'left', 'u5']),
		);
		expect(outputs.filter(({ outcome }) => outcome === 'removed')).toHaveLength(229);
		expect(rolesOf('u5')).toEqual([EDITOR]);
		expect(rolesOf('u6')).toEqual([]);
	});

	it('says what was done when a removal fails', async () => {
		tenant().inject({ method: 'DELETE', path: /left/, status: 400, body: { message: 'no' } });
		const { error } = await run('role:setMembers', set, rows(['jane', 'joe']));
		expect(error?.description).toContain('All users of the items have the role');
		tenant().inject({ method: 'DELETE', path: /left/, status: 400, body: { message: 'no' } });
		const outputs = await outputsOf('role:setMembers', set, rows(['jane', 'joe']), GO_ON);
		expect(outputs[2]).toMatchObject({ error: 'no', details: { user_id: 'auth0|left' } });
	});

	it('tells of a role that is not there', async () => {
		const parameters = { ...set, role: byId('rol_9999999999999999') };
		const outputs = await outputsOf('role:setMembers', parameters, rows(['jane']), GO_ON);
		expect(outputs[0]?.error).toBe('Role “rol_9999999999999999” was not found.');
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
