import { Stopwatch } from '../../nodes/Auth0/transport/stopwatch';
import { TenantLimit } from '../../nodes/Auth0/transport/tenantLimit';
import { shareLimits, TenantLimits } from '../../nodes/Auth0/transport/tenantLimits';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

const pass = async (ms = 0) => await jest.advanceTimersByTimeAsync(ms);

/** What waits for a limit, and notes who was given a permit, in which order. */
function queueAt(limit: TenantLimit) {
	const order: string[] = [];
	const enter = async (name: string, signal?: AbortSignal) => {
		const heldBack = new Stopwatch();
		const permit = await limit.acquire({ maxWaitMs: 600_000, heldBack, stops: [signal] });
		order.push(name);
		return permit ?? 0;
	};
	return { order, enter };
}

const refused = { retryAfterMs: 1000 };
/** An answer after which there is a pause between requests. */
const empty = () => ({ rateLimit: { limit: 10, remaining: 0, fullAt: Date.now() + 5000 } });

describe('a limit that executions share', () => {
	it('gives permits in the order in which they are asked for', async () => {
		const limit = new TenantLimit();
		const { order, enter } = queueAt(limit);
		limit.release(await enter('first'), empty());
		for (const name of ['a', 'b', 'c']) void enter(name);
		await pass();
		expect(order).toEqual(['first']);
		await pass(600_000);
		expect(order).toEqual(['first', 'a', 'b', 'c']);
	});

	it('lets one request find out what it is, and the others wait for that', async () => {
		const limit = new TenantLimit();
		const { order, enter } = queueAt(limit);
		const first = enter('first');
		for (const name of ['a', 'b']) void enter(name);
		await pass(100);
		expect(order).toEqual(['first']);
		limit.release(await first, {});
		await pass();
		expect(order).toEqual(['first', 'a', 'b']);
	});

	it('does not let those wait for it who get a token with it', async () => {
		const limit = new TenantLimit();
		const heldBack = new Stopwatch();
		const acquire = async (needsToken: () => boolean) =>
			await limit.acquire({ maxWaitMs: 1000, heldBack, needsToken });
		expect(await acquire(() => true)).toBe(1);
		expect(await acquire(() => true)).toBe(2);
		const third = jest.fn();
		void acquire(() => false).then(third);
		await pass();
		expect(third).not.toHaveBeenCalled();
	});

	it('does not let them wait long for an answer that does not come', async () => {
		const { order, enter } = queueAt(new TenantLimit());
		for (const name of ['first', 'a', 'b']) void enter(name);
		await pass(1999);
		expect(order).toEqual(['first']);
		await pass(1);
		expect(order).toEqual(['first', 'a']);
		await pass(2000);
		expect(order).toEqual(['first', 'a', 'b']);
	});

	it('gives the place of an execution that is cancelled to the next', async () => {
		const limit = new TenantLimit();
		const { order, enter } = queueAt(limit);
		limit.release(await enter('first'), refused);
		const controllers = ['head', 'second'].map((name) => {
			const controller = new AbortController();
			void enter(name, controller.signal).catch(() => order.push(`${name} ends`));
			return controller;
		});
		void enter('last');
		await pass(10);
		controllers[1]?.abort();
		await pass();
		expect(order).toEqual(['first', 'second ends']);
		controllers[0]?.abort();
		await pass(60_000);
		expect(order).toEqual(['first', 'second ends', 'head ends', 'last']);
	});

	it('makes all wait after a refusal, and counts it once for those in flight together', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const limit = new TenantLimit();
		const { enter } = queueAt(limit);
		limit.release(await enter('first'), {});
		const permits = [await enter('a'), await enter('b'), await enter('c')];
		for (const permit of permits) limit.release(permit, refused);
		expect(limit.blockedForMs()).toBe(1200);
		await pass(1200);
		limit.release(await enter('d'), refused);
		expect(limit.blockedForMs()).toBe(1200 + 2000);
		jest.restoreAllMocks();
	});

	it('tells each how long it was held back', async () => {
		const limit = new TenantLimit();
		const { enter } = queueAt(limit);
		limit.release(await enter('first'), refused);
		const stopwatches = [new Stopwatch(), new Stopwatch()];
		for (const heldBack of stopwatches) void limit.acquire({ maxWaitMs: 600_000, heldBack });
		await pass(60_000);
		for (const { ms } of stopwatches) expect(ms).toBeGreaterThanOrEqual(1000);
	});
});

describe('the limits of an application', () => {
	const heldBack = new Stopwatch();
	const connection = {
		domain: 'tenant.us.auth0.com',
		clientId: 'id',
		clientSecret: 'secret',
		audience: 'https://tenant.us.auth0.com/api/v2/',
	};

	it('are the same for all who use them at the same time', () => {
		const [one, two] = [shareLimits(connection), shareLimits({ ...connection, audience: 'x' })];
		expect(two.limits.of('read users')).toBe(one.limits.of('read users'));
		expect(two.limits.of('write users')).not.toBe(one.limits.of('read users'));
		one.leave();
		const three = shareLimits(connection);
		expect(three.limits).toBe(two.limits);
		two.leave();
		three.leave();
	});

	it.each([{ domain: 'other.us.auth0.com' }, { clientId: 'other' }])(
		'are not those of another: %j',
		(change) => {
			const [one, two] = [shareLimits(connection), shareLimits({ ...connection, ...change })];
			expect(two.limits).not.toBe(one.limits);
			one.leave();
			two.leave();
		},
	);

	it('are forgotten one by one when they are not used for a minute', async () => {
		const limits = new TenantLimits();
		const flying = limits.of('in flight');
		await flying.acquire({ maxWaitMs: 0, heldBack });
		const refusing = limits.of('refuses');
		const permit = await refusing.acquire({ maxWaitMs: 0, heldBack });
		refusing.release(permit ?? 0, { retryAfterMs: 3_600_000 });
		for (let recipient = 0; recipient < 100; recipient++) limits.of(`to ${recipient}`);
		expect(limits.size).toBe(102);
		const recipient = limits.of('to 7');
		const sent = await recipient.acquire({ maxWaitMs: 0, heldBack });
		await pass(30_000);
		recipient.release(sent ?? 0, {});
		await pass(30_000);
		expect(limits.of('in flight')).toBe(flying);
		expect(limits.of('to 7')).toBe(recipient);
		expect(limits.of('refuses')).toBe(refusing);
		expect(limits.size).toBe(3);
	});

	it('are forgotten when nobody uses them any more', () => {
		const one = shareLimits(connection);
		one.leave();
		const two = shareLimits(connection);
		expect(two.limits).not.toBe(one.limits);
		two.leave();
	});
});
