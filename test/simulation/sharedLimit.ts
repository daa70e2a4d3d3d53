import { sleep } from 'n8n-workflow';

import { record } from '../../nodes/Auth0/transport/answers';
import { Delivery } from '../../nodes/Auth0/transport/delivery';
import type { ApiRequest, Outcome } from '../../nodes/Auth0/transport/request';
import { MAX_IN_FLIGHT } from '../../nodes/Auth0/transport/rateLimiter';
import { BACKGROUND } from '../../nodes/Auth0/transport/retry';
import { shareLimits } from '../../nodes/Auth0/transport/tenantLimits';
import { inVirtualTime } from './virtualTime';

const GET: ApiRequest = { method: 'GET', path: '/users/x', answers: record };

/** Processes that share nothing are told apart by the domain: here, all of them mean the same tenant. */
const CONNECTION = { clientId: 'id', clientSecret: 'secret', audience: 'https://tenant/api/v2/' };

/** What the header `x-ratelimit-reset` means: the bucket is full, the next token, the end of a window. */
export type Reset = 'full' | 'next' | 'window';

/** A bucket of tokens, of which each request takes one. */
export interface Limit {
	size: number;
	perSecond: number;
	reset: Reset;
}

/** Executions that share a limit. */
export interface Fleet {
	executions: number;
	/** The processes that they run in; by default, each runs in one of its own. */
	processes?: number;
	/** How many of them run at a time. */
	slots: number;
	/** Requests of each. */
	items: number;
	/** The part of the refill that another application takes. */
	other?: number;
}

/** What came of it. */
export interface Result {
	/** The part of all requests that the tenant refused. */
	refused: number;
	/** The time between the first and the last request, as a multiple of what the limit allows. */
	time: number;
	/** Requests that were given up. */
	failed: number;
}

const WINDOW_MS = 1000;
/** An execution begins within so much time. */
const MAX_START_MS = 1500;

/**
 * The bucket of a tenant.
 *
 * Source: lib/take.lua of auth0/limitd-redis: the content can be a fraction, `remaining` is rounded down,
 * and a fixed window adds its tokens at its end.
 */
class Bucket {
	private content: number;
	private at = Date.now();

	constructor(private readonly limit: Limit) {
		this.content = limit.size;
	}

	take(): { isTaken: boolean; headers: Record<string, string> } {
		const { size, perSecond, reset } = this.limit;
		const now = Date.now();
		const until = reset === 'window' ? now - ((now - this.at) % WINDOW_MS) : now;
		this.content = Math.min(size, this.content + ((until - this.at) / 1000) * perSecond);
		this.at = until;
		const isTaken = this.content >= 1;
		if (isTaken) this.content--;
		return {
			isTaken,
			headers: {
				date: new Date(now).toUTCString(),
				'x-ratelimit-limit': String(size),
				'x-ratelimit-remaining': String(Math.floor(this.content)),
				'x-ratelimit-reset': String(Math.ceil(this.resetMs / 1000)),
			},
		};
	}

	private get resetMs(): number {
		const { size, perSecond, reset } = this.limit;
		if (reset === 'window') return this.at + WINDOW_MS;
		const missing = reset === 'full' ? size - this.content : Math.max(0, 1 - this.content);
		return this.at + (missing / perSecond) * 1000 + (reset === 'next' && missing === 0 ? 1000 : 0);
	}
}

/** A tenant that refuses what its limit does not allow. */
class LimitedTenant {
	private readonly bucket: Bucket;
	/** When requests were served, in epoch ms. */
	readonly servedAt: number[] = [];
	refused = 0;

	constructor(
		limit: Limit,
		private readonly latencyMs: number,
	) {
		this.bucket = new Bucket(limit);
	}

	/** Takes what another application takes, without waiting for an answer. */
	take() {
		this.bucket.take();
	}

	readonly send = async (): Promise<Outcome> => {
		const oneWay = async () => await sleep((this.latencyMs / 2) * (0.8 + 0.4 * Math.random()));
		await oneWay();
		const { isTaken, headers } = this.bucket.take();
		if (isTaken) this.servedAt.push(Date.now());
		else this.refused++;
		await oneWay();
		return { answer: { statusCode: isTaken ? 200 : 429, headers, body: {}, isJson: true } };
	};
}

/** Executes the requests of one workflow, as many at a time as the node does. */
async function execute(
	tenant: LimitedTenant,
	items: number,
	processName: string,
): Promise<{ failed: number }> {
	const ignore = () => undefined;
	const logger = { error: ignore, warn: ignore, info: ignore, debug: ignore };
	const { limits, leave } = shareLimits({ ...CONNECTION, domain: processName });
	const delivery = new Delivery(tenant, { retryPolicy: BACKGROUND, limits, logger });
	let begun = 0;
	let failed = 0;
	const lane = async () => {
		while (begun++ < items) {
			const { answer } = await delivery.deliver(GET);
			if (answer?.statusCode !== 200) failed++;
		}
	};
	await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, lane));
	leave();
	return { failed };
}

/**
 * Lets executions share a limit.
 *
 * @param latencyMs the time from a request to its answer
 */
export async function simulate(
	limit: Limit,
	{ executions, processes = executions, slots, items, other = 0 }: Fleet,
	seed: number,
	latencyMs = 60,
): Promise<Result> {
	return await inVirtualTime(seed, async () => {
		const tenant = new LimitedTenant(limit, latencyMs);
		const running = { begun: 0, failed: 0, isOver: false };
		const slot = async () => {
			for (let index = running.begun++; index < executions; index = running.begun++) {
				await sleep(MAX_START_MS * Math.random());
				const processName = `process${index % processes}`;
				running.failed += (await execute(tenant, items, processName)).failed;
			}
		};
		const compete = async () => {
			const pauseMs = 1000 / (limit.perSecond * other);
			while (!running.isOver) {
				await sleep(pauseMs * (0.5 + Math.random()));
				tenant.take();
			}
		};
		if (other > 0) void compete();
		await Promise.all(Array.from({ length: slots }, slot));
		running.isOver = true;
		const { servedAt, refused } = tenant;
		const seconds = ((servedAt.at(-1) ?? 0) - (servedAt[0] ?? 0)) / 1000;
		const allowed = (servedAt.length - limit.size) / (limit.perSecond * (1 - other));
		return {
			refused: refused / (refused + servedAt.length),
			time: seconds / allowed,
			failed: running.failed,
		};
	});
}
