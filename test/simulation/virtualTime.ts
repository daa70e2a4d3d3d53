/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the clock of a simulation is not n8n's */
import { install } from '@sinonjs/fake-timers';

import { randomNumbers } from '../support/randomNumbers';

/** When a simulation begins, in epoch ms. */
const START = Date.UTC(2026, 0, 1);

const { setImmediate: whenIdle } = globalThis;

/**
 * Does work in a time of its own, which goes on to the next timer as soon as all of it waits, and with
 * the random numbers of a seed: hours take seconds, and come out the same on each machine.
 *
 * @throws what the work throws
 */
export async function inVirtualTime<T>(seed: number, work: () => Promise<T>): Promise<T> {
	const { random } = Math;
	const clock = install({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
	Math.random = randomNumbers(seed);
	try {
		let isDone = false;
		const done = work().finally(() => (isDone = true));
		const settled = done.catch(() => undefined);
		for (;;) {
			await new Promise<void>((resolve) => whenIdle(resolve));
			if (isDone) break;
			if (clock.countTimers() === 0) throw new Error('Everything waits, and for nothing.');
			clock.next();
		}
		await settled;
		return await done;
	} finally {
		clock.uninstall();
		Math.random = random;
	}
}
