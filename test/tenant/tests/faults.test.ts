import { account, JANE } from '../../support/accounts';
import { useFastClock } from '../../support/fastClock';
import { callerOf, useStandIn } from '../../support/standIn';
import type { Fault } from '../index';

const tenant = useStandIn();
const { send, call, tokenOf } = callerOf(tenant);

const USERS = '/api/v2/users';
const statusOf = async (method = 'GET', path = '/users') => (await call(method, path)).status;

describe('A fault', () => {
	it('answers in place of the tenant: JSON, with its headers', async () => {
		const body = { statusCode: 503, error: 'Service Unavailable' };
		tenant().inject({ path: USERS, status: 503, body, headers: { 'retry-after': '7' } });
		const answer = await call('POST', '/users', { body: account('jane') });
		expect([answer.status, answer.data]).toEqual([503, body]);
		expect(answer.headers).toMatchObject({
			'retry-after': '7',
			'content-type': expect.stringContaining('application/json'),
		});
		expect(tenant().users.all()).toEqual([]);
	});

	it('answers with a page of HTML, as a proxy does', async () => {
		tenant().inject({ path: USERS, status: 502, body: '<h1>Bad Gateway</h1>' });
		const { status, data, headers } = await call('GET', '/users');
		expect([status, data]).toEqual([502, '<h1>Bad Gateway</h1>']);
		expect(headers['content-type']).toContain('text/html');
	});

	it('is met once, unless told otherwise', async () => {
		tenant().inject({ path: USERS, status: 500 });
		expect([await statusOf(), await statusOf()]).toEqual([500, 200]);
	});

	it('is met after so many requests, so many times', async () => {
		tenant().inject({ path: USERS, status: 500, skip: 1, times: 2 });
		const statuses = [];
		for (let i = 0; i < 4; i++) statuses.push(await statusOf());
		expect(statuses).toEqual([200, 500, 500, 200]);
	});

	it('waits for its turn behind an older one', async () => {
		tenant().inject({ path: USERS, status: 500 });
		tenant().inject({ path: USERS, status: 502 });
		expect([await statusOf(), await statusOf()]).toEqual([500, 502]);
	});

	const REQUESTS = [
		'GET /users',
		'GET /users-by-email',
		'GET /users/auth0%7Ca',
		'DELETE /users/auth0%7Cb',
	];
	const matching: Array<[string, Fault, string]> = [
		['its method', { method: 'delete' }, 'DELETE /users/auth0%7Cb'],
		['its exact path', { path: USERS }, 'GET /users'],
		['its raw path', { path: `${USERS}/auth0%7Ca` }, 'GET /users/auth0%7Ca'],
		['its expression', { path: /users-by/ }, 'GET /users-by-email'],
	];
	it.each(matching)('is met only by %s', async (_name, fault, expected) => {
		tenant().inject({ ...fault, status: 418, times: 9 });
		const met = [];
		for (const request of REQUESTS) {
			const [method, path] = request.split(' ');
			if ((await statusOf(method, path)) === 418) met.push(request);
		}
		expect(met).toEqual([expected]);
	});

	it('is met by token requests too', async () => {
		tenant().inject({ path: '/oauth/token', status: 500 });
		expect((await send('POST', '/oauth/token', { body: {} })).status).toBe(500);
	});

	it('is forgotten with clearFaults', async () => {
		tenant().inject({ status: 500, times: 9 });
		tenant().clearFaults();
		expect(await statusOf()).toBe(200);
	});
});

describe('A dropped connection', () => {
	const createDropped = async (drop: 'before' | 'after') => {
		const token = await tokenOf();
		tenant().inject({ method: 'POST', path: USERS, drop });
		return await call('POST', '/users', { token, body: account('jane') }).catch(
			({ code }: { code?: string }) => code,
		);
	};

	it.each([
		['before', []],
		['after', [JANE]],
	] as const)('%s the request was processed', async (drop, ids) => {
		expect(await createDropped(drop)).toBe('ECONNRESET');
		expect(
			tenant()
				.users.all()
				.map((user) => user.user_id),
		).toEqual(ids);
		expect(tenant().requests.at(-1)).toMatchObject({ method: 'POST', path: USERS });
		expect(tenant().requests.at(-1)).not.toHaveProperty('status');
		expect(await statusOf()).toBe(200);
	});
});

describe('A slow tenant', () => {
	useFastClock();

	const timeOf = async (path: string) => {
		const token = await tokenOf();
		const start = Date.now();
		expect((await call('GET', path, { token })).status).toBe(200);
		return Date.now() - start;
	};

	it('takes its time for every answer', async () => {
		tenant().setDelay(40);
		expect(await timeOf('/users')).toBe(40);
		expect(await timeOf('/connections')).toBe(40);
	});

	it('takes its time for one answer, when a fault says only that', async () => {
		tenant().inject({ path: USERS, delayMs: 60 });
		expect([await timeOf('/users'), await timeOf('/users')]).toEqual([60, 0]);
	});
});

describe('The log', () => {
	it('holds each request as it came over the wire', async () => {
		tenant().seedUsers([account('jane')]);
		const token = await tokenOf('readOnly');
		await call('GET', '/users/auth0%7Cjane?fields=email', {
			token,
			headers: { 'X-Trace': 'abc' },
		});
		await call('PATCH', '/users/auth0%7Cjane', { token, body: { name: 'X' } });
		const { clientId } = tenant().clients.readOnly;
		expect(tenant().requests).toMatchObject([
			{
				method: 'POST',
				path: '/oauth/token',
				body: { grant_type: 'client_credentials', client_id: clientId },
				status: 200,
				clientId,
			},
			{
				method: 'GET',
				path: '/api/v2/users/auth0%7Cjane',
				query: { fields: 'email' },
				headers: { 'x-trace': 'abc', authorization: `Bearer ${token}` },
				status: 200,
				clientId,
			},
			{ method: 'PATCH', query: {}, body: { name: 'X' }, status: 403, clientId },
		]);
		expect(tenant().requests[1]).not.toHaveProperty('body');
	});
});

describe('A reset', () => {
	it('leaves no users, requests, faults, limits, delays or changed scopes', async () => {
		tenant().seedUsers([account('jane')]);
		await statusOf();
		tenant().inject({ status: 500, times: 9 });
		tenant().setRateLimit({ management: { burst: 0, perSecond: 1 } });
		tenant().setDelay(60_000);
		tenant().setScopes('full', '');
		tenant().reset();
		expect(tenant().users.all()).toEqual([]);
		expect(tenant().requests).toEqual([]);
		const answer = await call('GET', '/users');
		expect([answer.status, answer.data]).toEqual([200, []]);
	});

	it('keeps the token that a client holds', async () => {
		const token = await tokenOf();
		tenant().reset();
		expect((await call('GET', '/users', { token })).status).toBe(200);
	});
});
