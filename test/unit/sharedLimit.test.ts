import { FLEETS, LIMITS, RESETS, share } from '../simulation/fleets';

const SEED = 1;

/** Of all requests, and of the time that the limit allows. */
const LARGE = { refused: 0.05, time: 1.1 };
const SMALL = { refused: 0.15, time: 1.25 };
const ALONE = { refused: 0.01, time: 1.05 };

/** From here on, a bucket says enough for any number of executions. */
const SMALLEST = 10;

const inOneProcess = FLEETS.filter(({ processes }) => processes === 1);
const inMany = FLEETS.filter(({ processes }) => processes === undefined);

describe.each(LIMITS.filter(({ size }) => size >= SMALLEST))('a limit of $name', (limit) => {
	describe.each(RESETS)('whose reset means “%s”', (reset) => {
		it.each(inMany)('is used well, and seldom exceeded, by $name', async (fleet) => {
			const result = await share({ ...limit, reset }, fleet, SEED);

			const isAlone = fleet.executions === 1 && fleet.other === undefined;
			const most = isAlone ? ALONE : limit.size < 40 ? SMALL : LARGE;
			expect(result.failed).toBe(0);
			expect(result.refused).toBeLessThan(most.refused);
			expect(result.time).toBeLessThan(most.time);
		});
	});
});

it.each(RESETS)('2 + 2/s whose reset means “%s” is used well by one execution', async (reset) => {
	const limit = { size: 2, perSecond: 2, reset };
	const result = await share(limit, { executions: 1, slots: 1 }, SEED);

	expect(result.failed).toBe(0);
	expect(result.refused).toBeLessThan(0.17);
	expect(result.time).toBeLessThan(1.12);
});

describe.each(LIMITS.filter(({ size }) => size <= SMALLEST))('a limit of $name', (limit) => {
	describe.each(RESETS)('whose reset means “%s”', (reset) => {
		it.each(inOneProcess)('is used by $name as by one execution', async (fleet) => {
			const alone = await share({ ...limit, reset }, { executions: 1, slots: 1 }, SEED);
			const result = await share({ ...limit, reset }, fleet, SEED);

			expect(result.failed).toBe(0);
			expect(result.refused).toBeLessThan(alone.refused + 0.02);
			expect(result.time).toBeLessThan(1.06);
		});
	});
});

it('finds out how often a single request is allowed', async () => {
	const limit = { size: 1, perSecond: 0.5, reset: 'full' } as const;
	const result = await share(limit, { executions: 1, slots: 1 }, SEED);

	expect(result.failed).toBe(0);
	expect(result.refused).toBeLessThan(0.2);
	expect(result.time).toBeLessThan(1.4);
});
