import { RateLimiter } from '../../nodes/Auth0/transport/rateLimiter';
import { TenantLimit, type Feedback } from '../../nodes/Auth0/transport/tenantLimit';

const MAX_WAIT_MS = 600_000;
const GOOD: Feedback = {};
const FAULT: Feedback = { isFault: true };
const REFUSED: Feedback = { retryAfterMs: 1000 };

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

const pass = async (ms = 0) => await jest.advanceTimersByTimeAsync(ms);

/** A limiter, and the permits in flight of those that many requests ask it for. */
function askedBy(requests: number, maxInFlight?: number) {
	const limiter = new RateLimiter(new TenantLimit(), maxInFlight);
	const inFlight: number[] = [];
	const ask = async () => {
		const permit = await limiter.acquire({ maxWaitMs: MAX_WAIT_MS });
		if (permit !== undefined) inFlight.push(permit);
		return permit;
	};
	for (let request = 0; request < requests; request++) void ask();
	const answerNext = async (feedback: Feedback) => {
		const permit = inFlight.shift();
		if (permit === undefined) throw new Error('Nothing is in flight.');
		limiter.release(permit, feedback);
		await pass();
	};
	return { limiter, inFlight, ask, answerNext };
}

describe('requests in flight', () => {
	it('are one until the first answer, then five, then one more with each good answer, up to the most', async () => {
		const { inFlight, answerNext } = askedBy(100, 7);
		await pass();
		const counts = [inFlight.length];
		for (let answer = 0; answer < 5; answer++) {
			await answerNext(GOOD);
			counts.push(inFlight.length);
		}
		expect(counts).toEqual([1, 5, 6, 7, 7, 7]);
	});

	it.each([
		['a fault', FAULT],
		['a refusal', REFUSED],
	])(
		'are half as many after %s, once for all that were in flight together',
		async (_what, feedback) => {
			const { inFlight, answerNext } = askedBy(100, 8);
			await pass();
			for (let answer = 0; answer < 5; answer++) await answerNext(GOOD);
			expect(inFlight).toHaveLength(8);
			for (let answer = 0; answer < 8; answer++) await answerNext(feedback);
			await pass(60_000);
			expect(inFlight).toHaveLength(4);
			// Those were sent later.
			await answerNext(feedback);
			await pass(60_000);
			expect(inFlight.length).toBeLessThan(4);
		},
	);

	it('are one at least', async () => {
		const { inFlight, answerNext } = askedBy(20);
		await pass();
		for (let answer = 0; answer < 10; answer++) {
			expect(inFlight).toHaveLength(1);
			await answerNext(FAULT);
		}
	});
});

it('gives no permit while the tenant refuses for longer than anyone waits', async () => {
	const { ask, answerNext, inFlight } = askedBy(1);
	await pass();
	await answerNext({ retryAfterMs: MAX_WAIT_MS + 1 });
	expect(await ask()).toBeUndefined();
	expect(await ask()).toBeUndefined();
	expect(inFlight).toEqual([]);
});

describe('for how long all were refused', () => {
	it('begins with the first refusal, and ends with an answer', async () => {
		const { limiter, answerNext } = askedBy(10);
		await pass();
		expect(limiter.refusedForMs()).toBe(0);
		await answerNext(REFUSED);
		await pass(10_000);
		await answerNext(REFUSED);
		expect(limiter.refusedForMs()).toBe(10_000);
		await pass(10_000);
		await answerNext(GOOD);
		expect(limiter.refusedForMs()).toBe(0);
	});

	it('says nothing of faults', async () => {
		const { limiter, answerNext } = askedBy(10);
		await pass();
		await answerNext(FAULT);
		await pass(10_000);
		expect(limiter.refusedForMs()).toBe(0);
		await answerNext(REFUSED);
		await pass(10_000);
		await answerNext(FAULT);
		expect(limiter.refusedForMs()).toBe(10_000);
	});

	it('goes on while others wait or are in flight, and is forgotten when nobody did', async () => {
		const { limiter, ask, answerNext, inFlight } = askedBy(2);
		await pass();
		await answerNext(REFUSED);
		// One waits.
		void ask();
		await pass(10_000);
		expect(limiter.refusedForMs()).toBe(10_000);
		await answerNext(REFUSED);
		await pass(10_000);
		expect(inFlight).toHaveLength(1);
		// One is in flight.
		void ask();
		expect(limiter.refusedForMs()).toBe(20_000);
		await answerNext(REFUSED);
		await pass(20_000);
		await answerNext(REFUSED);
		void ask();
		expect(limiter.refusedForMs()).toBe(0);
	});
});
