import { record } from '../../nodes/Auth0/transport/answers';
import { Delivery, type RequestSender } from '../../nodes/Auth0/transport/delivery';
import type { ApiRequest, Outcome } from '../../nodes/Auth0/transport/request';
import { BACKGROUND, INTERACTIVE } from '../../nodes/Auth0/transport/retry';

const GET: ApiRequest = { method: 'GET', path: '/users/1', answers: record };
const LIMIT = 200;
const ignore = () => undefined;
const logger = { error: ignore, warn: ignore, info: ignore, debug: ignore };

/** A tenant whose limit is used up after some requests, and a credential that then turns out to be unusable. */
class Sender implements RequestSender {
	sent = 0;
	private readonly closing = new AbortController();
	readonly closed = this.closing.signal;

	async send({ method }: ApiRequest): Promise<Outcome> {
		expect(method).toBe('GET');
		if (this.closed.aborted) throw new Error('The credential cannot be used.');
		this.sent++;
		const remaining = Math.max(0, LIMIT - this.sent);
		const headers = {
			'x-ratelimit-limit': LIMIT,
			'x-ratelimit-remaining': remaining,
			'x-ratelimit-reset': Math.ceil(Date.now() / 1000) + (LIMIT - remaining) / 2,
		};
		return await Promise.resolve({ answer: { statusCode: 200, headers, body: {}, isJson: true } });
	}

	close() {
		this.closing.abort();
	}
}

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const deliveryOf = (sender: RequestSender, signal?: AbortSignal) =>
	new Delivery(sender, { retryPolicy: BACKGROUND, logger, signal });

const settled = async (requests: Array<Promise<unknown>>) =>
	(await Promise.allSettled(requests)).map((result) =>
		result.status === 'rejected' ? String(result.reason) : 'delivered',
	);

it('once the sender is closed, requests fail without a turn in the rate limit', async () => {
	const sender = new Sender();
	const delivery = deliveryOf(sender);
	const using = Array.from({ length: LIMIT }, async () => await delivery.deliver(GET));
	await jest.runAllTimersAsync();
	await Promise.all(using);

	// Their turns come as time passes, which it does not here.
	const waiting = settled(Array.from({ length: 20 }, async () => await delivery.deliver(GET)));
	sender.close();
	const late = settled(Array.from({ length: 420 }, async () => await delivery.deliver(GET)));

	const errors = [...(await waiting), ...(await late)];
	expect(errors).toHaveLength(440);
	expect(new Set(errors)).toEqual(new Set(['Error: The credential cannot be used.']));
	expect(sender.sent).toBe(LIMIT);
});

it('no pace keeps anybody waiting for longer than the policy allows', async () => {
	// A limit that is used up to its last request, and of which nothing comes back.
	const headers = { 'x-ratelimit-limit': 10, 'x-ratelimit-remaining': 0 };
	const delivery = new Delivery(
		{
			send: async () =>
				await Promise.resolve({
					answer: {
						statusCode: 200,
						headers: { ...headers, 'x-ratelimit-reset': Math.ceil(Date.now() / 1000) + 600 },
						body: {},
						isJson: true,
					},
				}),
		},
		{ retryPolicy: INTERACTIVE, logger },
	);
	await delivery.deliver(GET);
	const began = Date.now();
	const delivered = delivery.deliver(GET);
	await jest.runAllTimersAsync();

	expect(await delivered).toMatchObject({ answer: { statusCode: 200 } });
	expect(Date.now() - began).toBe(INTERACTIVE.maxWaitMs);
});

describe('a tenant that refuses requests', () => {
	const refused = { statusCode: 429, headers: { 'retry-after': '1' }, body: {}, isJson: true };
	const accepted = { statusCode: 200, headers: {}, body: {}, isJson: true };

	it('gets a refused request again before those that it has not had yet', async () => {
		const sent: string[] = [];
		const delivery = deliveryOf({
			async send({ path }) {
				sent.push(path);
				const isRefused = path === '/users/2' && sent.length === 2;
				return await Promise.resolve({ answer: isRefused ? refused : accepted });
			},
		});
		const paths = [
			'/users/1',
			'/users/2',
			...Array.from({ length: 30 }, (_, i) => `/users/${i + 3}`),
		];
		const delivered = paths.map(async (path) => await delivery.deliver({ ...GET, path }));
		await jest.runAllTimersAsync();

		expect(await settled(delivered)).toEqual(paths.map(() => 'delivered'));
		// Those that were in flight with it have gone, and one may have its turn.
		expect(sent.lastIndexOf('/users/2')).toBeLessThan(8);
	});

	it('has ten minutes for all together, when it refuses all', async () => {
		const delivery = deliveryOf({
			send: async () => await Promise.resolve({ answer: refused }),
		});
		const began = Date.now();
		const delivered = Array.from({ length: 60 }, async () => await delivery.deliver(GET));
		await jest.runAllTimersAsync();

		const statuses = (await Promise.all(delivered)).map(({ answer }) => answer?.statusCode);
		expect(new Set(statuses)).toEqual(new Set([429]));
		expect(Date.now() - began).toBeLessThan(2 * BACKGROUND.maxWaitMs);
	});

	it('has ten minutes again after a while in which nothing was sent', async () => {
		const delivery = deliveryOf({
			send: async () => await Promise.resolve({ answer: refused }),
		});
		const first = delivery.deliver(GET);
		await jest.runAllTimersAsync();
		await first;
		const began = Date.now();
		const second = delivery.deliver(GET);
		await jest.runAllTimersAsync();
		await second;
		expect(Date.now() - began).toBeGreaterThan(BACKGROUND.maxWaitMs - 30_000);
	});
});

it('a cancelled run ends with the reason of the cancellation', async () => {
	const cancelling = new AbortController();
	const sender = new Sender();
	cancelling.abort(new Error('Cancelled'));
	sender.close();
	const [error] = await settled([deliveryOf(sender, cancelling.signal).deliver(GET)]);
	expect(error).toBe('Error: Cancelled');
});

describe('while the tenant is down', () => {
	let status = 503;
	let sent = 0;
	const delivery = () =>
		deliveryOf({
			async send() {
				sent++;
				const answer = { statusCode: status, headers: {}, body: {}, isJson: true };
				return await Promise.resolve({ answer });
			},
		});

	/** How often a request is sent until it has ended. */
	async function attemptsOf(request: Promise<unknown>): Promise<number> {
		const before = sent;
		await jest.runAllTimersAsync();
		await request;
		return sent - before;
	}

	beforeEach(() => {
		status = 503;
		// No pause, so that no time passes.
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});

	it('sends a request five times more, however many failed before', async () => {
		const down = delivery();
		for (let request = 0; request < 10; request++) {
			expect(await attemptsOf(down.deliver(GET))).toBe(6);
		}
	});

	it('sends each once after two minutes, until one is answered', async () => {
		const down = delivery();
		for (let request = 0; request < 3; request++) await attemptsOf(down.deliver(GET));
		jest.advanceTimersByTime(121_000);
		expect(await attemptsOf(down.deliver(GET))).toBe(1);
		status = 404;
		expect(await attemptsOf(down.deliver(GET))).toBe(1);
		status = 503;
		expect(await attemptsOf(down.deliver(GET))).toBe(6);
	});
});
