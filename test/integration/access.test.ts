import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { byEmail, byId, byName, connection, jane, locator } from '../support/locators';
import { useJane } from '../support/oneUser';
import { useTenant } from '../support/tenant';

const ROLE = {
	roles: { role: [{ role: locator('list', 'rol_0000000000000001') }] },
};
const PERMISSION = {
	api: byId('https://api.example.com/'),
	permissions: {
		permission: [{ permission: byName('read:reports') }],
	},
};

const tenant = useTenant();
const { run, outputOf, changes } = useJane(tenant);

const user = () => tenant().users.require(JANE);

describe('operations that need one permission', () => {
	it.each<[string, string, INodeParameters]>([
		['block', 'update:users', {}],
		['unblock', 'update:users', {}],
		['changePassword', 'update:users', { password: 'New-Horse-99' }],
		['setEmailVerified', 'update:users', {}],
		['delete', 'delete:users', {}],
		['role:addToUser', 'update:users', ROLE],
		['role:removeFromUser', 'update:users', ROLE],
		['permission:addToUser', 'update:users', PERMISSION],
		['permission:removeFromUser', 'update:users', PERMISSION],
		['permission:getUserPermissions', 'read:users', {}],
		['organization:getUserOrganizations', 'read:organizations', {}],
		['access:getSessions', 'read:sessions', {}],
		['access:revokeSessions', 'delete:sessions', {}],
		['access:getRefreshTokens', 'read:refresh_tokens', {}],
		['access:revokeRefreshTokens', 'delete:refresh_tokens', {}],
		['access:getAuthenticationMethods', 'read:authentication_methods', {}],
		['access:resetMfa', 'delete:authentication_methods', {}],
		['log:getUserLogs', 'read:logs', {}],
		['emailAndLink:createPasswordTicket', 'create:user_tickets', {}],
		['emailAndLink:createVerificationTicket', 'create:user_tickets', {}],
		['emailAndLink:sendVerificationEmail', 'update:users', { options: { waitUntilSent: false } }],
		['getAll', 'read:users', {}],
	])(
		'%s works with %s alone, and names it when it is missing',
		async (operation, scope, parameters) => {
			tenant().setScopes('full', scope);
			await outputOf(operation, parameters);
			tenant().setScopes('full', 'read:clients');
			const { error } = await run(operation, parameters);
			expect(error?.message).toMatch(/^The application lacks the permissions? /);
			expect(error?.message).toContain(scope);
		},
	);
});

describe('operations on one user', () => {
	it.each([
		'block',
		'unblock',
		'setEmailVerified',
		'role:getUserRoles',
		'permission:getUserPermissions',
		'organization:getUserOrganizations',
		'access:getAuthenticationMethods',
		'emailAndLink:createPasswordTicket',
		'emailAndLink:createVerificationTicket',
		'emailAndLink:sendVerificationEmail',
		'getEverything',
	])('%s says that the user does not exist', async (operation) => {
		const { error } = await run(operation, { userId: { ...jane, value: 'auth0|gone' } });
		expect(error?.message).toMatch(/“auth0\|gone”.* does not exist\.$/);
	});

	it.each([
		['block', { userId: { ...jane, value: '  ' } }],
		['delete', { userId: { ...jane, value: '={{ "" }}' } }],
		['delete', { userId: { ...jane, value: '..' } }],
		['access:revokeAccess', { userId: { ...jane, value: '={{ $json.missing }}' } }],
		['access:resetMfa', { userId: { ...jane, value: 'jane@' } }],
	])('%s refuses %j before anything is sent', async (operation, parameters) => {
		const { error } = await run(operation, parameters);
		expect(error?.message).toMatch(/'User'/);
		expect(tenant().requests).toEqual([]);
	});

	it.each([
		['By Email', byEmail('Jane@example.com')],
		['By ID', byId('Jane@example.com')],
	])(
		'take an email address that one user has, and refuse one that several have, %s',
		async (_mode, userId) => {
			const parameters = { userId };
			await outputOf('block', parameters);
			expect(user().blocked).toBe(true);
			tenant().seedUsers([
				{
					...account('jane'),
					connection: 'Users-With-Username',
					username: 'jane',
					user_id: 'other',
				},
			]);
			const { error } = await run('access:revokeAccess', parameters);
			expect(error?.message).toBe('2 users have the email address “Jane@example.com”.');
			expect(changes()).toHaveLength(1);
		},
	);
});

describe('Delete', () => {
	it('removes the user, and succeeds again when it is gone', async () => {
		const expected = [{ user_id: JANE, deleted: true }];
		expect(await outputOf('delete')).toEqual(expected);
		expect(tenant().users.all()).toEqual([]);
		expect(await outputOf('delete')).toEqual(expected);
	});

	it('takes an email address that one user has', async () => {
		const parameters = { userId: byId('jane@example.com') };
		expect(await outputOf('delete', parameters)).toEqual([{ user_id: JANE, deleted: true }]);
		expect(tenant().users.all()).toEqual([]);
		const { error } = await run('delete', parameters);
		expect(error?.message).toBe('No user has the email address “jane@example.com”.');
	});

	it('deletes nobody when several users have the email address', async () => {
		tenant().seedUsers([
			{ ...account('jane'), connection: 'Users-With-Username', username: 'jane', user_id: 'other' },
		]);
		const { error } = await run('delete', { userId: byId('jane@example.com') });
		expect(error?.message).toBe('2 users have the email address “jane@example.com”.');
		expect(error?.description).toContain(JANE);
		expect(tenant().users.all()).toHaveLength(2);
	});
});

describe('Block and Unblock', () => {
	it('Unblock lifts the block of an administrator and that of failed logins', async () => {
		expect(await outputOf('block')).toEqual([expect.objectContaining({ blocked: true })]);
		tenant().blockBruteForce(JANE, { ip: '10.0.0.1' });
		expect(await outputOf('unblock')).toEqual([expect.objectContaining({ blocked: false })]);
		expect(tenant().userData.blocks.of(JANE)).toEqual([]);
	});
});

describe('Change Password', () => {
	it('sends nothing but the password', async () => {
		await outputOf('changePassword', { password: ' New-Horse-99 ' });
		expect(changes()[0]?.body).toEqual({ password: ' New-Horse-99 ' });
	});

	it('sends the connection of a linked identity', async () => {
		await outputOf('changePassword', { password: 'New-Horse-99', options: { connection } });
		expect(changes()[0]?.body).toEqual({ password: 'New-Horse-99', connection: connection.value });
	});

	it('refuses an empty one, and never shows it', async () => {
		expect((await run('changePassword', { password: '={{ "" }}' })).error?.message).toBe(
			"'Password' is empty.",
		);
		const { error } = await run('changePassword', { password: '={{ "we" + "ak" }}' });
		expect(error?.message).toMatch(/^The password does not meet the password policy/);
		expect(JSON.stringify(error)).not.toMatch(/: ?"weak"/);
	});
});

describe('Set Email Verified', () => {
	it.each([true, false])('sets it to %s', async (emailVerified) => {
		await outputOf('setEmailVerified', { emailVerified });
		expect(user().email_verified).toBe(emailVerified);
	});
});

describe('lists of a user', () => {
	it('of organizations', async () => {
		const [organization] = tenant().catalogue.organizations;
		tenant().addMember(String(organization?.id), JANE);
		expect(await outputOf('organization:getUserOrganizations')).toEqual([
			expect.objectContaining({ id: organization?.id }),
		]);
	});

	it.each([
		['access:getSessions', (count: number) => tenant().seedSessions(JANE, Array(count).fill({}))],
		[
			'access:getRefreshTokens',
			(count: number) => tenant().seedRefreshTokens(JANE, Array(count).fill({})),
		],
		['log:getUserLogs', (count: number) => tenant().seedLogs(JANE, Array(count).fill({}))],
		[
			'access:getAuthenticationMethods',
			(count: number) =>
				tenant().seedAuthenticationMethods(JANE, Array(count).fill({ type: 'phone' })),
		],
	])('%s reads all pages, or up to the limit', async (operation, seed) => {
		seed(230);
		const all = await outputOf(operation, { returnAll: true });
		expect(new Set(all.map((row) => row.id ?? row.log_id)).size).toBe(230);
		expect(await outputOf(operation, { limit: 120 })).toHaveLength(120);
		expect(await outputOf(operation, { limit: 3 })).toHaveLength(3);
	});

	it('of entries with many keys are simplified, or hold the fields that are chosen', async () => {
		tenant().seedLogs(JANE, [{ description: 'Success login', user_agent: 'h', client_id: 'c' }]);
		const [simple] = await outputOf('log:getUserLogs');
		expect(simple).toHaveProperty('description', 'Success login');
		expect(simple).not.toHaveProperty('client_id');
		expect(await outputOf('log:getUserLogs', { options: { fields: 'client_id' } })).toEqual([
			{ client_id: 'c' },
		]);
	});

	it('of log events end at the 1,000 that Auth0 returns, the newest first', async () => {
		tenant().seedLogs(
			JANE,
			Array.from({ length: 1100 }, (_, i) => ({ date: new Date(1.7e12 + i * 1000).toISOString() })),
		);
		const logs = await outputOf('log:getUserLogs', { returnAll: true });
		expect(logs).toHaveLength(1000);
		expect(logs[0]?.date).toBe(new Date(1.7e12 + 1099_000).toISOString());
	});
});

describe('Revoke Access', () => {
	beforeEach(() => {
		tenant().seedSessions(JANE, [{}, {}]);
		tenant().seedRefreshTokens(JANE, [{}]);
	});
	const left = () => [
		tenant().userData.sessions.of(JANE).length,
		tenant().userData.refreshTokens.of(JANE).length,
	];

	it('ends sessions and refresh tokens', async () => {
		expect(await outputOf('access:revokeAccess')).toEqual([
			{ user_id: JANE, sessions: 'revoked', refresh_tokens: 'revoked' },
		]);
		expect(left()).toEqual([0, 0]);
	});

	it('leaves refresh tokens on demand', async () => {
		await outputOf('access:revokeAccess', { options: { preserveRefreshTokens: true } });
		expect(left()).toEqual([0, 1]);
	});

	it.each([
		['access:revokeSessions', [0, 1]],
		['access:revokeRefreshTokens', [2, 0]],
	])('%s ends one kind', async (operation, expected) => {
		await outputOf(operation);
		expect(left()).toEqual(expected);
	});

	it('is sent again after a fault', async () => {
		tenant().inject({ path: /revoke-access/, drop: 'after' });
		await outputOf('access:revokeAccess');
		expect(left()).toEqual([0, 0]);
	});
});

it('Reset MFA removes all authentication methods', async () => {
	tenant().seedAuthenticationMethods(JANE, [{ type: 'phone' }, { type: 'totp' }]);
	expect(await outputOf('access:resetMfa')).toEqual([
		{ user_id: JANE, authentication_methods: 'removed' },
	]);
	expect(tenant().userData.authenticationMethods.of(JANE)).toEqual([]);
});

describe('a change', () => {
	it.each([
		[204, ''],
		[200, 'OK'],
		[202, '{}'],
		[200, '1'],
		[200, '<!DOCTYPE html><title>Done</title>'],
	])('has succeeded when Auth0 answers %i %j', async (status, body) => {
		const headers = { 'content-type': 'text/plain' };
		tenant().inject({ method: 'DELETE', path: /^\/api/, status, headers, body, times: 9 });
		expect(await outputOf('access:revokeSessions')).toEqual([
			{ user_id: JANE, sessions: 'revoked' },
		]);
		expect(changes()).toHaveLength(1);
	});
});
