import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { type NodeSettings } from '../support/engine';
import { byId, connection } from '../support/locators';
import { isApi } from '../support/requests';
import { useSync } from '../support/sync';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
const sync = useSync(tenant);
const { row, outcomes, changes, userOf, seed } = sync;
useNoBackoff();

const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };
const ACME = 'org_0000000000000001';

/** Syncs a list that has no more than an email address and a name. */
const run = async (
	items: IDataObject[],
	parameters: INodeParameters = {},
	settings: NodeSettings = {},
) => await sync.run(items, { fieldsToSet: { name: '={{ $json.name }}' }, ...parameters }, settings);

describe('the members of an organization', () => {
	const SCOPE = { scope: 'organization', organization: byId(ACME) };
	const members = () =>
		tenant()
			.users.all()
			.map(({ user_id: id }) => id)
			.filter((id) =>
				tenant()
					.userData.organizations.of(id)
					.some((one) => one.id === ACME),
			);

	beforeEach(() => {
		seed('jane', 'left', 'outside', 'stranger');
		for (const name of ['jane', 'left']) tenant().addMember(ACME, `auth0|${name}`);
	});

	it('are created, changed and added', async () => {
		const { items, error } = await run([row('jane'), row('outside'), row('new')], SCOPE);
		expect(error).toBeUndefined();
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['outside@example.com', 'updated'],
			['new@example.com', 'created'],
		]);
		expect(items[1]?.json.changed).toEqual({ organization: 'added' });
		expect(items[2]?.json.changed).toEqual({ email: 'new@example.com', organization: 'added' });
		expect(members()).toEqual([JANE, 'auth0|left', 'auth0|outside', items[2]?.json.user_id]);
		tenant().requests.splice(0);
		await run([row('jane'), row('outside'), row('new')], SCOPE);
		expect(changes()).toEqual([]);
	});

	it('are not those who have the address in another connection', async () => {
		tenant().seedUsers([account('eve', { connection: 'email', email: 'new@example.com' })]);
		const { items } = await run([row('jane'), row('new')], SCOPE);
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['new@example.com', 'created'],
		]);
		expect(members()).not.toContain('email|eve');
	});

	it('who are not in the list are removed from it, and stay users', async () => {
		const { items } = await run([row('jane')], { ...SCOPE, absentUsers: 'remove' });
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['left@example.com', 'removed'],
		]);
		expect(members()).toEqual([JANE]);
		expect(tenant().users.all()).toHaveLength(4);
	});

	it('who are not in the list are blocked, and nobody else', async () => {
		await run([row('jane')], { ...SCOPE, absentUsers: 'block' });
		const blocked = tenant()
			.users.all()
			.filter(({ blocked: isBlocked }) => isBlocked);
		expect(blocked.map(({ user_id: id }) => id)).toEqual(['auth0|left']);
	});

	it('are added several at a time, and alone where one is refused', async () => {
		const rows = Array.from({ length: 25 }, (_, index) => row(`new${index}`));
		await run(rows, SCOPE);
		const added = () => changes().filter(({ path }) => path.endsWith('/members'));
		expect(added().map(({ body }) => Object(body).members.length)).toEqual([10, 10, 5]);
		tenant().requests.splice(0);
		const refused = { status: 400, body: { message: 'The limit of members is reached.' } };
		tenant().inject({ method: 'POST', path: `/api/v2/organizations/${ACME}/members`, ...refused });
		tenant().inject({ method: 'POST', path: `/api/v2/organizations/${ACME}/members`, ...refused });
		const { items } = await run([row('a'), row('b')], SCOPE, GO_ON);
		expect(items.map(({ json }) => json.outcome ?? 'failed')).toEqual(['failed', 'created']);
		expect(members()).toContain(items[1]?.json.user_id);
	});

	it('are read a hundred at a time', async () => {
		const names = Array.from({ length: 250 }, (_, index) => `m${index}`);
		seed(...names);
		for (const name of names) tenant().addMember(ACME, `auth0|${name}`);
		const { items } = await run(
			names.map((name) => row(name)),
			SCOPE,
		);
		expect(items.every(({ json }) => json.outcome === 'unchanged')).toBe(true);
		expect(tenant().requests.filter(isApi).length).toBeLessThan(10);
	});

	it('can only be removed from an organization', async () => {
		const { error } = await run([row('jane')], { absentUsers: 'remove' });
		expect(error?.message).toBe(
			"'Users Not in the List' can only remove users from an organization.",
		);
	});
});

describe('the users that a search finds', () => {
	const SCOPE = {
		scope: 'query',
		searchBy: 'query',
		query: 'app_metadata.team:"blue"',
		fieldsToSet: {
			name: '={{ $json.name }}',
			appMetadataFields: { entry: [{ name: 'team', type: 'asEntered', value: 'blue' }] },
		},
	};

	it('are compared; whoever is in the list and not found is changed, not created twice', async () => {
		tenant().seedUsers([
			account('jane', { app_metadata: { team: 'blue' } }),
			account('left', { app_metadata: { team: 'blue' } }),
			account('moved', { app_metadata: { team: 'red' } }),
			account('stranger'),
		]);
		const rows = [row('jane'), row('moved'), row('new')];
		const { items } = await run(rows, { ...SCOPE, absentUsers: 'block' });
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['moved@example.com', 'updated'],
			['new@example.com', 'created'],
			['left@example.com', 'blocked'],
		]);
		expect(userOf('stranger')?.blocked).toBeUndefined();
	});

	it('that the search does not know yet are not created twice', async () => {
		tenant().setSearchLag(3_600_000);
		seed('late');
		const { items } = await run([row('late', { name: 'Late' })], SCOPE);
		expect(outcomes(items)).toEqual([['late@example.com', 'updated']]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('must not be all users of the tenant by mistake', async () => {
		const { error } = await run([row('jane')], { scope: 'query', searchBy: 'filters' });
		expect(error?.message).toBe('No filters set: this would match every user.');
	});
});

describe('users who are matched by an external ID', () => {
	const BY_ID = {
		matchBy: 'externalId',
		externalId: '={{ $json.no }}',
		externalIdName: 'hr.number',
	};
	const withNumber = (name: string, number: unknown, more: object = {}) =>
		account(name, { app_metadata: { hr: { number, ...more } } });

	it('change the email address, and nobody is created or blocked', async () => {
		tenant().seedUsers([withNumber('jane', 42, { site: 'Paris' }), withNumber('left', '7')]);
		const { items } = await run(
			[
				{ ...row('doe', { name: 'Jane' }), no: '42' },
				{ ...row('new'), no: 43 },
			],
			{ ...BY_ID, absentUsers: 'block' },
		);
		expect(items.map(({ json }) => json)).toEqual([
			{
				user_id: JANE,
				email: 'doe@example.com',
				name: 'Jane',
				external_id: '42',
				outcome: 'updated',
				changed: { email: 'doe@example.com', name: 'Jane' },
			},
			expect.objectContaining({ external_id: '43', outcome: 'created' }),
			expect.objectContaining({ user_id: 'auth0|left', outcome: 'blocked' }),
		]);
		expect(userOf('jane')?.app_metadata).toEqual({ hr: { number: 42, site: 'Paris' } });
		expect(tenant().users.get(String(items[1]?.json.user_id))?.app_metadata).toEqual({
			hr: { number: 43 },
		});
	});

	it('get it where they have none, by the email address', async () => {
		tenant().seedUsers([account('jane', { app_metadata: { hr: { site: 'Paris' } } })]);
		const { items } = await run([{ ...row('jane'), no: '42' }], BY_ID);
		expect(outcomes(items)).toEqual([['jane@example.com', 'updated']]);
		expect(userOf('jane')?.app_metadata).toEqual({ hr: { site: 'Paris', number: '42' } });
		tenant().requests.splice(0);
		await run([{ ...row('jane'), no: '42' }], BY_ID);
		expect(changes()).toEqual([]);
	});

	it('keep it where all metadata is replaced', async () => {
		tenant().seedUsers([withNumber('jane', '42', { site: 'Paris' })]);
		await run([{ ...row('jane'), no: '42' }], {
			...BY_ID,
			fieldsToSet: { appMetadata: '{ "plan": "gold" }' },
			options: { metadataMode: 'replace' },
		});
		expect(userOf('jane')?.app_metadata).toEqual({ plan: 'gold', hr: { number: '42' } });
	});

	it('and have none are left alone', async () => {
		seed('service');
		tenant().seedUsers([withNumber('jane', '42')]);
		const { items, hints } = await run([{ ...row('jane'), no: '42' }], {
			...BY_ID,
			absentUsers: 'delete',
		});
		expect(items).toHaveLength(1);
		expect(hints).toContain('1 user of the scope has no External ID, and was left as it is.');
		expect(userOf('service')).toBeDefined();
	});

	it('and whatever else there is to tell come after the numbers', async () => {
		seed('service');
		tenant().seedUsers([withNumber('left', '7')]);
		tenant().seedUsers([{ ...withNumber('jane', '42'), blocked: true }]);
		const { hints } = await run([{ ...row('jane'), no: '42' }], BY_ID);
		expect(hints).toEqual([
			'Sync: 0 created, 0 updated, 1 unchanged.',
			'1 user of the scope is not in the list.',
			'1 user of the scope has no External ID, and was left as it is.',
			'1 user in the list stays blocked: Sync only unblocks users it has blocked itself.',
		]);
	});

	it('and share one are not changed, nor does anybody count as absent', async () => {
		tenant().seedUsers([withNumber('jane', '42'), withNumber('june', 42), withNumber('left', 7)]);
		const { items } = await run(
			[{ ...row('jane', { name: 'x' }), no: '42' }],
			{ ...BY_ID, absentUsers: 'block' },
			GO_ON,
		);
		expect(outcomes(items)).toEqual([
			[undefined, `Several users have the External ID of this item: “${JANE}” and “auth0|june”.`],
		]);
		expect(changes()).toEqual([]);
	});

	it('are told where the email address is somebody else’s', async () => {
		tenant().seedUsers([withNumber('jane', '1')]);
		const { items } = await run([{ ...row('jane'), no: '2' }], BY_ID, GO_ON);
		expect(outcomes(items)).toEqual([
			[
				undefined,
				`The email address of this item belongs to user “${JANE}”, whose external ID is “1”.`,
			],
		]);
	});

	it('need one in each item', async () => {
		const { error } = await run([row('jane')], BY_ID);
		expect(error?.message).toBe("'External ID' is empty.");
	});

	it('are found outside of the scope, too', async () => {
		tenant().seedUsers([withNumber('jane', '42')]);
		const { items } = await run([{ ...row('doe'), no: '42' }], {
			...BY_ID,
			scope: 'organization',
			organization: byId(ACME),
		});
		expect(outcomes(items)).toEqual([['doe@example.com', 'updated']]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('of somebody outside of the scope do not count as missing from the list', async () => {
		tenant().seedUsers([withNumber('jane', '1')]);
		const scope = { scope: 'organization', organization: byId(ACME), dryRun: true };
		const { items } = await run([{ ...row('jane'), no: '2' }], { ...BY_ID, ...scope }, GO_ON);
		expect(items.at(-1)?.json.summary).toMatchObject({ failed: 1, not_in_list: 0 });
	});

	it.each(['hr..number', '$id'])('by a name in App Metadata, not “%s”', async (name) => {
		const { error } = await run([{ ...row('jane'), no: '1' }], { ...BY_ID, externalIdName: name });
		expect(error?.message).toContain("'Name in App Metadata'");
	});
});

describe('users who are matched by something else', () => {
	it('by user ID', async () => {
		seed('jane', 'left');
		const { items } = await run(
			[
				{ ...row('doe'), id: JANE },
				{ ...row('new'), id: 'auth0|new' },
			],
			{ matchBy: 'userId', upsertUserId: '={{ $json.id }}', absentUsers: 'block' },
		);
		expect(outcomes(items)).toEqual([
			['doe@example.com', 'updated'],
			['new@example.com', 'created'],
			['left@example.com', 'blocked'],
		]);
		expect(items[1]?.json.user_id).toBe('auth0|new');
	});

	it('by the user ID of a provider that creates its users itself', async () => {
		const id = 'google-oauth2|1';
		const parameters = { matchBy: 'userId', upsertUserId: '={{ $json.id }}' };
		const { items } = await run([{ ...row('jane'), id }], parameters, GO_ON);
		expect(outcomes(items)).toEqual([
			[undefined, `User “${id}” does not exist and cannot be created with this ID.`],
		]);
		expect(changes()).toEqual([]);
	});

	it('by username', async () => {
		const database = { ...connection, value: 'Users-With-Username' };
		tenant().seedUsers([
			{ ...account('jane'), connection: 'Users-With-Username', username: 'jane' },
		]);
		const { items } = await run(
			[
				{ ...row('doe'), username: 'JANE' },
				{ ...row('joe'), username: 'joe' },
			],
			{ connection: database, matchBy: 'username', upsertUsername: '={{ $json.username }}' },
		);
		expect(outcomes(items)).toEqual([
			['doe@example.com', 'updated'],
			['joe@example.com', 'created'],
		]);
	});
});

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
