import { sleep } from 'n8n-workflow';

import type { Delivered, Delivery } from './delivery';
import { isInTheOpen, isSuccess, type ApiRequest, type LookUp } from './request';
import { backoffMs } from './retry';

const MAX_ROUNDS = 5;

// How far the local clock may be off, until the tenant's first answer tells its time.
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Delivers a request and, if it is left in the open whether something was created, looks it up: what
 * was created since the request was sent is its answer; what is not there is sent again, which
 * cannot create it twice, as the tenant refuses the second.
 *
 * @throws as `Delivery.deliver` does
 */
export async function settle<T>(delivery: Delivery, request: ApiRequest<T>): Promise<Delivered<T>> {
	const { lookUp } = request;
	const sentAt = delivery.clock.toTenant(Date.now()) ?? Date.now() - CLOCK_TOLERANCE_MS;
	let wasInTheOpen = false;
	for (let round = 1; ; round++) {
		const delivered = await delivery.deliver(request);
		const isOpen = isInTheOpen(request, delivered);
		wasInTheOpen ||= isOpen;
		const isRefusedAsSecond = wasInTheOpen && delivered.answer?.statusCode === 409;
		if (!lookUp || !(isOpen || isRefusedAsSecond)) return delivered;

		const found = await find(delivery, lookUp);
		const created = found?.find((candidate) => createdAt(candidate) >= sentAt);
		if (created !== undefined) {
			const answer = { statusCode: 201, headers: {}, body: created };
			return { answer, effort: delivered.effort };
		}
		if (!found || isRefusedAsSecond || round >= MAX_ROUNDS) return delivered;
		await sleep(backoffMs(round), delivery.signal);
	}
}

/** What matches; undefined when that cannot be found out. */
async function find<T>(delivery: Delivery, lookUp: LookUp<T>): Promise<T[] | undefined> {
	const { answer } = await delivery.deliver(lookUp.request);
	return answer && isSuccess(lookUp.request, answer)
		? answer.body.filter((found) => lookUp.matches(found))
		: undefined;
}

function createdAt(candidate: unknown): number {
	const { created_at: time }: { created_at?: unknown } = Object(candidate);
	return Date.parse(String(time));
}
