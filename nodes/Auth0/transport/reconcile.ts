import { pause } from './cancellation';
import type { Delivered, Delivery } from './delivery';
import { TenantClock } from './rateLimitHeaders';
import {
	hasUnknownOutcome,
	isSuccess,
	readSuccess,
	type ApiAnswer,
	type ApiRequest,
	type LookUp,
} from './request';
import { backoffMs } from './retry';

const MAX_ROUNDS = 5;

// The tenant has many servers, whose clocks differ a little.
const CLOCK_TOLERANCE_MS = 1000;

/** What was given out as created, by the connection: none of it is what another request created. */
const created = new WeakMap<Delivery, Set<string>>();

/** What became of a creation; `doubt` is the id of what it, or another run, has created. */
export type Reconciled = Delivered & { doubt?: string };

/**
 * Delivers a request and, if nobody knows whether something was created, looks it up. What is
 * not there is sent again, which cannot create it twice, as the tenant refuses the second; where it does not, it is
 * looked for some more, and never sent again. What was
 * there before the request was sent, by the tenant’s clock, is not its work; what has a mark that only
 * this request can have made is. Everything else with its values can be the work of another run at the
 * same moment, and is left in doubt.
 *
 * @throws as `Delivery.deliver` does
 */
export async function reconcile<T>(
	delivery: Delivery,
	request: ApiRequest<T>,
): Promise<Reconciled> {
	const { lookUp } = request;
	if (!lookUp) return await delivery.deliver(request);
	const delivered = await untilKnown(delivery, request, lookUp);
	if (delivered.answer && isSuccess(request, delivered.answer)) {
		const read = readSuccess(request, delivered.answer);
		if (read.problem === undefined) createdBy(delivery).add(lookUp.idOf(read.value));
	}
	return delivered;
}

async function untilKnown<T>(
	delivery: Delivery,
	request: ApiRequest<T>,
	lookUp: LookUp<T>,
): Promise<Reconciled> {
	let sentAt: number | undefined;
	let wasUnknown = false;
	for (let round = 1; ; round++) {
		const delivered = await delivery.deliver(request);
		sentAt ??= Date.now() - delivered.attempts.seconds * 1000;
		const isUnknown = hasUnknownOutcome(request, delivered);
		wasUnknown ||= isUnknown;
		const isRefusedAsSecond = wasUnknown && delivered.answer?.statusCode === 409;
		if (!isUnknown && !isRefusedAsSecond) return delivered;

		const { found, ours } = await lookFor(delivery, lookUp, sentAt);
		if (ours !== undefined) {
			if (!lookUp.isMarked) return { ...delivered, doubt: lookUp.idOf(ours) };
			const answer: ApiAnswer = { statusCode: 201, headers: {}, body: ours, isJson: true };
			return { answer, attempts: delivered.attempts };
		}
		if (!found || isRefusedAsSecond || lookUp.canBeTwice || round >= MAX_ROUNDS) return delivered;
		await pause(backoffMs(round), [delivery.signal]);
	}
}

/** Looks for what was created: once where it is sent again otherwise, else for as long as it may take. */
async function lookFor<T>(
	delivery: Delivery,
	lookUp: LookUp<T>,
	sentAt: number,
): Promise<{ found?: T[]; ours?: T }> {
	for (let look = 1; ; look++) {
		const found = await find(delivery, lookUp, sentAt);
		const ours = found?.find((candidate) => !createdBy(delivery).has(lookUp.idOf(candidate)));
		const isLast = !lookUp.canBeTwice || look >= MAX_ROUNDS;
		if (!found || ours !== undefined || isLast) return { found, ours };
		await pause(backoffMs(look), [delivery.signal]);
	}
}

function createdBy(delivery: Delivery): Set<string> {
	const ids = created.get(delivery) ?? new Set<string>();
	created.set(delivery, ids);
	return ids;
}

/**
 * What matches, and was not there before a creation was sent; undefined when it cannot be found out.
 *
 * @param sentAt the local time. What it is by the tenant’s clock is told by the answers of the look-up.
 */
async function find<T>(
	delivery: Delivery,
	lookUp: LookUp<T>,
	sentAt: number,
): Promise<T[] | undefined> {
	const clock = new TenantClock();
	const found: T[] = [];
	for (const request of lookUp.requests) {
		const { answer } = await delivery.deliver(request);
		if (answer?.statusCode === 404 && lookUp.isMissingNothing) continue;
		if (!answer || !isSuccess(request, answer)) return undefined;
		const read = readSuccess(request, answer);
		if (read.problem !== undefined) return undefined;
		clock.observe(answer.headers);
		found.push(...read.value.filter((candidate) => lookUp.matches(candidate)));
	}
	const earliest = (clock.toTenant(sentAt) ?? Number.NEGATIVE_INFINITY) - CLOCK_TOLERANCE_MS;
	// Where the time is not told, it may have been created just now.
	const isOlder = (candidate: T) => Date.parse(lookUp.createdAt(candidate) ?? '') < earliest;
	return found.filter((candidate) => !isOlder(candidate));
}
