import { expectGoodUse, expectUseAsByOne, SMALLEST } from './bounds';
import { FLEETS, LIMITS, RESETS } from './fleets';

/** All of them; `test/unit/sharedLimit.test.ts` has those that fail first. */
const inOneProcess = FLEETS.filter(({ processes }) => processes === 1);
const inMany = FLEETS.filter(({ processes }) => processes === undefined);

describe.each(LIMITS.filter(({ size }) => size >= SMALLEST))('a limit of $name', (limit) => {
	describe.each(RESETS)('whose reset means “%s”', (reset) => {
		it.each(inMany)('is used well, and seldom exceeded, by $name', async (fleet) => {
			await expectGoodUse({ ...limit, reset }, fleet);
		});
	});
});

describe.each(LIMITS.filter(({ size }) => size <= SMALLEST))('a limit of $name', (limit) => {
	describe.each(RESETS)('whose reset means “%s”', (reset) => {
		it.each(inOneProcess)('is used by $name as by one execution', async (fleet) => {
			await expectUseAsByOne({ ...limit, reset }, fleet);
		});
	});
});
