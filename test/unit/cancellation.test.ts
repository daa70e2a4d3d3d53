/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { getEventListeners } from 'events';

import { record } from '../../nodes/Auth0/transport/answers';
import { onAbort, pause } from '../../nodes/Auth0/transport/cancellation';
import { withDeadline } from '../../nodes/Auth0/transport/deadline';
import { Delivery, type RequestSender } from '../../nodes/Auth0/transport/delivery';
import { timedOut } from '../../nodes/Auth0/transport/network';
import type { Outcome } from '../../nodes/Auth0/transport/request';
import { BACKGROUND } from '../../nodes/Auth0/transport/retry';

const ignore = () => undefined;
const logger = { error: ignore, warn: ignore, info: ignore, debug: ignore };

const cancelling = () => {
	const controller = new AbortController();
	const { signal } = controller;
	return { controller, signal, listeners: () => getEventListeners(signal, 'abort').length };
};

const never = async () => await new Promise<never>(ignore);

it('however many follow a signal, it has one listener, and none when all are done', async () => {
	const { signal, listeners } = cancelling();
	const ends = Array.from({ length: 30 }, () => onAbort(signal, ignore));
	const works = Array.from(
		{ length: 30 },
		async () => await withDeadline(ignored, 1000, ignore, signal),
	);
	const pauses = Array.from({ length: 30 }, async () => await pause(1, [undefined, signal]));
	expect(listeners()).toBe(1);
	await Promise.all([...works, ...pauses]);
	expect(listeners()).toBe(1);
	for (const end of ends) end();
	expect(listeners()).toBe(0);
});

async function ignored() {
	await Promise.resolve();
}

it('each is told once, with the reason', async () => {
	const { controller, signal, listeners } = cancelling();
	const told: string[] = [];
	const end = onAbort(signal, () => told.push('ended'));
	onAbort(signal, () => told.push('first'));
	onAbort(signal, () => told.push('second'));
	end();
	const running = [pause(1e6, [signal, undefined]), withDeadline(never, 1e6, ignore, signal)];
	controller.abort(new Error('Cancelled'));
	await expect(Promise.allSettled(running)).resolves.toMatchObject([
		{ status: 'rejected', reason: { message: 'Cancelled' } },
		{ status: 'rejected', reason: { message: 'Cancelled' } },
	]);
	expect(told).toEqual(['first', 'second']);
	expect(listeners()).toBe(0);
});

it('who comes too late is told at once', async () => {
	const { controller, signal } = cancelling();
	controller.abort(new Error('Cancelled'));
	const told = jest.fn();
	onAbort(signal, told)();
	expect(told).toHaveBeenCalledTimes(1);
	await expect(pause(1e6, [signal])).rejects.toThrow('Cancelled');
});

it('many requests in flight, and others that wait for their turn, follow an execution with one listener', async () => {
	const { signal, listeners } = cancelling();
	const closing = cancelling();
	const counts: number[] = [];
	const late = (): Outcome => ({ failure: timedOut('tenant') });
	let inFlight = 0;
	let most = 0;
	const work = async (): Promise<Outcome> => {
		most = Math.max(most, ++inFlight);
		await pause(5, [signal, closing.signal]);
		counts.push(listeners(), closing.listeners());
		inFlight--;
		return { answer: { statusCode: 200, headers: {}, body: {}, isJson: true } };
	};
	const sender: RequestSender = {
		closed: closing.signal,
		send: async () => await withDeadline(work, 1000, late, signal),
	};
	const delivery = new Delivery(sender, { retryPolicy: BACKGROUND, logger, signal });
	const requests = Array.from(
		{ length: 100 },
		async () => await delivery.deliver({ method: 'GET', path: '/users/1', answers: record }),
	);
	await Promise.all(requests);
	expect(most).toBeGreaterThan(10);
	expect(Math.max(...counts)).toBe(1);
	expect([listeners(), closing.listeners()]).toEqual([0, 0]);
});
