import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { LogEntry } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const USER = '/users/auth0%7Cjane';

beforeEach(() => tenant().seedUsers([account('jane')]));

describe.each([
	['sessions', 'sessions', 'sessions'],
	['refresh-tokens', 'tokens', 'refresh_tokens'],
])('The %s of a user', (path, key, scope) => {
	const seedThree = () =>
		key === 'sessions'
			? tenant().seedSessions(JANE, [{}, {}, {}])
			: tenant().seedRefreshTokens(JANE, [{}, {}, {}]);
	const list = async (query: Record<string, unknown> = {}) =>
		(await call<{ next?: string }>('GET', `${USER}/${path}`, { query })).data;

	it('are paged by checkpoint', async () => {
		const seeded = seedThree();
		const first = await list({ take: 2 });
		expect(first).toEqual({ [key]: seeded.slice(0, 2), next: expect.any(String) });
		expect(first.next).not.toContain(seeded[1]?.id);
		const last = await list({ take: 2, from: first.next });
		expect(last).toMatchObject({ [key]: seeded.slice(2) });
		// Refresh tokens name one more page, which is empty.
		expect('next' in last).toBe(key === 'tokens');
		if (last.next) expect(await list({ take: 2, from: last.next })).toEqual({ [key]: [] });
		expect(await list({ from: 'nowhere' })).toMatchObject({ statusCode: 400 });
		expect(await list({ page: 1 })).toMatchObject({ errorCode: 'invalid_query_string' });
	});

	it('are deleted, and the answer says nothing', async () => {
		seedThree();
		const { status, data } = await call('DELETE', `${USER}/${path}`);
		expect([status, data]).toEqual([202, {}]);
		expect(await list()).toEqual({ [key]: [] });
	});

	it.each([
		['GET', 'read'],
		['DELETE', 'delete'],
	])('are refused for an unknown user, and without the scope: %s', async (method, verb) => {
		expect((await call(method, `/users/auth0%7Cbob/${path}`)).data).toMatchObject({
			statusCode: 404,
			errorCode: 'inexistent_user',
		});
		expect((await call(method, `${USER}/${path}`, { client: 'readOnly' })).data).toMatchObject({
			statusCode: 403,
			message: `Insufficient scope, expected any of: ${verb}:${scope}`,
		});
	});
});

describe('Revoking access', () => {
	const cases: Array<[string, object | undefined, string[], string[]]> = [
		['everything', undefined, [], []],
		['everything', {}, [], []],
		['all sessions only', { preserve_refresh_tokens: true }, [], ['rt_1', 'rt_2']],
		['one session', { session_id: 's1' }, ['s2'], ['rt_2']],
		[
			'one session only',
			{ session_id: 's1', preserve_refresh_tokens: true },
			['s2'],
			['rt_1', 'rt_2'],
		],
	];
	it.each(cases)('ends %s with the body %j', async (_name, body, sessions, tokens) => {
		tenant().seedSessions(JANE, [{ id: 's1' }, { id: 's2' }]);
		tenant().seedRefreshTokens(JANE, [
			{ id: 'rt_1', session_id: 's1' },
			{ id: 'rt_2', session_id: 's2' },
		]);
		const { status, data } = await call('POST', `${USER}/revoke-access`, { body });
		expect([status, data]).toEqual([202, '']);
		const { userData } = tenant();
		expect(userData.sessions.of(JANE).map(({ id }) => id)).toEqual(sessions);
		expect(userData.refreshTokens.of(JANE).map(({ id }) => id)).toEqual(tokens);
	});

	it.each(['delete:sessions', 'delete:refresh_tokens'])('needs more than %s', async (scope) => {
		tenant().setScopes('full', scope);
		expect((await call('POST', `${USER}/revoke-access`, { body: {} })).data).toMatchObject({
			statusCode: 403,
			message: 'Insufficient scope, expected all of: delete:sessions,delete:refresh_tokens',
		});
	});

	it('takes no other property', async () => {
		const body = { sessions: [] };
		expect((await call('POST', `${USER}/revoke-access`, { body })).data).toMatchObject({
			statusCode: 400,
			errorCode: 'invalid_body',
		});
	});
});

describe('The authentication methods of a user', () => {
	const PATH = `${USER}/authentication-methods`;

	it('are listed and deleted', async () => {
		const methods = tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }, { type: 'phone' }]);
		expect((await call('GET', PATH)).data).toEqual(methods);
		const query = { include_totals: true, page: 1, per_page: 1 };
		expect((await call('GET', PATH, { query })).data).toEqual({
			start: 1,
			limit: 1,
			total: 2,
			authenticators: methods.slice(1),
		});
		expect((await call('DELETE', PATH)).status).toBe(204);
		expect((await call('GET', PATH)).data).toEqual([]);
	});

	it('stay as long as there is a passkey', async () => {
		tenant().seedAuthenticationMethods(JANE, [{ type: 'passkey' }]);
		expect((await call('DELETE', PATH)).data).toMatchObject({
			statusCode: 403,
			message: 'Operation not permitted when the user has registered at least 1 passkey',
		});
		expect(tenant().userData.authenticationMethods.of(JANE)).toHaveLength(1);
	});

	it.each([
		['GET', 'full', '/users/auth0%7Cbob/authentication-methods', 404],
		['DELETE', 'full', '/users/auth0%7Cbob/authentication-methods', 204],
		['GET', 'readOnly', PATH, 403],
		['DELETE', 'readOnly', PATH, 403],
	] as const)('%s by %s: %s answers %i', async (method, client, path, status) => {
		expect((await call(method, path, { client })).status).toBe(status);
	});
});

describe('The logs of a user', () => {
	const list = async (query: Record<string, unknown> = {}) =>
		(await call<object[]>('GET', `${USER}/logs`, { query })).data;

	it('are listed, the newest first unless told otherwise', async () => {
		const [old, young] = tenant().seedLogs(JANE, [
			{ date: '2026-01-01T00:00:00.000Z' },
			{ date: '2026-02-01T00:00:00.000Z', type: 'f' },
		]);
		expect(await list()).toEqual([young, old]);
		expect(await list({ sort: 'date:1' })).toEqual([old, young]);
		expect(await list({ per_page: 1, page: 1, include_totals: true })).toEqual({
			start: 1,
			limit: 1,
			length: 1,
			total: 2,
			logs: [old],
		});
	});

	it('outlive the user', async () => {
		tenant().seedLogs(JANE, [{ type: 'sdu' }]);
		await call('DELETE', USER);
		expect(await list()).toMatchObject([{ type: 'sdu', user_id: JANE }]);
	});

	it('of the tenant are an array: the newest first, or those behind an ID', async () => {
		const [one, two, three] = tenant().seedLogs(JANE, [{}, {}, {}]);
		const all = async (query: object) => (await call('GET', '/logs', { query: { ...query } })).data;
		expect(await all({ take: 1 })).toEqual([three, two, one]);
		expect(await all({ per_page: 1, page: 1, sort: 'log_id:1' })).toEqual([two]);
		expect(await all({ from: one?.log_id, take: 1, sort: 'log_id:-1' })).toEqual([two]);
		expect(await all({ from: three?.log_id })).toEqual([]);
	});

	it('of the tenant go on at the link of the page before, which is the same for an empty one', async () => {
		const [one, two, three] = tenant().seedLogs(JANE, [{}, {}, {}]);
		let path = `/logs?from=${one?.log_id}&take=1`;
		const pages: unknown[] = [];
		for (let i = 0; i < 4; i++) {
			const { data, headers } = await call('GET', path);
			pages.push(data);
			path = String(headers.link).replace(/^<.*\/api\/v2(.*)>; rel="next"$/, '$1');
		}
		expect(pages).toEqual([[two], [three], [], []]);
		expect(path).toBe(`/logs?from=${three?.log_id}&take=1`);
	});

	it('of the tenant come behind an ID in the order of the IDs, however late they are', async () => {
		const [first, second] = tenant().seedLogs(JANE, [
			{ date: '2026-01-02T00:00:00.000Z' },
			{ date: '2026-01-03T00:00:00.000Z' },
		]);
		const [late] = tenant().seedLogs('auth0|bob', [{ date: '2026-01-01T00:00:00.000Z' }]);
		const query = { from: first?.log_id };
		expect((await call('GET', '/logs', { query })).data).toEqual([second, late]);
	});

	it.each([
		['type:f', ['one']],
		['type:f OR type:"fp"', ['one', 'two']],
		['user_id:"auth0|bob"', ['two', 'three']],
		['type:s* AND user_id:"auth0|bob"', ['three']],
		['date:[2026-01-02 TO *]', ['two', 'three']],
		['date:[2026-01-01T00:00:00.000Z TO 2026-01-02T00:00:00.000Z]', ['one', 'two']],
		['NOT type:f', ['two', 'three']],
	])('of the tenant are searched: %s', async (q, found) => {
		const dated = (description: string, type: string, day: number) => ({
			description,
			type,
			date: `2026-01-0${day}T00:00:00.000Z`,
		});
		tenant().seedLogs(JANE, [dated('one', 'f', 1)]);
		tenant().seedLogs('auth0|bob', [dated('two', 'fp', 2), dated('three', 's', 3)]);
		const query = { q, sort: 'date:1' };
		const { data } = await call<LogEntry[]>('GET', '/logs', { query });
		expect(data.map(({ description }) => description)).toEqual(found);
		expect(
			(await call('GET', '/logs', { query: { ...query, include_totals: true } })).data,
		).toEqual({ start: 0, limit: 50, length: found.length, total: found.length, logs: data });
	});

	it('are read one by one', async () => {
		const [entry] = tenant().seedLogs(JANE, [{}]);
		expect((await call('GET', `/logs/${entry?.log_id}`)).data).toEqual(entry);
		expect((await call('GET', '/logs/90020')).data).toMatchObject({
			statusCode: 404,
			message: 'Log not found.',
		});
	});

	it('end with the 1,000th', async () => {
		expect(await list({ per_page: 100, page: 9 })).toEqual([]);
		expect(await list({ per_page: 100, page: 10 })).toMatchObject({
			statusCode: 400,
			errorCode: 'invalid_paging',
		});
	});

	it.each(['read:logs', 'read:logs_users'])('need one scope: %s', async (scope) => {
		tenant().setScopes('full', scope);
		expect(await list()).toEqual([]);
		expect((await call('GET', `${USER}/logs`, { client: 'readOnly' })).data).toMatchObject({
			statusCode: 403,
			message: 'Insufficient scope, expected any of: read:logs,read:logs_users',
		});
	});
});

it('Whatever hangs on a user goes with it', async () => {
	tenant().seedSessions(JANE, [{}]);
	tenant().seedRefreshTokens(JANE, [{}]);
	tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }]);
	tenant().blockBruteForce(JANE);
	await call('DELETE', USER);
	tenant().seedUsers([account('jane')]);
	const { sessions, refreshTokens, authenticationMethods, blocks } = tenant().userData;
	for (const lists of [sessions, refreshTokens, authenticationMethods, blocks]) {
		expect(lists.of(JANE)).toEqual([]);
	}
});
