import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call, requestToken, tokenOf } = callerOf(tenant);

/** The tenant's clock, which stands still unless a test sets it. */
let clock: jest.SpyInstance<number, []>;
const START = Math.floor(Date.now() / 1000) * 1000;
const setClock = (seconds: number) => clock.mockReturnValue(START + seconds * 1000);
beforeEach(() => {
	clock = jest.spyOn(Date, 'now');
	setClock(0);
});
afterEach(() => jest.restoreAllMocks());

const LIMIT = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

/** The status of one more request, and what its headers say of the limit. */
async function next(method = 'GET', path = '/users') {
	const { status, headers } = await call(method, path, { token: await tokenOf() });
	return [status, ...LIMIT.map((name) => Number(headers[name]))];
}

describe('A rate limit', () => {
	it('tells with each answer what is left and when all is back, and refuses beyond', async () => {
		tenant().setRateLimit({ management: { burst: 2, perSecond: 0.5 } });
		const base = START / 1000;
		expect(await next()).toEqual([200, 2, 1, base + 2]);
		expect(await next()).toEqual([200, 2, 0, base + 4]);
		expect(await next()).toEqual([429, 2, 0, base + 4]);
	});

	it('refuses in the words of Auth0, and does nothing', async () => {
		tenant().setRateLimit({ management: { burst: 0, perSecond: 1 } });
		const { status, data, headers } = await call('POST', '/users', { body: {} });
		expect(status).toBe(429);
		expect(data).toEqual({
			statusCode: 429,
			error: 'Too Many Requests',
			message: 'Global limit has been reached',
			errorCode: 'too_many_requests',
		});
		expect(headers).not.toHaveProperty('retry-after');
	});

	it('gains as many requests a second as it says, up to its burst', async () => {
		tenant().setRateLimit({ management: { burst: 3, perSecond: 0.5 } });
		const statuses = async (count: number) => {
			const all = [];
			for (let i = 0; i < count; i++) all.push((await next())[0]);
			return all;
		};
		expect(await statuses(4)).toEqual([200, 200, 200, 429]);
		setClock(1);
		expect(await statuses(1)).toEqual([429]);
		setClock(4);
		expect(await statuses(3)).toEqual([200, 200, 429]);
		setClock(1000);
		expect(await statuses(4)).toEqual([200, 200, 200, 429]);
	});

	it('is full again when it is set anew', async () => {
		const limits = { management: { burst: 1, perSecond: 0.001 } };
		tenant().setRateLimit(limits);
		expect([(await next())[0], (await next())[0]]).toEqual([200, 429]);
		tenant().setRateLimit(limits);
		expect((await next())[0]).toBe(200);
	});

	it('counts readers, writers and connections apart where each has its own', async () => {
		const bucket = (burst: number) => ({ burst, perSecond: 0.001 });
		tenant().setRateLimit({
			management: bucket(4),
			usersRead: bucket(1),
			usersWrite: bucket(2),
			connections: bucket(3),
		});
		const limitOf = async (method: string, path: string) => (await next(method, path))[1];
		expect(await limitOf('GET', '/users')).toBe(1);
		expect(await limitOf('GET', '/users-by-email')).toBe(1);
		expect(await limitOf('DELETE', '/users/auth0%7Cx')).toBe(2);
		expect(await limitOf('GET', '/connections')).toBe(3);
		tenant().setRateLimit({ management: bucket(4), usersRead: bucket(1) });
		expect(await limitOf('DELETE', '/users/auth0%7Cx')).toBe(4);
	});

	it('of the Management API does not count tokens, and the other way round', async () => {
		tenant().setRateLimit({ token: { burst: 1, perSecond: 0.001 } });
		const token = await tokenOf();
		const refused = await requestToken();
		expect(refused.status).toBe(429);
		expect(refused.data).toMatchObject({ error: 'too_many_requests' });
		for (let i = 0; i < 3; i++) expect((await call('GET', '/users', { token })).status).toBe(200);
		tenant().setRateLimit({ management: { burst: 0, perSecond: 1 } });
		expect((await requestToken()).status).toBe(200);
	});
});

describe('A custom rate limit policy', () => {
	it('has headers and an error of its own', async () => {
		tenant().setRateLimit({ policy: 'custom', management: { burst: 1, perSecond: 0.5 } });
		const allowed = await call('GET', '/users');
		expect(allowed.status).toBe(200);
		expect(allowed.headers).toMatchObject({ 'auth0-ratelimit': 'client;q=1;t=2;r=0' });
		expect(allowed.headers).not.toHaveProperty('retry-after');
		const refused = await call('GET', '/users');
		expect(refused.status).toBe(429);
		expect(refused.headers).toMatchObject({ 'retry-after': '2' });
		expect(refused.headers).not.toHaveProperty('x-ratelimit-reset');
		expect(refused.data).toEqual({
			error: 'too_many_requests',
			error_description: expect.any(String),
		});
	});
});

describe('A tenant that is started with a rate limit', () => {
	const limited = useStandIn({ rateLimit: { management: { burst: 1, perSecond: 0.001 } } });
	const caller = callerOf(limited);

	it('has it again after a reset', async () => {
		limited().setRateLimit({});
		limited().reset();
		expect((await caller.call('GET', '/users')).status).toBe(200);
		expect((await caller.call('GET', '/users')).status).toBe(429);
	});
});
