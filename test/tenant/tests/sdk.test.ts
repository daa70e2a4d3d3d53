import { ManagementClient, type ManagementError } from 'auth0';

import { account, DATABASE, JANE, PASSWORD } from '../../support/accounts';
import { useStandIn, useTrust } from '../../support/standIn';
import type { ClientName } from '../index';

const tenant = useStandIn();
useTrust(tenant);

/** Auth0's own client of the Management API, which retries only when a test asks for it. */
const sdk = (client: ClientName = 'full', changes: { clientSecret?: string } = {}) =>
	new ManagementClient({
		domain: tenant().domain,
		clientId: tenant().clients[client].clientId,
		clientSecret: tenant().clients[client].clientSecret,
		maxRetries: 0,
		...changes,
	});

const names = ['ann', 'bob', 'cid', 'dan', 'eve'];
const idsOf = (users: Array<{ user_id?: string }>) => users.map((user) => user.user_id);

describe("Auth0's SDK works with users", () => {
	it('creates one and gets it back', async () => {
		const { users } = sdk();
		const created = await users.create({
			...account('jane'),
			given_name: 'Jane',
			user_metadata: { plan: 'gold' },
		});
		expect(created).toMatchObject({
			user_id: JANE,
			email: 'jane@example.com',
			email_verified: false,
			given_name: 'Jane',
			user_metadata: { plan: 'gold' },
			identities: [{ connection: DATABASE, provider: 'auth0', user_id: 'jane', isSocial: false }],
		});
		expect(await users.get(JANE)).toEqual(created);
		expect(JSON.stringify(tenant().users.all())).not.toContain(PASSWORD);
	});

	it('gets one whose id has to be encoded', async () => {
		const id = 'auth0|a/b:ü+%20?#';
		tenant().seedUsers([account('jane', { user_id: id.slice(6) })]);
		expect(await sdk().users.get(id)).toMatchObject({ user_id: id });
	});

	it('gets only the fields that it asks for', async () => {
		tenant().seedUsers([account('jane')]);
		expect(await sdk().users.get(JANE, { fields: 'email,name', include_fields: true })).toEqual({
			email: 'jane@example.com',
			name: 'jane@example.com',
		});
	});

	it('updates one, and unsets an attribute with null', async () => {
		tenant().seedUsers([account('jane', { given_name: 'Jane', family_name: 'Doe' })]);
		const updated = await sdk().users.update(JANE, {
			given_name: 'Janet',
			family_name: null,
			blocked: true,
		});
		expect(updated).toMatchObject({ given_name: 'Janet', blocked: true });
		expect(updated).not.toHaveProperty('family_name');
		expect(await sdk().users.get(JANE)).toEqual(updated);
	});

	it('finds them by email', async () => {
		tenant().seedUsers(names.map((name) => account(name)));
		const found = await sdk().users.listUsersByEmail({ email: 'bob@example.com' });
		expect(idsOf(found)).toEqual(['auth0|bob']);
	});

	it('pages through those that a query finds', async () => {
		tenant().seedUsers(names.map((name) => account(name)));
		const page = await sdk().users.list({
			q: 'NOT email:"cid@example.com"',
			sort: 'email:-1',
			per_page: 3,
			search_engine: 'v3',
		});
		expect(page.response).toMatchObject({ start: 0, limit: 3, length: 3, total: 4 });
		expect(idsOf(page.data)).toEqual(['auth0|eve', 'auth0|dan', 'auth0|bob']);
		expect(idsOf((await page.getNextPage()).data)).toEqual(['auth0|ann']);
	});

	it('deletes one', async () => {
		tenant().seedUsers([account('jane')]);
		await sdk().users.delete(JANE);
		expect(tenant().users.all()).toEqual([]);
	});

	it('lists connections', async () => {
		const page = await sdk().connections.list({ strategy: ['sms', 'email'] });
		expect(page.data.map(({ name }) => name)).toEqual(['email', 'sms']);
	});

	it('assigns roles, and takes them away', async () => {
		tenant().seedUsers([account('jane')]);
		const [admin, editor] = (await sdk().roles.list()).data.map(({ id }) => String(id));
		const { roles } = sdk().users;
		await roles.assign(JANE, { roles: [String(admin), String(editor)] });
		await roles.delete(JANE, { roles: [String(admin)] });
		expect((await roles.list(JANE)).data).toMatchObject([{ id: editor, name: 'Editor' }]);
	});

	it('grants permissions, and takes them away', async () => {
		tenant().seedUsers([account('jane')]);
		const { permissions } = sdk().users;
		const bodyOf = (...given: string[]) => ({
			permissions: given.map((name) => ({
				resource_server_identifier: 'https://api.example.com/',
				permission_name: name,
			})),
		});
		await permissions.create(JANE, bodyOf('read:reports', 'write:reports'));
		await permissions.delete(JANE, bodyOf('read:reports'));
		const { data } = await permissions.list(JANE);
		expect(data.map((permission) => permission.permission_name)).toEqual(['write:reports']);
	});

	it('pages through sessions, and ends all of them', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().seedSessions(JANE, [{ id: 's1' }, { id: 's2' }, { id: 's3' }]);
		tenant().seedRefreshTokens(JANE, [{}]);
		const ids: unknown[] = [];
		for await (const { id } of await sdk().users.sessions.list(JANE, { take: 2 })) {
			ids.push(id);
		}
		expect(ids).toEqual(['s1', 's2', 's3']);
		await sdk().users.sessions.delete(JANE);
		await sdk().users.refreshToken.delete(JANE);
		const { sessions, refreshTokens } = tenant().userData;
		expect([sessions.of(JANE), refreshTokens.of(JANE)]).toEqual([[], []]);
	});

	it('revokes access', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().seedSessions(JANE, [{}]);
		await sdk().users.revokeAccess(JANE);
		expect(tenant().userData.sessions.of(JANE)).toEqual([]);
	});

	it('links a user, and unlinks it', async () => {
		tenant().seedUsers([account('jane'), account('bob')]);
		const { identities } = sdk().users;
		const linked = await identities.link(JANE, { provider: 'auth0', user_id: 'bob' });
		expect(linked.map((identity) => identity.user_id)).toEqual(['jane', 'bob']);
		expect(idsOf(tenant().users.all())).toEqual([JANE]);
		const left = await identities.delete(JANE, 'auth0', 'bob');
		expect(left.map((identity) => identity.user_id)).toEqual(['jane']);
		expect(idsOf(tenant().users.all())).toEqual([JANE, 'auth0|bob']);
	});

	it('issues tickets, and sends a verification email', async () => {
		tenant().seedUsers([account('jane')]);
		const { tickets, jobs } = sdk();
		const { ticket } = await tickets.changePassword({ user_id: JANE });
		await tickets.verifyEmail({ user_id: JANE });
		expect(tenant().tickets.map(({ kind }) => kind)).toEqual([
			'password-change',
			'email-verification',
		]);
		expect(tenant().tickets[0]?.ticket).toBe(ticket);
		const { id } = await jobs.verificationEmail.create({ user_id: JANE });
		expect((await jobs.get(id)).status).toBe('pending');
		expect((await jobs.get(id)).status).toBe('completed');
		expect(tenant().emails).toMatchObject([{ to: 'jane@example.com' }]);
	});

	it('imports users, and reads why some could not be', async () => {
		tenant().jobs.settings = { startMs: 0, msPerUser: 0 };
		tenant().seedUsers([account('jane')]);
		const { jobs } = sdk();
		const users = [{ email: 'jane@example.com' }, { email: 'bob@example.com' }];
		const { id } = await jobs.usersImports.create({
			users: new File([JSON.stringify(users)], 'users.json', { type: 'application/json' }),
			connection_id: 'con_0000000000000001',
			upsert: false,
			send_completion_email: false,
		});
		const job = await jobs.get(id);
		expect(job).toMatchObject({ status: 'completed', summary: { failed: 1, inserted: 1 } });
		expect(await jobs.errors.get(id)).toMatchObject([
			{ user: users[0], errors: [{ code: 'DUPLICATED_USER' }] },
		]);
	});

	it('exports users', async () => {
		tenant().jobs.settings = { startMs: 0, msPerUser: 0 };
		tenant().seedUsers([account('jane')]);
		const { jobs } = sdk();
		const { id } = await jobs.usersExports.create({ format: 'json', fields: [{ name: 'email' }] });
		const { status, location } = await jobs.get(id);
		expect(status).toBe('completed');
		const file = await fetch(location ?? '');
		const text = new Response(file.body?.pipeThrough(new DecompressionStream('gzip')));
		expect(await text.text()).toBe('{"email":"jane@example.com"}\n');
	});

	it('lifts brute-force blocks', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().blockBruteForce(JANE, { ip: '192.0.2.7' });
		const { userBlocks } = sdk();
		expect((await userBlocks.list(JANE)).blocked_for).toHaveLength(1);
		await userBlocks.delete(JANE);
		expect((await userBlocks.list(JANE)).blocked_for).toEqual([]);
	});

	it('lists organizations, applications and APIs', async () => {
		const { organizations, clients, resourceServers } = sdk();
		expect((await organizations.list()).data.map(({ name }) => name)).toEqual(['acme', 'globex']);
		expect((await clients.list()).data).toHaveLength(3);
		expect((await resourceServers.list()).data).toHaveLength(2);
	});

	it('uses one token for several requests', async () => {
		const client = sdk();
		tenant().seedUsers([account('jane')]);
		await client.users.get(JANE);
		await client.users.get(JANE);
		expect(tenant().requests.map(({ path }) => path)).toEqual([
			'/oauth/token',
			'/api/v2/users/auth0%7Cjane',
			'/api/v2/users/auth0%7Cjane',
		]);
	});
});

describe("Auth0's SDK works with event streams", () => {
	const bodyOf = (name: string) => ({
		name,
		subscriptions: [{ event_type: 'user.created' }],
		destination: {
			type: 'webhook' as const,
			configuration: {
				webhook_endpoint: 'https://n8n.example/webhook/1',
				// The SDK does not know of the token, which the API needs.
				webhook_authorization: { method: 'bearer' as const, ...{ token: 'a-token' } },
			},
		},
	});

	it('creates, lists, changes and deletes them', async () => {
		const { eventStreams } = sdk();
		const { id = '' } = await eventStreams.create(bodyOf('one'));
		await eventStreams.create(bodyOf('two'));
		await eventStreams.update(id, { status: 'disabled' });
		expect(await eventStreams.get(id)).toMatchObject({ name: 'one', status: 'disabled' });
		const found: unknown[] = [];
		for await (const { name } of await eventStreams.list({ take: 1 })) found.push(name);
		expect(found).toEqual(['one', 'two']);
		await eventStreams.delete(id);
		expect(tenant().eventStreams.all()).toMatchObject([{ name: 'two' }]);
	});

	it('reads what could not be delivered, and has it delivered again', async () => {
		const { eventStreams } = sdk();
		tenant().webhooks.deliverTo = () => tenant().url;
		const { id = '' } = await eventStreams.create(bodyOf('one'));
		await eventStreams.test(id, { event_type: 'user.created' });
		await tenant().delivered();
		// The SDK looks for the list in an object, but Auth0 answers with the list alone.
		const { response } = await eventStreams.deliveries.list(id, { take: 1 });
		const [failed] = Object(response);
		expect(failed).toMatchObject({ event_stream_id: id, attempts: [{ status: 'failed' }] });
		await eventStreams.redeliveries.createById(id, String(failed?.event?.id));
		await tenant().delivered();
		await eventStreams.redeliveries.create(id, { event_types: ['user.created'] });
		await tenant().delivered();
		expect(tenant().posts).toHaveLength(3);
	});

	it('follows events', async () => {
		const stopped = new AbortController();
		const events = await sdk().events.subscribe(
			{ event_type: 'user.created' },
			{ abortSignal: stopped.signal },
		);
		const published = tenant().publish({ type: 'user.created' });
		const messages = [];
		for await (const message of events) {
			messages.push(message);
			break;
		}
		expect(messages).toMatchObject([{ type: 'user.created', event: { id: published.id } }]);
		stopped.abort();
	});
});

describe("Auth0's SDK is refused as by Auth0", () => {
	it('with a wrong secret: 401 access_denied', async () => {
		await expect(sdk('full', { clientSecret: 'wrong' }).users.get(JANE)).rejects.toMatchObject({
			statusCode: 401,
			body: { error: 'access_denied', error_description: 'Unauthorized' },
		});
	});

	it('without a client grant: 403 access_denied', async () => {
		await expect(sdk('ungranted').users.get(JANE)).rejects.toMatchObject({
			statusCode: 403,
			body: {
				error: 'access_denied',
				error_description: expect.stringMatching(/^Client is not authorized to access/),
			},
		});
	});

	it('without the scope: 403 insufficient_scope, which names it', async () => {
		await expect(sdk('readOnly').users.create(account('jane'))).rejects.toMatchObject({
			name: 'ForbiddenError',
			body: {
				statusCode: 403,
				error: 'Forbidden',
				message: 'Insufficient scope, expected any of: create:users',
				errorCode: 'insufficient_scope',
			},
		});
	});

	it('for a user that is not there: 404 inexistent_user', async () => {
		await expect(sdk().users.get('auth0|nobody')).rejects.toMatchObject({
			name: 'NotFoundError',
			body: { statusCode: 404, error: 'Not Found', errorCode: 'inexistent_user' },
		});
	});

	it('for a user that exists already: 409 auth0_idp_error', async () => {
		tenant().seedUsers([account('jane')]);
		await expect(sdk().users.create(account('jane'))).rejects.toMatchObject({
			name: 'ConflictError',
			body: { statusCode: 409, message: 'The user already exists.', errorCode: 'auth0_idp_error' },
		});
	});

	it('for a body with a property that Auth0 does not know: 400 invalid_body', async () => {
		const body = { ...account('jane'), colour: 'red' };
		await expect(sdk().users.create(body)).rejects.toMatchObject({
			name: 'BadRequestError',
			body: { statusCode: 400, errorCode: 'invalid_body' },
		});
	});

	it('beyond the rate limit: 429, with the headers that say when to come back', async () => {
		tenant().setRateLimit({ management: { burst: 2, perSecond: 0.001 } });
		const { users } = sdk();
		await users.list();
		await users.list();
		const error: ManagementError = await users.list().catch((reason) => reason);
		expect(error).toMatchObject({
			name: 'TooManyRequestsError',
			body: { statusCode: 429, error: 'Too Many Requests', errorCode: 'too_many_requests' },
		});
		const headers = error.rawResponse?.headers;
		expect(headers?.get('x-ratelimit-limit')).toBe('2');
		expect(headers?.get('x-ratelimit-remaining')).toBe('0');
		expect(Number(headers?.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
	});
});

it("Auth0's SDK gets through once the limit that it met is over", async () => {
	tenant().inject({
		path: '/api/v2/users',
		status: 429,
		headers: { 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000)) },
	});
	const page = await sdk().users.list({}, { maxRetries: 1 });
	expect(page.data).toEqual([]);
	expect(tenant().requests.map(({ status }) => status)).toEqual([200, 429, 200]);
});
