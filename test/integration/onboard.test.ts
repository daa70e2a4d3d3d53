import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import { PROFILE } from '../tenant/routes/selfServiceProfiles';

const tenant = useTenant();
useNoBackoff();

const ADMIN = 'rol_0000000000000001';
const EDITOR = { id: 'rol_0000000000000002', name: 'Editor' };
const APPLICATION = byId('App00000000000000000000000000001');

const INVITING = { application: APPLICATION, inviterName: 'Ada' };
const EVERYTHING: INodeParameters = {
	name: 'initech',
	displayName: 'Initech',
	additionalFields: {
		logoUrl: 'https://initech.example.com/logo.png',
		metadata: '{ "plan": "gold" }',
		connections: {
			connection: [{ connection: byName(DATABASE), assignMembershipOnLogin: true }],
		},
	},
	members: {
		member: [
			{ member: 'jane@example.com, auth0|bob', roles: 'Editor' },
			{ member: 'new@example.com', roles: ADMIN },
		],
	},
	...INVITING,
};

const run = async (parameters: INodeParameters, json: IDataObject[] = [{}]) =>
	await execute(
		credentialFor(tenant()),
		{ operation: 'organization:onboard', ...parameters },
		json,
	);
const outputOf = async (parameters: INodeParameters = EVERYTHING) => {
	const { items, error } = await run(parameters);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json)[0];
};
const errorOf = async (parameters: INodeParameters) => {
	const { error } = await run(parameters);
	return { message: error?.message, description: error?.description };
};
const changes = () => tenant().requests.filter(isChange);
const initech = () =>
	tenant().catalogue.organizations.find(({ name }) => name === 'initech') ?? { id: '' };
const emails = () => tenant().emails.map(({ to }) => to);

beforeEach(() => {
	tenant().seedUsers([account('jane'), account('bob')]);
});

describe('onboarding an organization', () => {
	it('creates all of it, and says what it did of each part', async () => {
		expect(await outputOf()).toEqual({
			id: initech().id,
			name: 'initech',
			display_name: 'Initech',
			outcome: 'created',
			connections: [{ connection_id: 'con_0000000000000001', outcome: 'enabled' }],
			members: [
				{ user_id: JANE, email: 'jane@example.com', outcome: 'added', roles_added: [EDITOR] },
				{ user_id: 'auth0|bob', outcome: 'added', roles_added: [EDITOR] },
				{
					email: 'new@example.com',
					outcome: 'invited',
					invitation_id: expect.stringMatching(/^uinv_/),
					expires_at: expect.any(String),
				},
			],
		});
		expect(tenant().catalogue.invitations).toMatchObject([
			{ invitee: { email: 'new@example.com' }, inviter: { name: 'Ada' }, roles: [ADMIN] },
		]);
		expect(emails()).toEqual(['new@example.com']);
	});

	it('changes nothing when it is run again', async () => {
		const first = await outputOf();
		const before = changes().length;
		const second = await outputOf();
		expect(changes()).toHaveLength(before);
		expect(second).toMatchObject({
			id: first?.id,
			outcome: 'unchanged',
			connections: [{ outcome: 'unchanged' }],
			members: [
				{ outcome: 'unchanged' },
				{ outcome: 'unchanged' },
				{ email: 'new@example.com', outcome: 'already_invited' },
			],
		});
		expect(emails()).toEqual(['new@example.com']);
	});

	it('changes only what differs, and takes nothing away', async () => {
		await outputOf();
		Object.assign(initech(), { metadata: { plan: 'gold', region: 'eu' } });
		const before = changes().length;
		const output = await outputOf({
			name: 'initech',
			displayName: 'Initech Inc.',
			additionalFields: {
				metadata: '{ "plan": "silver" }',
				connections: {
					connection: [
						{ connection: byName(DATABASE), assignMembershipOnLogin: true, isSignupEnabled: true },
						{ connection: byName('corp-saml'), showAsButton: false },
					],
				},
			},
			members: { member: [{ member: JANE, roles: 'Admin, Editor' }] },
		});
		expect(output).toMatchObject({
			outcome: 'updated',
			changed: ['display_name', 'metadata.plan'],
			connections: [{ outcome: 'updated' }, { outcome: 'enabled' }],
			members: [{ outcome: 'roles_added', roles_added: [{ id: ADMIN, name: 'Admin' }] }],
		});
		expect(
			changes()
				.slice(before)
				.map(({ method, body }) => [method, body]),
		).toEqual([
			['PATCH', { display_name: 'Initech Inc.', metadata: { plan: 'silver', region: 'eu' } }],
			['PATCH', { assign_membership_on_login: true, is_signup_enabled: true }],
			[
				'POST',
				{
					connection_id: 'con_0000000000000007',
					assign_membership_on_login: false,
					show_as_button: false,
				},
			],
			['POST', { roles: [ADMIN] }],
		]);
	});

	it('invites again once an invitation has expired', async () => {
		await outputOf();
		for (const invitation of tenant().catalogue.invitations) {
			invitation.expires_at = new Date(Date.now() - 1000).toISOString();
		}
		expect(await outputOf()).toMatchObject({ members: [{}, {}, { outcome: 'invited' }] });
	});

	it.each([
		[1500, 'u10', 'already_invited'],
		[2100, 'u1050', 'error'],
	])('invites nobody twice among %i who are invited', async (count, name, outcome) => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		for (let index = 0; index < count; index++) {
			tenant().catalogue.invitations.push({
				id: `uinv_u${index}`,
				organization_id: id,
				inviter: { name: 'Ada' },
				invitee: { email: `u${index}@example.com` },
				client_id: APPLICATION.value,
				invitation_url: 'https://login.example.com/login',
				ticket_id: 'ticket',
				created_at: new Date(1_700_000_000_000 + index * 1000).toISOString(),
				expires_at: '2100-01-01T00:00:00.000Z',
			});
		}
		const members = { member: [{ member: `${name}@example.com` }] };
		const { items, error } = await run({ name: 'initech', members, ...INVITING });
		if (outcome === 'error') {
			expect(error?.message).toBe(
				`The node cannot tell whether ${name}@example.com is already invited.`,
			);
		} else {
			expect(items[0]?.json.members).toMatchObject([{ outcome, invitation_id: `uinv_${name}` }]);
		}
		expect(emails()).toEqual([]);
	});

	it('leaves switches of a connection alone whose cells are blank', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		tenant().catalogue.enabledConnections.add(id, {
			connection_id: 'con_0000000000000001',
			assign_membership_on_login: true,
			is_signup_enabled: true,
			show_as_button: false,
			connection: { name: DATABASE, strategy: 'auth0' },
		});
		const switches = ['assignMembershipOnLogin', 'isSignupEnabled', 'showAsButton'];
		const row = Object.fromEntries(switches.map((name) => [name, `={{ $json.${name} }}`]));
		const connections = { connection: [{ connection: byName(DATABASE), ...row }] };
		const given = { name: 'initech', additionalFields: { connections } };
		const blank = { assignMembershipOnLogin: null, isSignupEnabled: '', showAsButton: ' ' };
		const { items } = await run(given, [{}, blank, { isSignupEnabled: false }]);
		expect(items.map(({ json }) => json.connections)).toMatchObject([
			[{ outcome: 'unchanged' }],
			[{ outcome: 'unchanged' }],
			[{ outcome: 'updated' }],
		]);
		expect(changes().map(({ body }) => body)).toEqual([{ is_signup_enabled: false }]);
	});

	it('enables a connection once whose answer got lost, or that another run enabled', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		tenant().inject({ method: 'POST', path: /enabled_connections$/, drop: 'after' });
		const connection = [{ connection: byName(DATABASE), assignMembershipOnLogin: true }];
		const given = { name: 'initech', additionalFields: { connections: { connection } } };
		expect(await outputOf(given)).toMatchObject({ connections: [{ outcome: 'enabled' }] });
		expect(tenant().catalogue.enabledConnections.of(id)).toMatchObject([
			{ connection_id: 'con_0000000000000001', assign_membership_on_login: true },
		]);
		expect(changes().map(({ method }) => method)).toEqual(['POST', 'POST']);
	});

	it('does so for a row of a sheet with nothing but a name', async () => {
		const { items } = await run(
			{
				name: '={{ $json.name }}',
				displayName: '={{ $json.title }}',
				members: { member: [{ member: '={{ $json.members }}', roles: '={{ $json.roles }}' }] },
				...INVITING,
			},
			[{ name: 'one' }, { name: 'two', title: null, members: '', roles: '' }],
		);
		expect(items.map(({ json }) => json)).toMatchObject([
			{ name: 'one', outcome: 'created', connections: [], members: [] },
			{ name: 'two', outcome: 'created' },
		]);
		expect(changes().map(({ body }) => body)).toEqual([{ name: 'one' }, { name: 'two' }]);
	});

	it('takes lists of members and roles from an expression', async () => {
		const member = [
			{ member: '={{ ["auth0|bob", "jane@example.com"] }}', roles: '={{ ["Editor", "Admin"] }}' },
		];
		const output = await outputOf({ name: 'initech', members: { member }, ...INVITING });
		expect(output?.members).toMatchObject([{ user_id: 'auth0|bob' }, { user_id: JANE }]);
	});

	it('names a user once who was given by email and by ID', async () => {
		const member = [
			{ member: 'jane@example.com', roles: 'Editor' },
			{ member: JANE, roles: 'Admin' },
		];
		const output = await outputOf({ name: 'initech', members: { member }, ...INVITING });
		expect(output?.members).toHaveLength(1);
		expect(output?.members).toMatchObject([{ roles_added: [EDITOR, { name: 'Admin' }] }]);
	});

	const member = (name: string, roles = '') => ({
		members: { member: [{ member: name, roles }] },
	});
	it.each<[INodeParameters, string]>([
		[{ name: 'Initech Inc.' }, "“Initech Inc.” cannot be the 'Name' of an organization."],
		[member('jane'), "“jane” in 'Member' is neither an email address nor a user ID."],
		[{ ...member('new@example.com'), inviterName: '' }, "'Inviter Name' is empty."],
		[{ ...member('new@example.com'), application: byId('') }, "'Application' is empty."],
		[
			{ ssoLink: true, selfServiceProfile: PROFILE, ssoConnectionName: 'a--b' },
			"“a--b” cannot be the 'Connection Name'.",
		],
	])('is refused before anything is sent: %j', async (given, message) => {
		const error = await errorOf({ name: 'initech', ...INVITING, ...given });
		expect(error.message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it.each<[INodeParameters, string]>([
		[member('jane@example.com', 'Nobody'), 'Role “Nobody” was not found.'],
		[member(JANE, `${ADMIN}, rol_9999999999999999`), 'Role “rol_9999999999999999” was not found.'],
		[member(`auth0|bob, auth0|typo, ${JANE}`), 'User “auth0|typo” does not exist.'],
		[
			{ ...member('new@example.com'), nonUsers: 'refuse' },
			'No user has the email address “new@example.com”.',
		],
		[
			{ additionalFields: { connections: { connection: [{ connection: byName('nowhere') }] } } },
			'Connection “nowhere” was not found.',
		],
	])('is refused before anything is changed: %j', async (given, message) => {
		expect((await errorOf({ name: 'initech', ...INVITING, ...given })).message).toBe(message);
		expect(changes()).toEqual([]);
	});

	it('names the user of a linked identity, and changes nothing', async () => {
		const identities = [
			{ connection: DATABASE, provider: 'auth0', user_id: 'ann', isSocial: false },
			{ connection: 'google-oauth2', provider: 'google-oauth2', user_id: '1234', isSocial: true },
		];
		tenant().seedUsers([{ ...account('ann'), overrides: { user_id: 'auth0|ann', identities } }]);
		const given = { name: 'initech', ...member(`google-oauth2|1234, ${JANE}`) };
		expect((await errorOf(given)).message).toBe(
			'“google-oauth2|1234” is a linked identity of user “auth0|ann”, not a user.',
		);
		expect(changes()).toEqual([]);
	});

	it('gives roles of the organization itself, and of no other', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		const [buyer, seller] = tenant().seedRoles([
			{ name: 'Buyer', type: 'organization', owner_id: id },
			{ name: 'Seller', type: 'organization', owner_id: 'org_0000000000000001' },
		]);
		const given = { name: 'initech', ...member(JANE, 'Buyer, Editor') };
		expect(await outputOf(given)).toMatchObject({
			members: [{ outcome: 'added', roles_added: [{ id: buyer?.id, name: 'Buyer' }, EDITOR] }],
		});
		expect(await outputOf({ ...given, ...member(JANE, String(buyer?.id)) })).toMatchObject({
			members: [{ outcome: 'unchanged' }],
		});
		for (const role of ['Seller', String(seller?.id)]) {
			const error = await errorOf({ ...given, ...member(JANE, role) });
			expect(error.message).toBe(`Role “${role}” was not found.`);
		}
	});

	it('says where to enter a role of which there is none, or several', async () => {
		tenant().seedRoles([{ name: 'Twin' }, { name: 'TWIN' }]);
		const adviceFor = async (role: string) =>
			(await errorOf({ name: 'initech', ...member(JANE, role) })).description;
		expect(await adviceFor('Nobody')).toBe("In 'Roles', enter its name exactly as Auth0 shows it.");
		expect(await adviceFor('twin')).toMatch(
			/^In 'Roles', enter its ID or exact name: “Twin” \(rol_/,
		);
	});

	it('takes IDs as they are where they cannot be looked up', async () => {
		tenant().setScopes(
			'full',
			'read:organizations create:organizations read:organization_members create:organization_members read:organization_member_roles create:organization_member_roles',
		);
		expect(await outputOf({ name: 'initech', ...member(JANE, ADMIN) })).toMatchObject({
			members: [{ user_id: JANE, outcome: 'added', roles_added: [{ id: ADMIN }] }],
		});
	});

	it('goes on where it may not check connections, the application and the profile', async () => {
		tenant().setScopes(
			'full',
			'read:organizations create:organizations create:organization_connections read:users create:organization_invitations create:sso_access_tickets',
		);
		const sso = { ssoLink: true, selfServiceProfile: PROFILE, ssoConnectionName: 'initech-sso' };
		const connection = [{ connection: byId('con_0000000000000001') }];
		expect(
			await outputOf({
				name: 'initech',
				additionalFields: { connections: { connection } },
				...INVITING,
				...member('new@example.com'),
				...sso,
			}),
		).toMatchObject({
			connections: [{ outcome: 'enabled' }],
			members: [{ outcome: 'invited' }],
			sso: 'link_created',
		});
	});

	it('changes how people log in with a connection that another run enabled meanwhile', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		enabledAt(id, 'con_0000000000000001', 'auth0');
		const path = `/api/v2/organizations/${id}/enabled_connections`;
		tenant().inject({ method: 'GET', path, status: 200, body: { enabled_connections: [] } });
		const row = { connection: byName(DATABASE), assignMembershipOnLogin: true };
		const given = { name: 'initech', additionalFields: { connections: { connection: [row] } } };
		expect(await outputOf(given)).toMatchObject({ connections: [{ outcome: 'enabled' }] });
		expect(tenant().catalogue.enabledConnections.of(id)).toMatchObject([
			{ assign_membership_on_login: true },
		]);
	});

	it('needs no permission for the roles of members where nobody is given any', async () => {
		await outputOf({ name: 'initech' });
		tenant().setScopes(
			'full',
			'read:organizations create:organizations read:organization_members create:organization_members',
		);
		for (const outcome of ['added', 'unchanged']) {
			const output = await outputOf({ name: 'initech', ...member(JANE) });
			expect(output).toMatchObject({ members: [{ user_id: JANE, outcome }] });
		}
	});

	it('invites nobody twice whose address is written in another case', async () => {
		const given = { name: 'initech', ...INVITING };
		await outputOf({ ...given, ...member('new@example.com') });
		expect(await outputOf({ ...given, ...member('New@Example.com') })).toMatchObject({
			members: [{ outcome: 'already_invited' }],
		});
		expect(emails()).toEqual(['new@example.com']);
	});

	it('does not look for the application where everybody is invited already', async () => {
		const given = { name: 'initech', ...INVITING, ...member('new@example.com') };
		await outputOf(given);
		expect(await outputOf({ ...given, application: byId('deleted') })).toMatchObject({
			members: [{ outcome: 'already_invited' }],
		});
	});

	it('needs neither application nor inviter where nobody is invited', async () => {
		const given = { name: 'initech', nonUsers: 'refuse', ...member('jane@example.com') };
		expect(await outputOf(given)).toMatchObject({ members: [{ outcome: 'added' }] });
	});

	it('that fails half way says what was done, and is completed by another run', async () => {
		tenant().inject({
			method: 'POST',
			path: /\/invitations$/,
			status: 400,
			body: { statusCode: 400, error: 'Bad Request', message: 'No default login route' },
		});
		const { description } = await errorOf(EVERYTHING);
		expect(description).toContain(
			`Done before: organization “initech” created, ${JANE}, auth0|bob added, roles of ${JANE} added, roles of auth0|bob added. You can run this item again`,
		);
		expect(await outputOf()).toMatchObject({
			outcome: 'unchanged',
			members: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }, { outcome: 'invited' }],
		});
	});

	it('tells to run it again only where something was done, and it is known what', async () => {
		const body = { statusCode: 400, error: 'Bad Request', message: 'No' };
		tenant().inject({ method: 'POST', path: '/api/v2/organizations', status: 400, body });
		expect((await errorOf(EVERYTHING)).description).not.toMatch(/Done before|run this item again/);
		tenant().inject({ method: 'POST', path: /\/invitations$/, status: 503, body: {} });
		const { description } = await errorOf(EVERYTHING);
		expect(description).toContain('Use Get Many to look for new@example.com');
		expect(description).toContain('Done before: organization “initech” created');
		expect(description).not.toContain('You can run this item again');
	});

	it('goes on with an organization whose creation got no answer', async () => {
		tenant().inject({ method: 'POST', path: '/api/v2/organizations', drop: 'after' });
		expect(await outputOf()).toMatchObject({ members: [{ outcome: 'added' }, {}, {}] });
		expect(tenant().catalogue.organizations.filter(({ name }) => name === 'initech')).toHaveLength(
			1,
		);
	});

	it('completes an organization that another run created in the meantime', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		tenant().addMember(id, JANE);
		const body = { statusCode: 404, error: 'Not Found', message: 'No organization found' };
		const path = '/api/v2/organizations/name/initech';
		tenant().inject({ method: 'GET', path, status: 404, body });
		expect(await outputOf()).toMatchObject({
			id,
			outcome: 'updated',
			connections: [{ outcome: 'enabled' }],
			members: [{ outcome: 'roles_added' }, { outcome: 'added' }, { outcome: 'invited' }],
		});
		expect(tenant().catalogue.enabledConnections.of(id)).toHaveLength(1);
	});

	it('sends an invitation once whose answer got lost', async () => {
		tenant().inject({ method: 'POST', path: /\/invitations$/, drop: 'after' });
		expect(await outputOf()).toMatchObject({ members: [{}, {}, { outcome: 'invited' }] });
		expect(emails()).toEqual(['new@example.com']);
	});

	it('creates a link to set up single sign-on, until there is the connection', async () => {
		const sso = { ssoLink: true, selfServiceProfile: PROFILE, ssoConnectionName: 'initech-sso' };
		expect(await outputOf({ name: 'initech', ...sso })).toMatchObject({
			sso: 'link_created',
			ticket: expect.stringContaining('ticket='),
		});
		expect(changes().at(-1)?.body).toEqual({
			connection_config: { name: 'initech-sso' },
			enabled_organizations: [{ organization_id: initech().id }],
		});
		tenant().users.connections.push({
			id: 'con_0000000000000099',
			name: 'initech-sso',
			strategy: 'samlp',
			options: {},
		});
		const again = await outputOf({ name: 'initech', ...sso });
		expect(again).toMatchObject({ outcome: 'unchanged', sso: 'connection_exists' });
		expect(again).not.toHaveProperty('ticket');
	});

	const SIGNUP = { assign_membership_on_login: true, is_signup_enabled: true };
	const enabledAt = (id: string, connectionId: string, strategy: string, settings = {}) =>
		tenant().catalogue.enabledConnections.add(id, {
			connection_id: connectionId,
			...settings,
			connection: { name: `${strategy}-${connectionId}`, strategy },
		});
	const connections = (...rows: INodeParameters[]): INodeParameters => ({
		additionalFields: { connections: { connection: rows } },
	});

	// Of an organization that is there: it would be changed, and jane added, before these are found out.
	it.each<[string, INodeParameters, string]>([
		[
			'signup with a connection of another kind',
			connections({
				connection: byName('corp-saml'),
				assignMembershipOnLogin: true,
				isSignupEnabled: true,
			}),
			"'Enable Signup' cannot be on for connection “corp-saml”.",
		],
		[
			'signup with an enabled connection of another kind',
			connections({
				connection: byId('con_0000000000000002'),
				assignMembershipOnLogin: true,
				isSignupEnabled: true,
			}),
			"'Enable Signup' cannot be on for connection “google-oauth2-con_0000000000000002”.",
		],
		[
			'no membership with signup that stays on',
			connections({
				connection: byName(DATABASE),
				assignMembershipOnLogin: false,
				isSignupEnabled: '',
			}),
			"'Assign Membership on Login' cannot be off for connection “auth0-con_0000000000000001”, with which people can sign up.",
		],
		[
			'the ID of no connection',
			connections({ connection: byId('con_9999999999999999') }),
			'Connection “con_9999999999999999” was not found.',
		],
		[
			'an application that does not exist',
			{ ...member('new@example.com'), application: byId('nowhere') },
			'Application “nowhere” was not found.',
		],
		[
			'an email address without a domain',
			member('new@example'),
			"“new@example” in 'Member' is not an email address that Auth0 can invite.",
		],
		[
			'an email address with other letters',
			member('jané@example.com'),
			"“jané@example.com” in 'Member' is not an email address that Auth0 can invite.",
		],
		['a list as JSON', member('["new@example.com"]'), "'Member' has brackets around the value."],
		[
			'a profile that does not exist',
			{ ssoLink: true, selfServiceProfile: byId('ssp_nowhere'), ssoConnectionName: 'a' },
			'Self-service profile “ssp_nowhere” does not exist.',
		],
		[
			'an inviter with a long name',
			{ ...member('new@example.com'), inviterName: 'x'.repeat(301) },
			"'Inviter Name' is longer than 300 characters.",
		],
	])('is refused before anything is changed for %s', async (_what, given, message) => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		enabledAt(id, 'con_0000000000000001', 'auth0', SIGNUP);
		enabledAt(id, 'con_0000000000000002', 'google-oauth2');
		const rows = [{ member: JANE }, ...Object(given.members ?? { member: [] }).member];
		const all = { name: 'initech', displayName: 'New', ...INVITING, ...given };
		const error = await errorOf({ ...all, members: { member: rows } });
		expect(error.message).toBe(message);
		expect(error.description).not.toBe('');
		expect(changes()).toEqual([]);
	});

	it('is refused before anything is changed for more connections than there can be', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		for (let index = 10; index < 20; index++) {
			enabledAt(id, `con_00000000000000${index}`, 'samlp');
		}
		const given = { name: 'initech', displayName: 'New' };
		const { message } = await errorOf({
			...given,
			...connections({ connection: byName(DATABASE) }),
		});
		expect(message).toBe('The organization would have 11 connections, and Auth0 allows 10.');
		expect(changes()).toEqual([]);
		const same = connections({ connection: byId('con_0000000000000010') });
		expect(await outputOf({ ...given, ...same })).toMatchObject({ outcome: 'updated' });
	});

	it('is refused before anything is changed for more roles than a member can have', async () => {
		const names = Array.from({ length: 51 }, (_, index) => `Role ${index}`);
		tenant().seedRoles(names.map((name) => ({ name })));
		const given = { name: 'initech', ...INVITING };
		const roles = (some: string[]) => member(JANE, some.join(','));
		expect(await outputOf({ ...given, ...roles(names.slice(0, 50)) })).toBeDefined();
		const before = changes().length;
		const error = await errorOf({ ...given, displayName: 'New', ...roles(names.slice(50)) });
		expect(error.message).toBe(`${JANE} would have 51 roles, and Auth0 allows 50 per member.`);
		expect(changes()).toHaveLength(before);
	});

	it('does not look for users who are members', async () => {
		const given = { name: 'initech', ...member(`${JANE}, auth0|bob`) };
		await outputOf(given);
		tenant().requests.splice(0);
		expect(await outputOf(given)).toMatchObject({
			members: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }],
		});
		expect(tenant().requests.filter(({ path }) => path.includes('/users'))).toEqual([]);
	});

	it.each<[string, RegExp, string]>([
		['an organization', /\/members$/, 'Organization'],
		['a member', /\/roles$/, 'member'],
		['an organization with invitations', /\/invitations$/, 'Organization'],
	])(
		'names no field that it does not have when %s is deleted meanwhile',
		async (_what, path, what) => {
			const body = { statusCode: 404, error: 'Not Found', message: 'Gone' };
			tenant().inject({ method: 'POST', path, status: 404, body });
			const { message, description } = await errorOf(EVERYTHING);
			expect(message).toContain(what);
			expect(description).toContain('It was deleted in the meantime. Run this item again.');
			expect(description).not.toMatch(/'(?:Organization|User|Email)'/);
		},
	);

	it('names the field of an email address that Auth0 refuses', async () => {
		const body = {
			statusCode: 400,
			error: 'Bad Request',
			message:
				"Payload validation error: 'Object didn't pass validation for format email: new@example.com' on property invitee.email.",
			errorCode: 'invalid_body',
		};
		tenant().inject({ method: 'POST', path: /\/invitations$/, status: 400, body });
		const { description } = await errorOf(EVERYTHING);
		expect(description).toContain("Check the 'Member' field.");
	});

	describe('as a dry run', () => {
		const DRY = { ...EVERYTHING, options: { dryRun: true } };

		it('shows what would be created, and changes nothing', async () => {
			const sso = { ssoLink: true, selfServiceProfile: byId(PROFILE), ssoConnectionName: 'a' };
			expect(await outputOf({ ...DRY, ...sso })).toEqual({
				name: 'initech',
				display_name: 'Initech',
				outcome: 'would_be_created',
				connections: [{ connection_id: 'con_0000000000000001', outcome: 'would_be_enabled' }],
				members: [
					{
						user_id: JANE,
						email: 'jane@example.com',
						outcome: 'would_be_added',
						roles_to_add: [EDITOR],
					},
					{ user_id: 'auth0|bob', outcome: 'would_be_added', roles_to_add: [EDITOR] },
					{ email: 'new@example.com', outcome: 'would_be_invited' },
				],
				sso: 'link_would_be_created',
				dry_run: true,
			});
			expect(changes()).toEqual([]);
			expect(emails()).toEqual([]);
		});

		it('shows what would differ, and changes nothing', async () => {
			await outputOf({ ...EVERYTHING, members: { member: [{ member: 'auth0|bob' }] } });
			const before = changes().length;
			const output = await outputOf({
				...DRY,
				displayName: 'Initech Inc.',
				...connections({ connection: byName(DATABASE) }, { connection: byName('corp-saml') }),
				members: {
					member: [{ member: 'auth0|bob', roles: 'Editor' }, { member: 'jane@example.com' }],
				},
			});
			expect(output).toMatchObject({
				id: initech().id,
				display_name: 'Initech Inc.',
				outcome: 'would_be_updated',
				changed: ['display_name'],
				connections: [{ outcome: 'would_be_updated' }, { outcome: 'would_be_enabled' }],
				members: [
					{ outcome: 'roles_would_be_added', roles_to_add: [EDITOR] },
					{ outcome: 'would_be_added' },
				],
				dry_run: true,
			});
			expect(changes()).toHaveLength(before);
		});

		it('says the same as a run where all is as wanted', async () => {
			await outputOf();
			const before = changes().length;
			expect(await outputOf(DRY)).toEqual({ ...(await outputOf()), dry_run: true });
			expect(changes()).toHaveLength(before);
		});

		it('refuses what a run refuses', async () => {
			const { message } = await errorOf({ ...DRY, ...member('jane@example.com', 'Nobody') });
			expect(message).toBe('Role “Nobody” was not found.');
		});

		it('takes the words of a sheet for its switch, and no others', async () => {
			const given = { name: 'initech', options: { dryRun: '={{ $json.dry }}' } };
			const { items } = await run(given, [{ dry: 'yes' }]);
			expect(items[0]?.json).toMatchObject({ dry_run: true });
			expect((await run(given, [{ dry: 'maybe' }])).error?.message).toBe(
				"'Dry Run' must be true or false.",
			);
			expect(changes()).toEqual([]);
		});
	});

	it('never shows the link of an invitation', async () => {
		const text = JSON.stringify([await outputOf(), await outputOf()]);
		for (const { ticket_id: secret, invitation_url: url } of tenant().catalogue.invitations) {
			expect(text).not.toContain(secret);
			expect(text).not.toContain(url);
		}
	});

	it('needs no permission for parts that nobody asked for', async () => {
		tenant().setScopes('full', 'read:organizations create:organizations');
		expect(await outputOf({ name: 'initech' })).toMatchObject({ outcome: 'created' });
		expect(await outputOf({ name: 'initech' })).toMatchObject({ outcome: 'unchanged' });
	});
});
