import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import { AUTH0_TOOL, callTool } from '../support/auth0Tool';

const tenant = useTenant();

const MOST = 20_000;

const call = async (parameters: INodeParameters, given?: object) =>
	await callTool(credentialFor(tenant()), parameters, given);

/** Metadata of some thousand characters. */
const large = (characters: number): IDataObject => ({
	plan: 'gold',
	history: Array.from(
		{ length: characters / 50 },
		(_, index) => `event ${index} ${'x'.repeat(38)}`,
	),
});

describe('Output', () => {
	beforeEach(() => {
		tenant().seedUsers([account('jane', { app_metadata: { plan: 'gold', seats: 3 } })]);
		tenant().seedSessions(JANE, [{}]);
		tenant().seedRefreshTokens(JANE, [{}]);
		tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }]);
		tenant().seedLogs(JANE, [{}]);
	});

	it('is simplified by default, as without an agent', async () => {
		const parameters = { operation: 'get', userId: jane };
		const { outputs } = await call(parameters);
		const { items } = await execute(credentialFor(tenant()), parameters);
		expect(outputs).toEqual(items.map(({ json }) => json));
		expect(outputs[0]).not.toHaveProperty('identities');
	});

	it('is all that Auth0 returns with Raw', async () => {
		const { outputs } = await call({ operation: 'get', userId: jane, output: 'raw' });
		expect(outputs).toEqual([tenant().users.get(JANE)]);
	});

	it('is the fields of the agent, besides the ID, with Selected Fields', async () => {
		const { outputs } = await call(
			{
				operation: 'get',
				userId: jane,
				output: 'fields',
				fields: "={{ $fromAI('fields') }}",
			},
			{ fields: 'email, app_metadata.plan' },
		);
		expect(outputs).toEqual([
			{ user_id: JANE, email: 'jane@example.com', app_metadata: { plan: 'gold' } },
		]);
	});

	it.each<[string, IDataObject]>([
		['user:getAll', { user_id: JANE, nickname: 'jane' }],
		['user:block', { user_id: JANE, nickname: 'jane' }],
		['user:unblock', { user_id: JANE, nickname: 'jane' }],
		['access:getSessions', { id: expect.stringMatching(/^sess_/) }],
		['access:getRefreshTokens', { id: expect.stringMatching(/^rt_/) }],
		['access:getAuthenticationMethods', { id: expect.any(String), type: 'totp' }],
		['log:getUserLogs', { log_id: expect.any(String), type: expect.any(String) }],
		['user:getEverything', { profile: { user_id: JANE } }],
	])('of %s always has the ID', async (operation, expected) => {
		const fields = 'nickname,type';
		const { outputs } = await call({ operation, userId: jane, output: 'fields', fields });
		expect(outputs[0]).toEqual(expected);
	});

	it('reads only those parts of Get Everything that are wanted', async () => {
		const parameters = { operation: 'getEverything', userId: jane, output: 'fields' };
		const { outputs } = await call({ ...parameters, fields: 'profile.email,logs.type' });
		expect(outputs).toEqual([
			{
				profile: { user_id: JANE, email: 'jane@example.com' },
				logs: [{ type: expect.any(String) }],
			},
		]);
		expect(tenant().requests.map(({ path }) => path)).toEqual([
			'/oauth/token',
			'/api/v2/users/auth0%7Cjane',
			'/api/v2/users/auth0%7Cjane/logs',
		]);
	});

	it('needs names of fields before anything is sent', async () => {
		const { error } = await call({
			operation: 'get',
			userId: jane,
			output: 'fields',
			fields: ' ,',
		});
		expect(error?.message).toBe("'Fields' is empty.");
		expect(error?.description).toContain('user_id');
		expect(tenant().requests).toEqual([]);
	});

	it('tells the model of a name that no user has', async () => {
		const parameters = { operation: 'get', userId: jane, output: 'fields' };
		const { outputs } = await call({ ...parameters, fields: 'app_metadata.plann' });
		expect(outputs).toEqual([
			{ user_id: JANE },
			{
				note: "No user has “app_metadata.plann”. Check 'Fields'. Did you mean “app_metadata.plan”?",
			},
		]);
	});
});

describe('what went wrong', () => {
	const unknown = { operation: 'get', userId: byEmail('nobody@example.com') };

	it('is what the model reads, with what to do next', async () => {
		const { text, items } = await call(unknown);
		expect(JSON.parse(text)).toEqual([
			{
				error: 'No user has the email address “nobody@example.com”.',
				details: { description: expect.stringMatching(/^Check /) },
			},
		]);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('stops the workflow where the builder says so', async () => {
		const { error, items } = await execute(credentialFor(tenant()), unknown, [{}], {
			nodeType: AUTH0_TOOL,
			onError: 'stopWorkflow',
		});
		expect(error?.message).toBe('No user has the email address “nobody@example.com”.');
		expect(items).toEqual([]);
	});
});

describe('the size of an output', () => {
	it('is bounded for many users, whole users at a time', async () => {
		tenant().seedUsers(
			Array.from({ length: 60 }, (_, index) =>
				account(`u${index}`, { app_metadata: large(3_000) }),
			),
		);
		for (const limit of [{ limit: 50 }, { returnAll: true }]) {
			const { outputs, text } = await call({ operation: 'getAll', ...limit });
			expect(text.length).toBeLessThanOrEqual(MOST);
			expect(text.length).toBeGreaterThan(MOST * 0.75);
			const users = outputs.slice(0, -1);
			for (const { user_id: id, app_metadata: metadata } of users) {
				expect(metadata).toEqual(tenant().users.get(String(id))?.app_metadata);
			}
			const more = ('limit' in limit ? 50 : 60) - users.length;
			expect(outputs.at(-1)?.note).toContain(`${more} more, narrow the search`);
		}
	});

	it('leaves what fits as it is', async () => {
		tenant().seedUsers(Array.from({ length: 50 }, (_, index) => account(`u${index}`)));
		const { outputs } = await call({ operation: 'getAll' });
		expect(outputs).toHaveLength(50);
		expect(outputs.every(({ user_id: id }) => id !== undefined)).toBe(true);
	});

	it.each<[string, INodeParameters]>([
		['get', { output: 'raw' }],
		['block', {}],
		['getEverything', {}],
		['getEverything', { output: 'raw' }],
		['apiRequest:send', { path: '/users/auth0%7Cjane' }],
	])('is bounded for one user who is too large, by %s %j', async (operation, parameters) => {
		tenant().seedUsers([account('jane', { app_metadata: large(100_000) })]);
		const { outputs, text } = await call({ operation, userId: jane, ...parameters });
		expect(text.length).toBeLessThanOrEqual(MOST);
		expect(text.length).toBeGreaterThan(MOST * 0.75);
		const [user = {}, note] = outputs;
		const { user_id: id, app_metadata: metadata } = Object(user.profile ?? user);
		expect(id).toBe(JANE);
		expect(metadata.history.at(-1)).toMatch(/^1,\d\d\d more$/);
		expect(note?.note).toMatch(/^This was shortened\. Select fewer fields\./);
	});

	it('is bounded for long lists of one user', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().seedLogs(
			JANE,
			Array.from({ length: 400 }, () => ({ details: large(1_000) })),
		);
		for (const operation of ['log:getUserLogs', 'getEverything']) {
			const options = operation === 'getEverything' ? { logEvents: 100 } : {};
			const rest = { userId: jane, output: 'raw', returnAll: true, options };
			const { outputs, text } = await call({ operation, ...rest });
			expect(text.length).toBeLessThanOrEqual(MOST);
			expect(text).toMatch(/\d+ more/);
			expect(outputs.length).toBeGreaterThan(1);
		}
	});

	it('is bounded for API Request, whatever it reads', async () => {
		tenant().seedUsers(
			Array.from({ length: 300 }, (_, index) =>
				account(`u${index}`, { nickname: 'x'.repeat(500) }),
			),
		);
		const list = { operation: 'apiRequest:send', path: '/users' };
		for (const paging of [{}, { paging: 'page', returnAll: true }]) {
			const { outputs, text } = await call({ ...list, ...paging });
			expect(text.length).toBeLessThanOrEqual(MOST);
			expect(outputs.at(-1)?.note).toMatch(/^\d+ more, narrow the search/);
		}
	});

	it('is not bounded without an agent', async () => {
		tenant().seedUsers([account('jane', { app_metadata: large(100_000) })]);
		const { items } = await execute(credentialFor(tenant()), { operation: 'get', userId: jane });
		expect(items[0]?.json.app_metadata).toEqual(large(100_000));
	});
});

describe('what a run tells', () => {
	it('is part of the output: a model sees no hints', async () => {
		tenant().seedUsers(Array.from({ length: 60 }, (_, index) => account(`u${index}`)));
		const many = await call({ operation: 'getAll', limit: 20 });
		expect(many.outputs).toHaveLength(21);
		expect(many.outputs.at(-1)).toEqual({
			note: '20 of 60 users returned. To find others, narrow the search.',
		});
		const none = await call({ operation: 'getAll', filters: { name: 'Jan' } });
		expect(none.outputs).toEqual([{ note: expect.stringMatching(/^No users found/) }]);
	});

	it('does not hold what only the builder can do something about', async () => {
		tenant().setRateLimit({ usersRead: { burst: 1, perSecond: 0.05 } });
		tenant().seedUsers([account('jane')]);
		await call({ operation: 'get', userId: jane });
		const { outputs, hints } = await call({ operation: 'get', userId: byId(JANE) });
		expect(hints).toEqual([expect.stringMatching(/^Auth0’s rate limit held this run back/)]);
		expect(outputs).toHaveLength(1);
	});
});
