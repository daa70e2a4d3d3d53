import { execute } from '../n8n/execution';
import { credentialFor, EXAMPLE_FILES, exampleId, exampleWith, importInto } from '../n8n/imports';
import { account } from '../support/accounts';
import { connectionTo } from '../support/connection';
import { isApi, isToken } from '../support/requests';
import type { Tenant } from '../tenant';
import { n8n, startTrustedTenant } from './environment';

const reference = { id: 'auth0', name: 'Auth0' };
const CREATE_READ_UPDATE = '1-create-read-update.json';
const IMPORT_USERS = '2-import-users.json';
const BLOCK_LEAVERS = '3-block-leavers.json';
const BLOCK_INACTIVE = '5-block-inactive-users.json';
const INVITE = '6-invite-from-a-list.json';
const OFFBOARD = '7-offboard-user.json';

/** The example without its way out for items that fail. */
function stoppingImport() {
	const example = exampleWith(IMPORT_USERS, reference);
	const nodes = example.nodes.map((node) => ({ ...node, onError: 'stopWorkflow' }));
	return { ...example, id: 'stopping-import', nodes };
}

/** The example without its dry run. */
function realBlock(): object {
	const example = JSON.stringify({ ...exampleWith(BLOCK_INACTIVE, reference), id: 'real-block' });
	return JSON.parse(example.replace('"dryRun":true', '"dryRun":false'));
}

/** A workflow of n8n's own HTTP Request node with our credential. */
function httpRequest(id: string, url: string) {
	const start = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const request = {
		id: 'request',
		name: 'Request',
		type: 'n8n-nodes-base.httpRequest',
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'auth0VaultConnectionApi',
			options: {},
		},
		credentials: { auth0VaultConnectionApi: reference },
		typeVersion: 4.3,
	};
	const place = { position: [0, 0], parameters: {}, typeVersion: 1 };
	return {
		id,
		name: id,
		nodes: [
			{ ...place, ...start },
			{ ...place, ...request },
		],
		connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
	};
}

describe('n8n on the command line', () => {
	let tenant: Tenant;

	beforeAll(async () => {
		tenant = await startTrustedTenant();
		await importInto(n8n, 'credentials', [credentialFor(reference, connectionTo(tenant))]);
		const examples = EXAMPLE_FILES.map((file) => exampleWith(file, reference));
		const { domain } = tenant;
		await importInto(n8n, 'workflow', [
			...examples,
			stoppingImport(),
			realBlock(),
			httpRequest('own-request', `https://${domain}/api/v2/users?q=blocked:true`),
			httpRequest('foreign-request', `https://127.0.0.1:${domain.split(':')[1]}/api/v2/users`),
		]);
	});

	afterAll(async () => {
		await tenant.stop();
	});

	it('creates, reads and updates a user, with one token for two executions', async () => {
		const results = [
			await execute(n8n, exampleId(CREATE_READ_UPDATE)),
			await execute(n8n, exampleId(CREATE_READ_UPDATE)),
		];

		const users = tenant.users.all();
		expect(users).toHaveLength(2);
		for (const [index, result] of results.entries()) {
			const created = { user_id: users[index]?.user_id, email: users[index]?.email };
			const before = { ...created, name: 'Ada Lovelace', user_metadata: { plan: 'trial' } };
			const after = {
				...created,
				name: 'Ada King',
				user_metadata: { plan: 'pro' },
			};
			expect(result.items('Create user')).toEqual([expect.objectContaining(before)]);
			expect(result.items('Get user')).toEqual([expect.objectContaining(before)]);
			expect(result.items('Update user')).toEqual([expect.objectContaining(after)]);
			expect(users[index]).toMatchObject(after);
		}
		expect(tenant.requests.filter(isToken)).toHaveLength(1);
	});

	it('creates what it can of a list, and puts the rest out with the reason', async () => {
		const result = await execute(n8n, exampleId(IMPORT_USERS));

		expect(result.items('Created').map(({ email }) => email)).toEqual([
			'n8n-demo-grace@example.com',
			'n8n-demo-alan@example.com',
		]);
		expect(result.items('Not created')).toEqual([
			{ email: 'not an email address', reason: expect.stringContaining('not an email address') },
		]);
		expect(tenant.users.all()).toContainEqual(
			expect.objectContaining({
				email: 'n8n-demo-alan@example.com',
				family_name: 'Turing',
				app_metadata: { department: 'Research' },
			}),
		);
	});

	it('stops at the first item that fails, and says which one and why', async () => {
		await expect(execute(n8n, 'stopping-import')).rejects.toThrow(
			'User “n8n-demo-grace@example.com” already exists.',
		);
	});

	it('finds a user by email address and blocks it', async () => {
		const result = await execute(n8n, exampleId(BLOCK_LEAVERS));

		expect(result.items('Not blocked')).toEqual([
			{
				email: 'nobody-here@example.com',
				reason: 'No user has the email address “nobody-here@example.com”.',
			},
		]);
		expect(tenant.users.all().filter(({ blocked }) => blocked)).toEqual([
			expect.objectContaining({
				email: 'n8n-demo-grace@example.com',
				app_metadata: { department: 'Compilers' },
			}),
		]);
	});

	it("sends a request of n8n's own HTTP Request node with the token, to the tenant only", async () => {
		const result = await execute(n8n, 'own-request');
		expect(result.items('Request')).toEqual([
			expect.objectContaining({ email: 'n8n-demo-grace@example.com', blocked: true }),
		]);

		const apiRequests = () => tenant.requests.filter(isApi);
		const before = apiRequests().length;
		await expect(execute(n8n, 'foreign-request')).rejects.toThrow(
			`This credential only works for https://${tenant.domain},`,
		);
		expect(apiRequests()).toHaveLength(before);
	});

	it('invites who can be invited of a list, again without creating them again', async () => {
		const first = await execute(n8n, exampleId(INVITE));
		const second = await execute(n8n, exampleId(INVITE));

		const people = ['n8n-demo-katherine@example.com', 'n8n-demo-dorothy@example.com'];
		const outcomes = (result: typeof first) =>
			result.items('Invited').map(({ email, outcome }) => [email, outcome]);
		expect(outcomes(first)).toEqual(people.map((email) => [email, 'invited']));
		expect(outcomes(second)).toEqual(people.map((email) => [email, 'invited_again']));
		expect(first.items('Not invited')).toEqual([
			{ email: 'not an email address', reason: expect.stringContaining('not an email address') },
		]);
		const invited = tenant.users.all().filter(({ email }) => people.includes(String(email)));
		expect(invited).toEqual([
			expect.objectContaining({
				name: 'Katherine Johnson',
				app_metadata: { team: 'Orbits', invited_at: expect.any(String) },
			}),
			expect.objectContaining({ name: 'Dorothy Vaughan' }),
		]);
		expect(tenant.emails.map(({ to }) => to).sort()).toEqual([...people, ...people].sort());
	});

	it('off-boards a user: blocked, logged out, without roles', async () => {
		const alan = tenant.users.all().find(({ email }) => email === 'n8n-demo-alan@example.com');
		const id = String(alan?.user_id);
		const [role] = tenant.catalogue.roles;
		if (role) tenant.userData.roles.add(id, role);
		tenant.seedSessions(id, [{}, {}]);
		tenant.seedRefreshTokens(id, [{}]);
		expect(tenant.users.get(id)).not.toHaveProperty('blocked', true);

		const result = await execute(n8n, exampleId(OFFBOARD));

		expect(result.items('Remove all roles')).toEqual([
			{ user_id: id, roles: [], added: [], removed: [{ id: role?.id, name: role?.name }] },
		]);
		expect(tenant.users.get(id)).toMatchObject({ blocked: true });
		const { roles, sessions, refreshTokens } = tenant.userData;
		expect([roles, sessions, refreshTokens].map((list) => list.of(id))).toEqual([[], [], []]);
	});

	it('tells in a dry run who is inactive, and blocks them only without it', async () => {
		const yearsAgo = (years: number) =>
			new Date(Date.now() - years * 366 * 86_400_000).toISOString();
		const [stale, active] = tenant.seedUsers(
			[yearsAgo(2), yearsAgo(0)].map((last_login, index) =>
				account(`login${index}`, { overrides: { last_login } }),
			),
		);
		const blocked = () => tenant.users.all().filter(({ blocked: isBlocked }) => isBlocked);
		const before = blocked();

		const dryRun = await execute(n8n, exampleId(BLOCK_INACTIVE));
		expect(dryRun.items('Block inactive users')).toEqual([
			expect.objectContaining({
				user_id: stale?.user_id,
				last_login: stale?.last_login,
				would_change: { blocked: true },
				dry_run: true,
			}),
		]);
		expect(blocked()).toEqual(before);

		await execute(n8n, 'real-block');
		expect(blocked()).toHaveLength(before.length + 1);
		expect(tenant.users.get(String(stale?.user_id))).toMatchObject({ blocked: true });
		expect(tenant.users.get(String(active?.user_id))).not.toHaveProperty('blocked');
	});
});
