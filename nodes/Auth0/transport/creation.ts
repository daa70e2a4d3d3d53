import { sleep } from 'n8n-workflow';

import type { Delivered, Delivery } from './delivery';
import {
	isInTheOpen,
	isSuccess,
	readSuccess,
	type ApiAnswer,
	type ApiRequest,
	type LookUp,
} from './request';
import { backoffMs } from './retry';

const MAX_ROUNDS = 5;

// How far the local clock may be off, until the tenant's first answer tells its time.
const CLOCK_TOLERANCE_MS = 60_000;

/** What was given out as created, by the connection: none of it is what another request created. */
const created = new WeakMap<Delivery, Set<string>>();

/**
 * Delivers a request and, if it is left in the open whether something was created, looks it up: what
 * was created since the request was sent is its answer; what is not there is sent again, which
 * cannot create it twice, as the tenant refuses the second.
 *
 * @throws as `Delivery.deliver` does
 */
export async function settle<T>(delivery: Delivery, request: ApiRequest<T>): Promise<Delivered> {
	const delivered = await untilSettled(delivery, request);
	if (request.lookUp && delivered.answer && isSuccess(request, delivered.answer)) {
		createdBy(delivery).add(idOf(delivered.answer.body));
	}
	return delivered;
}

async function untilSettled<T>(delivery: Delivery, request: ApiRequest<T>): Promise<Delivered> {
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
		const isOurs = (candidate: T) =>
			createdAt(candidate) >= sentAt && !createdBy(delivery).has(idOf(candidate));
		const ours = found?.find(isOurs);
		if (ours !== undefined) {
			const answer: ApiAnswer = { statusCode: 201, headers: {}, body: ours };
			return { answer, effort: delivered.effort };
		}
		if (!found || isRefusedAsSecond || round >= MAX_ROUNDS) return delivered;
		await sleep(backoffMs(round), delivery.signal);
	}
}

function createdBy(delivery: Delivery): Set<string> {
	const ids = created.get(delivery) ?? new Set<string>();
	created.set(delivery, ids);
	return ids;
}

/** What matches; undefined when that cannot be found out. */
async function find<T>(delivery: Delivery, lookUp: LookUp<T>): Promise<T[] | undefined> {
	const found: T[] = [];
	for (const request of lookUp.requests) {
		const { answer } = await delivery.deliver(request);
		if (!answer || !isSuccess(request, answer)) return undefined;
		const read = readSuccess(request, answer);
		if (read.problem !== undefined) return undefined;
		found.push(...read.value.filter((candidate) => lookUp.matches(candidate)));
	}
	return found;
}

interface Created {
	created_at?: unknown;
	user_id?: unknown;
}

function createdAt(candidate: unknown): number {
	const { created_at: time }: Created = Object(candidate);
	return Date.parse(String(time));
}

function idOf(candidate: unknown): string {
	const { user_id: id }: Created = Object(candidate);
	return String(id);
}
