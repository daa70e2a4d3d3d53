import { share } from './fleets';
import type { Fleet, Limit } from './sharedLimit';

const SEED = 1;

/** Of all requests, and of the time that the limit allows. */
const LARGE = { refused: 0.05, time: 1.1 };
const SMALL = { refused: 0.15, time: 1.25 };
const ALONE = { refused: 0.01, time: 1.05 };

/** From here on, a bucket says enough for any number of executions. */
export const SMALLEST = 10;

type Executions = Omit<Fleet, 'items'>;

/** Executions that know nothing of each other use a limit well, and seldom exceed it. */
export async function expectGoodUse(limit: Limit, fleet: Executions): Promise<void> {
	const result = await share(limit, fleet, SEED);

	const isAlone = fleet.executions === 1 && fleet.other === undefined;
	const most = isAlone ? ALONE : limit.size < 40 ? SMALL : LARGE;
	expect(result.failed).toBe(0);
	expect(result.refused).toBeLessThan(most.refused);
	expect(result.time).toBeLessThan(most.time);
}

/** Executions of one process use a limit as one execution does. */
export async function expectUseAsByOne(limit: Limit, fleet: Executions): Promise<void> {
	const alone = await share(limit, { executions: 1, slots: 1 }, SEED);
	const result = await share(limit, fleet, SEED);

	expect(result.failed).toBe(0);
	expect(result.refused).toBeLessThan(alone.refused + 0.02);
	expect(result.time).toBeLessThan(1.06);
}

/** One execution uses a limit that says little of its level, which takes it some refusals. */
export async function expectUseByOne(
	limit: Limit,
	most: { refused: number; time: number },
): Promise<void> {
	const result = await share(limit, { executions: 1, slots: 1 }, SEED);

	expect(result.failed).toBe(0);
	expect(result.refused).toBeLessThan(most.refused);
	expect(result.time).toBeLessThan(most.time);
}
