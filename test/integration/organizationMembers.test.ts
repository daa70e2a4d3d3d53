import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute, type NodeSettings } from '../support/engine';
import { byEmail, byId, byName, jane } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();

const ACME = 'org_0000000000000001';
const GLOBEX = 'org_0000000000000002';
const MEMBERS = `/api/v2/organizations/${ACME}/members`;
const EDITOR = { id: 'rol_0000000000000002', name: 'Editor' };
const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };
const IN_ACME = { organization: byId(ACME) };
const OF_ROW = { organization: byName('acme'), userId: byId('={{ $json.user }}') };

const run = async (
	operation: string,
	parameters: INodeParameters = {},
	rows: IDataObject[] = [{}],
	settings: NodeSettings = {},
	client: ClientName = 'full',
) =>
	await execute(
		credentialFor(tenant(), client),
		{ operation: `organizationMember:${operation}`, userId: jane, ...IN_ACME, ...parameters },
		rows,
		settings,
	);
const outputsOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const errorOf = async (...given: Parameters<typeof run>) => {
	const { error } = await run(...given);
	return { message: error?.message, description: error?.description };
};
const rolesGiven = (...given: Array<INodeParameters[string]>) => ({
	roles: { role: given.map((role) => ({ role })) },
});
const changes = () => tenant().requests.filter(isChange);
const seed = (...names: string[]) => tenant().seedUsers(names.map((name) => account(name)));
const join = (...names: string[]) => {
	for (const name of names) tenant().addMember(ACME, `auth0|${name}`);
};
const isMember = (name: string) =>
	tenant()
		.userData.organizations.of(`auth0|${name}`)
		.some(({ id }) => id === ACME);
const heldBy = (userId = JANE) =>
	tenant()
		.userData.organizationRoles.of(userId)
		.map(({ organization, role }) => [organization, role.name]);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);
const rows = (names: string[]) => names.map((name) => ({ user: `auth0|${name}` }));
/** A role of the organization's own. */
const ownRole = (name: string, owner = ACME) => {
	const [role] = tenant().seedRoles([{ name, type: 'organization', owner_id: owner }]);
	if (!role) throw new Error('There is no role');
	return role;
};

describe('Get Many', () => {
	it('returns the members with the roles that they have there, told apart', async () => {
		seed('jane', 'joe');
		join('jane', 'joe');
		const buyer = ownRole('Buyer');
		tenant().addMemberRole(ACME, JANE, buyer);
		tenant().addMemberRole(ACME, JANE, { ...EDITOR, type: 'tenant' });
		tenant().addMemberRole(GLOBEX, JANE, { ...EDITOR, type: 'tenant' });
		const [first, second] = await outputsOf('getAll', { organization: byName('ACME') });
		expect(Object.keys(first ?? {}).slice(0, 2)).toEqual(['user_id', 'email']);
		expect(first).toMatchObject({
			user_id: JANE,
			email: 'jane@example.com',
			roles: [
				{ id: buyer.id, name: 'Buyer', type: 'organization' },
				{ ...EDITOR, type: 'tenant' },
			],
		});
		expect(second).toMatchObject({ user_id: 'auth0|joe', roles: [] });
	});

	it('returns all of them, beyond a page and the first thousand', async () => {
		const names = numbered(1050);
		seed(...names);
		join(...names);
		const outputs = await outputsOf('getAll', { returnAll: true, includeRoles: false });
		expect(outputs).toHaveLength(1050);
		expect(await outputsOf('getAll', { limit: 3 })).toHaveLength(3);
	});

	it('needs no further permission without the roles', async () => {
		seed('jane');
		join('jane');
		tenant().setScopes('readOnly', 'read:organization_members');
		const members = await outputsOf('getAll', { includeRoles: false }, [{}], {}, 'readOnly');
		expect(members[0]).toMatchObject({ user_id: JANE, email: 'jane@example.com' });
		expect(members[0]).not.toHaveProperty('roles');
		const { message } = await errorOf('getAll', {}, [{}], {}, 'readOnly');
		expect(message).toContain('read:organization_member_roles');
	});

	it('returns roles without their type where it cannot be read', async () => {
		seed('jane');
		join('jane');
		tenant().addMemberRole(ACME, JANE, EDITOR);
		tenant().setScopes('readOnly', 'read:organization_members read:organization_member_roles');
		const [member] = await outputsOf('getAll', {}, [{}], {}, 'readOnly');
		expect(member?.roles).toEqual([EDITOR]);
	});
});

describe('Add and Remove', () => {
	it('change ten members with one request, an item each', async () => {
		const names = numbered(25);
		seed(...names);
		const outputs = await outputsOf('add', OF_ROW, rows(names));
		expect(outputs[24]).toEqual({ user_id: 'auth0|u24', organization_id: ACME, added: true });
		expect(names.every(isMember)).toBe(true);
		expect(changes().map(({ method, path }) => `${method} ${path}`)).toEqual(
			Array.from({ length: 3 }, () => `POST ${MEMBERS}`),
		);
		tenant().requests.splice(0);
		const removed = await outputsOf('remove', OF_ROW, rows(names));
		expect(removed[0]).toEqual({ user_id: 'auth0|u0', organization_id: ACME, removed: true });
		expect(names.some(isMember)).toBe(false);
		expect(changes()).toHaveLength(3);
	});

	it('take users by email address and several organizations', async () => {
		seed('jane', 'joe');
		const parameters = {
			organization: byName('={{ $json.organization }}'),
			userId: byEmail('={{ $json.email }}'),
		};
		const given = [
			{ organization: 'acme', email: 'jane@example.com' },
			{ organization: 'globex', email: 'joe@example.com' },
			{ organization: 'acme', email: 'JOE@example.com' },
		];
		expect(await outputsOf('add', parameters, given)).toEqual([
			{ user_id: JANE, organization_id: ACME, added: true },
			{ user_id: 'auth0|joe', organization_id: GLOBEX, added: true },
			{ user_id: 'auth0|joe', organization_id: ACME, added: true },
		]);
	});

	it('fail for those only who are nobody, and say so', async () => {
		const names = numbered(12);
		seed(...names);
		const given = rows(['nobody', ...names]);
		const outputs = await outputsOf('add', OF_ROW, given, GO_ON);
		expect(outputs[0]).toMatchObject({
			error: 'User “auth0|nobody” does not exist.',
			details: { description: expect.stringContaining("Check 'User'.") },
		});
		expect(outputs.filter(({ added }) => added)).toHaveLength(12);
	});

	it('do no harm when they are run again, also after a lost answer', async () => {
		seed('jane');
		for (const [operation, done] of [
			['add', true],
			['remove', false],
		] as const) {
			tenant().inject({ path: MEMBERS, drop: 'after' });
			await outputsOf(operation);
			await outputsOf(operation);
			expect(isMember('jane')).toBe(done);
		}
	});

	it.each(['add', 'remove', 'getAll', 'getRoles'])(
		'tell of an organization that is not there: %s',
		async (operation) => {
			seed('jane');
			const nowhere = { organization: byId('org_9999999999999999') };
			const { message, description } = await errorOf(operation, nowhere);
			expect(message).toMatch(/^Organization “org_9999999999999999”.* does not exist\.$/);
			expect(description).toContain("'Organization'");
		},
	);
});

describe('the roles of a member', () => {
	beforeEach(() => {
		seed('jane');
		join('jane');
	});

	it('are added and removed, those of the tenant and of the organization', async () => {
		const buyer = ownRole('Buyer');
		const given = rolesGiven(byName('editor'), byName('Buyer'));
		const both = [EDITOR, { id: buyer.id, name: 'Buyer' }];
		for (let time = 1; time <= 2; time++) {
			expect(await outputsOf('addRoles', given)).toEqual([
				{ user_id: JANE, organization_id: ACME, added: both },
			]);
		}
		expect(heldBy()).toEqual([
			[ACME, 'Editor'],
			[ACME, 'Buyer'],
		]);
		expect(await outputsOf('getRoles')).toEqual([
			{ ...EDITOR, description: 'Writes', type: 'tenant' },
			{ id: buyer.id, name: 'Buyer', description: '', type: 'organization' },
		]);
		for (let time = 1; time <= 2; time++) {
			expect(await outputsOf('removeRoles', rolesGiven(byId(EDITOR.id)))).toEqual([
				{ user_id: JANE, organization_id: ACME, removed: [EDITOR] },
			]);
		}
		expect(heldBy()).toEqual([[ACME, 'Buyer']]);
	});

	it('are set exactly, with what changed', async () => {
		await outputsOf('addRoles', rolesGiven(byName('Admin'), byName('Viewer')));
		tenant().requests.splice(0);
		const given = rolesGiven(byName('Viewer'), byName('Editor'));
		const [output] = await outputsOf('setRoles', given);
		expect(output).toMatchObject({
			roles: [{ name: 'Viewer' }, EDITOR],
			added: [EDITOR],
			removed: [{ name: 'Admin' }],
		});
		expect(changes().map(({ method }) => method)).toEqual(['POST', 'DELETE']);
		tenant().requests.splice(0);
		expect(await outputsOf('setRoles', given)).toMatchObject([{ added: [], removed: [] }]);
		expect(changes()).toEqual([]);
		expect((await errorOf('setRoles', { roles: {} })).description).toContain("'Allow No Roles'");
		await outputsOf('setRoles', { roles: {}, allowNoRoles: true });
		expect(heldBy()).toEqual([]);
	});

	it('are not guessed where the tenant and the organization have one of the same name', async () => {
		const own = ownRole('Editor');
		const { message, description } = await errorOf('addRoles', rolesGiven(byName('Editor')));
		expect(message).toBe('Several roles match “Editor”.');
		expect(description).toContain(
			`enter its ID: “Editor” (${EDITOR.id}, of the tenant), “Editor” (${own.id}, of the organization).`,
		);
		expect(changes()).toEqual([]);
	});

	it('are none of another organization', async () => {
		const other = ownRole('Seller', GLOBEX);
		const byItsName = await errorOf('addRoles', rolesGiven(byName('Seller')));
		expect(byItsName.message).toBe('Role “Seller” was not found.');
		expect(byItsName.description).toContain('Only another organization has a role with this name.');
		for (const operation of ['addRoles', 'setRoles', 'removeRoles']) {
			for (const id of [other.id, 'rol_9999999999999999']) {
				const byItsId = await errorOf(operation, rolesGiven(byId(id)));
				expect(byItsId.message).toBe(`Role “${id}” was not found.`);
				expect(byItsId.description).toContain('of the tenant or of this organization');
			}
		}
		expect(changes()).toEqual([]);
	});

	it.each(['addRoles', 'setRoles'])('are for members only: %s', async (operation) => {
		seed('joe');
		const parameters = { userId: byId('auth0|joe'), ...rolesGiven(byName('Editor')) };
		expect((await errorOf(operation, parameters)).description).toContain(
			'The user must be a member of the organization',
		);
	});

	it('are replaced where there is no room for more', async () => {
		const names = Array.from({ length: 50 }, (_, index) => ({ name: `Role ${index}` }));
		const held = tenant().seedRoles(names);
		for (const role of held) tenant().addMemberRole(ACME, JANE, role);
		const many = held.map(({ id }) => byId(id));
		await outputsOf('setRoles', rolesGiven(byName('Editor'), ...many.slice(1)));
		expect(heldBy()).toHaveLength(50);
		expect(heldBy()).not.toContainEqual([ACME, 'Role 0']);
		expect(changes().map(({ method }) => method)).toEqual(['DELETE', 'POST']);
		tenant().requests.splice(0);
		// More than there can be: nothing is lost.
		const admin = [byName('Admin'), byName('Viewer')];
		expect((await errorOf('setRoles', rolesGiven(...admin, ...many.slice(1)))).message).toBe(
			'The member cannot have more roles in this organization.',
		);
		expect(heldBy()).toHaveLength(50);
		tenant().inject({ method: 'POST', path: /\/roles$/, status: 400, body: {} });
		const { description } = await errorOf(
			'setRoles',
			rolesGiven(byName('Admin'), ...many.slice(1)),
		);
		expect(description).toContain('Run this item again to add the others.');
		await outputsOf('setRoles', rolesGiven(byName('Admin'), ...many.slice(1)));
		expect(heldBy()).toHaveLength(50);
	});

	it('are fifty at most', async () => {
		const many = tenant().seedRoles(
			Array.from({ length: 50 }, (_, index) => ({ name: `Role ${index}` })),
		);
		for (const role of many) tenant().addMemberRole(ACME, JANE, role);
		const { message, description } = await errorOf('addRoles', rolesGiven(byName('Editor')));
		expect(message).toBe('The member cannot have more roles in this organization.');
		expect(description).toContain('up to 50 roles per member');
	});
});

it.each<[string, INodeParameters, string]>([
	['getAll', {}, 'read:organization_members'],
	['add', {}, 'create:organization_members'],
	['remove', {}, 'delete:organization_members'],
	['getRoles', {}, 'read:organization_member_roles'],
	['addRoles', rolesGiven(byId(EDITOR.id)), 'create:organization_member_roles'],
	['removeRoles', rolesGiven(byId(EDITOR.id)), 'delete:organization_member_roles'],
	['setRoles', rolesGiven(byId(EDITOR.id)), 'read:organization_member_roles'],
])('%s names the permission that is missing', async (operation, parameters, permission) => {
	const { message, description } = await errorOf(operation, parameters, [{}], {}, 'readOnly');
	expect(`${message} ${description}`).toContain(permission);
});
