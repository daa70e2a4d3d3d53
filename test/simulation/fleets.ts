import { simulate, type Fleet, type Limit, type Result } from './sharedLimit';

/** Limits of Auth0's plans: how many requests at once, and how many more a second. */
export const LIMITS = [
	{ name: '200 + 100/s', size: 200, perSecond: 100 },
	{ name: '50 + 16/s', size: 50, perSecond: 16 },
	{ name: '40 + 500/min', size: 40, perSecond: 500 / 60 },
	{ name: '10 + 2/s', size: 10, perSecond: 2 },
	{ name: '2 + 2/s', size: 2, perSecond: 2 },
];

/** What Auth0 can mean by the time when a limit is reset. */
export const RESETS: Array<Limit['reset']> = ['full', 'next', 'window'];

/** Who shares a limit. */
export const FLEETS: Array<Omit<Fleet, 'items'> & { name: string }> = [
	{ name: '1 execution', executions: 1, slots: 1 },
	{ name: '2 executions', executions: 2, slots: 2 },
	{ name: '20 executions, 10 at a time', executions: 20, slots: 10 },
	{ name: '40 executions, 20 at a time', executions: 40, slots: 20 },
	{ name: '20, 10 at a time, in one process', executions: 20, slots: 10, processes: 1 },
	{ name: '40, 20 at a time, in one process', executions: 40, slots: 20, processes: 1 },
	{ name: '20, 10 at a time, in 4 processes', executions: 20, slots: 10, processes: 4 },
	{ name: '40, 20 at a time, in 4 processes', executions: 40, slots: 20, processes: 4 },
	{ name: '1, and another application', executions: 1, slots: 1, other: 0.5 },
	{ name: '2, and another application', executions: 2, slots: 2, other: 0.5 },
	{ name: '20, 10 at a time, and another application', executions: 20, slots: 10, other: 0.5 },
	{ name: '40, 20 at a time, and another application', executions: 40, slots: 20, other: 0.5 },
];

/** Lets them use the limit for half a minute or longer, beside the full bucket. */
export async function share(
	limit: Limit,
	fleet: Omit<Fleet, 'items'>,
	seed: number,
): Promise<Result> {
	const requests = limit.size + Math.max(30 * limit.perSecond, 1200);
	return await simulate(limit, { ...fleet, items: Math.ceil(requests / fleet.executions) }, seed);
}
