import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const google = (id: string) => ({
	connection: 'google-oauth2',
	provider: 'google-oauth2',
	user_id: id,
	isSocial: true,
});

const FIND = { operation: 'user:bulkUpdate', filters: { emailDomain: 'example.com' } };

const run = async (parameters: INodeParameters, onError?: 'continueRegularOutput') =>
	await execute(credentialFor(tenant()), { ...FIND, ...parameters }, [{}], { onError });

const changes = () => tenant().requests.filter(isChange);
const resets = () => tenant().emails.filter(({ kind }) => kind === 'change_password');
const sent = () => tenant().requests.filter(({ path }) => path.startsWith('/dbconnections'));

const who = (name: string) => ({
	user_id: `auth0|${name}`,
	email: `${name}@example.com`,
	name: `${name}@example.com`,
});

const rolesNamed = (...names: string[]) => ({
	roles: { role: names.map((name) => ({ role: byName(name) })) },
});

describe('Send Password Reset Email', () => {
	const RESET = { change: 'sendPasswordReset' };
	const NO_PASSWORD = 'Not in a database connection, so there is no password to reset.';
	const IS_BLOCKED = 'Blocked. Setting a new password could lift the block.';

	beforeEach(() => {
		tenant().seedUsers([
			account('jane'),
			{
				...account('joe'),
				overrides: { user_id: 'google-oauth2|joe', identities: [google('joe')] },
			},
			account('leaver', { blocked: true }),
			{
				...account('both'),
				overrides: {
					user_id: 'google-oauth2|both',
					identities: [
						google('both'),
						{
							connection: DATABASE,
							provider: 'auth0',
							user_id: 'both',
							isSocial: false,
							profileData: { email: 'old@example.org' },
						},
					],
				},
			},
		]);
	});

	const EXPECTED: Array<IDataObject & { sent_to?: IDataObject[] }> = [
		{ ...who('jane'), sent_to: [{ email: 'jane@example.com', connection: DATABASE }] },
		{ ...who('joe'), user_id: 'google-oauth2|joe', reason: NO_PASSWORD },
		{ ...who('leaver'), reason: IS_BLOCKED },
		{
			...who('both'),
			user_id: 'google-oauth2|both',
			sent_to: [{ email: 'old@example.org', connection: DATABASE }],
		},
	];
	const SKIPPED = [`1 user skipped: ${NO_PASSWORD}`, `1 user skipped: ${IS_BLOCKED}`];

	it('shows first who would get one, and why others would not', async () => {
		const { items, hints } = await run(RESET);
		expect(items.map(({ json }) => json)).toEqual(
			EXPECTED.map(({ sent_to, ...rest }) => ({
				...rest,
				would_change: sent_to ? { email_sent: true, sent_to } : {},
				dry_run: true,
			})),
		);
		expect(hints).toEqual([
			'Dry run: 4 users found, 2 would get a password reset email, nobody was changed.',
			...SKIPPED,
		]);
		expect([...changes(), ...sent()]).toEqual([]);
	});

	it('sends it to each address that logs in with a password, and to nobody else', async () => {
		const { items, hints } = await run({ ...RESET, dryRun: false });
		expect(items.map(({ json }) => json)).toEqual(
			EXPECTED.map((output) => ({ ...output, email_sent: output.sent_to !== undefined })),
		);
		expect(hints).toEqual(SKIPPED);
		expect(sent().map(({ body }) => body)).toEqual([
			expect.objectContaining({ email: 'jane@example.com', connection: DATABASE }),
			expect.objectContaining({ email: 'old@example.org', connection: DATABASE }),
		]);
		expect(resets().map(({ to }) => to)).toEqual(['jane@example.com']);
		expect(changes()).toEqual([]);
	});

	it('names the application and the language', async () => {
		const { clientId } = tenant().clients.readOnly;
		const options = { application: byId(clientId), emailLanguage: 'fr' };
		await run({ ...RESET, dryRun: false, filters: { email: 'jane@example.com' }, options });
		expect(sent()).toMatchObject([
			{ body: { client_id: clientId }, headers: { 'x-request-language': 'fr' } },
		]);
	});

	it('also logs those out who get it, before it is sent', async () => {
		for (const id of ['auth0|jane', 'google-oauth2|joe', 'auth0|leaver']) {
			tenant().seedSessions(id, [{}]);
			tenant().seedRefreshTokens(id, [{}]);
		}
		const { items } = await run({ ...RESET, dryRun: false, options: { alsoRevokeAccess: true } });
		expect(items[0]?.json).toEqual({
			...EXPECTED[0],
			sessions: 'revoked',
			refresh_tokens: 'revoked',
			email_sent: true,
		});
		const { sessions, refreshTokens } = tenant().userData;
		expect(sessions.all().map(({ user_id: id }) => id)).toEqual([
			'google-oauth2|joe',
			'auth0|leaver',
		]);
		expect(refreshTokens.of('auth0|jane')).toEqual([]);
		const paths = tenant().requests.map(({ path }) => path);
		expect(paths.findIndex((path) => path.endsWith('/revoke-access'))).toBeLessThan(
			paths.indexOf('/dbconnections/change_password'),
		);
	});

	it('reports for each user whom Auth0 refuses, and goes on if told to', async () => {
		tenant().inject({
			path: '/dbconnections/change_password',
			times: 1,
			status: 400,
			body: { error: 'The connection is not enabled for the client' },
		});
		const { items, hints } = await run(
			{ ...RESET, dryRun: false, options: { requestsInFlight: 1 } },
			'continueRegularOutput',
		);
		expect(items[0]?.json.error).toBe('This connection cannot be used with this application.');
		expect(items[3]?.json.email_sent).toBe(true);
		expect(hints).toEqual(SKIPPED);
	});

	it('says what was done for a user whose email fails, and does not count who is skipped', async () => {
		tenant().inject({
			path: '/dbconnections/change_password',
			skip: 1,
			status: 400,
			body: { error: 'No' },
		});
		const options = { alsoRevokeAccess: true, requestsInFlight: 1 };
		const { error } = await run({ ...RESET, dryRun: false, options });
		expect(error?.description).toContain('Done before: access revoked. ');
		expect(error?.description).toContain('1 of 4 users were changed before that');
	});

	it('says how many are left, without those who got none', async () => {
		const { hints } = await run({ ...RESET, dryRun: false, maxUsers: 2 });
		expect(hints[0]).toBe(
			"1 of 4 users got a password reset email. To email the rest, raise 'Maximum Users', or add a filter that excludes users you have already emailed.",
		);
	});

	it('refuses a language that is none, before anything is sent', async () => {
		const { error } = await run({ ...RESET, options: { emailLanguage: '??' } });
		expect(error?.message).toMatch(/is not a language tag/);
		expect(tenant().requests).toEqual([]);
	});
});

describe('Revoke Access', () => {
	beforeEach(() => {
		tenant().seedUsers([account('jane'), account('joe')]);
		for (const id of ['auth0|jane', 'auth0|joe']) {
			tenant().seedSessions(id, [{}]);
			tenant().seedRefreshTokens(id, [{}]);
		}
	});

	it('ends all sessions and revokes all refresh tokens, after a dry run', async () => {
		const { items: planned, hints } = await run({ change: 'revokeAccess' });
		const output = { sessions: 'revoked', refresh_tokens: 'revoked' };
		expect(planned[1]?.json).toEqual({ ...who('joe'), would_change: output, dry_run: true });
		expect(hints).toEqual(['Dry run: 2 users found, 2 would be logged out, nobody was changed.']);
		expect(changes()).toEqual([]);

		const { items } = await run({ change: 'revokeAccess', dryRun: false });
		expect(items.map(({ json }) => json)).toEqual([
			{ ...who('jane'), ...output },
			{ ...who('joe'), ...output },
		]);
		expect(tenant().userData.sessions.all()).toEqual([]);
		expect(tenant().userData.refreshTokens.all()).toEqual([]);
	});

	it('can keep refresh tokens', async () => {
		const options = { preserveRefreshTokens: true };
		const { items } = await run({ change: 'revokeAccess', dryRun: false, options });
		expect(items[0]?.json.refresh_tokens).toBe('preserved');
		expect(tenant().userData.refreshTokens.all()).toHaveLength(2);
	});
});

describe('roles', () => {
	const EDITOR = { id: 'rol_0000000000000002', name: 'Editor' };

	beforeEach(() => {
		tenant().seedUsers([account('jane'), account('joe')]);
	});

	it('are added by name, and removed by ID', async () => {
		const { items: planned, hints } = await run({ change: 'addRoles', ...rolesNamed('editor') });
		expect(planned[0]?.json.would_change).toEqual({ added: [EDITOR] });
		expect(hints).toEqual(['Dry run: 2 users found, 2 would get the roles, nobody was changed.']);
		expect(changes()).toEqual([]);

		const added = await run({ change: 'addRoles', dryRun: false, ...rolesNamed('editor') });
		expect(added.items.map(({ json }) => json)).toEqual([
			{ ...who('jane'), added: [EDITOR] },
			{ ...who('joe'), added: [EDITOR] },
		]);
		expect(tenant().userData.roles.of('auth0|joe')).toMatchObject([EDITOR]);

		const removed = await run({
			change: 'removeRoles',
			dryRun: false,
			roles: { role: [{ role: byId(EDITOR.id) }] },
		});
		expect(removed.items[1]?.json).toEqual({ ...who('joe'), removed: [EDITOR] });
		expect(tenant().userData.roles.all()).toEqual([]);
	});

	it('can come as a list from an expression', async () => {
		const roles = { roles: { role: [{ role: byName('={{ ["Admin", "Editor"] }}') }] } };
		await run({ change: 'addRoles', dryRun: false, ...roles });
		expect(tenant().userData.roles.of('auth0|jane')).toHaveLength(2);
	});

	it('that do not exist are refused before anybody is searched for, also in a dry run', async () => {
		for (const dryRun of [true, false]) {
			const { error } = await run({ change: 'addRoles', dryRun, ...rolesNamed('Edtor') });
			expect(error?.message).toBe('Role “Edtor” was not found.');
		}
		expect(tenant().requests.filter(({ path }) => path === '/api/v2/users')).toEqual([]);
	});

	it.each(['addRoles', 'removeRoles'])(
		'of IDs that cannot be meant are refused, too: %s',
		async (change) => {
			const [own] = tenant().seedRoles([{ name: 'Buyer', type: 'organization' }]);
			for (const id of ['rol_9999999999999999', String(own?.id)]) {
				for (const dryRun of [true, false]) {
					const roles = { role: [{ role: byName('Admin') }, { role: byId(id) }] };
					const { error } = await run({ change, dryRun, roles });
					expect(error).toMatchObject({
						message: `Role “${id}” was not found.`,
						description: expect.stringContaining('must be a role of the tenant'),
					});
				}
			}
			expect(tenant().requests.filter(({ path }) => path.startsWith('/api/v2/users'))).toEqual([]);
		},
	);

	it('must be named', async () => {
		const { error } = await run({ change: 'removeRoles', dryRun: false, roles: {} });
		expect(error?.message).toBe("'Roles' is empty.");
		expect(tenant().requests).toEqual([]);
	});
});

it.each<[string, string, RegExp, INodeParameters?]>([
	['block', 'PATCH', /jane$/],
	['update', 'PATCH', /jane$/, { updateFields: { nickname: 'x' } }],
	['revokeAccess', 'POST', /jane\/revoke-access$/],
	['addRoles', 'POST', /jane\/roles$/, rolesNamed('Editor')],
])(
	'names no field that it lacks where a user has gone since the search: %s',
	async (change, method, path, rest = {}) => {
		tenant().seedUsers([account('jane'), account('joe')]);
		const message = 'The user does not exist.';
		for (const onError of [undefined, 'continueRegularOutput'] as const) {
			tenant().inject({ method, path, status: 404, body: { statusCode: 404, message } });
			const { items, error } = await run({ change, dryRun: false, ...rest }, onError);
			const text = `${error?.message} ${error?.description} ${JSON.stringify(items[0]?.json)}`;
			expect(text).toContain('“auth0|jane”');
			expect(text).toContain('It may have been deleted, linked or changed after it was found.');
			expect(text).not.toContain("'User");
			expect(text).not.toContain('full user ID');
		}
	},
);

it('needs only the permissions of the change', async () => {
	tenant().seedUsers([account('jane', { password: PASSWORD })]);
	tenant().setScopes('full', 'read:users');
	const { items } = await run({ change: 'sendPasswordReset', dryRun: false });
	expect(items[0]?.json.email_sent).toBe(true);
	const { error } = await run({ change: 'revokeAccess', dryRun: false });
	expect(error?.description).toContain('delete:sessions');
});
