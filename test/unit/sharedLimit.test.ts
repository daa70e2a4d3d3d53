import { expectGoodUse, expectUseByOne } from '../simulation/bounds';
import { FLEETS, LIMITS, RESETS } from '../simulation/fleets';

/**
 * What fails first when something is amiss, and takes less than a second. `npm run test:simulation` has
 * all limits with all fleets.
 */
const CASES = [
	['50 + 16/s', '2 executions'],
	['50 + 16/s', '40 executions, 20 at a time'],
];

const sharedBy = CASES.flatMap(([limitName, fleetName]) =>
	LIMITS.filter(({ name }) => name === limitName).flatMap((limit) =>
		FLEETS.filter(({ name }) => name === fleetName).map((fleet) => ({ limit, fleet })),
	),
);

describe.each(sharedBy)('a limit of $limit.name', ({ limit, fleet }) => {
	it.each(RESETS)(
		`is used well by ${fleet.name}, whatever its reset means: “%s”`,
		async (reset) => {
			await expectGoodUse({ ...limit, reset }, fleet);
		},
	);
});

it.each(RESETS)('2 + 2/s whose reset means “%s” is used well by one execution', async (reset) => {
	await expectUseByOne({ size: 2, perSecond: 2, reset }, { refused: 0.15, time: 1.05 });
});

it('finds out how often a single request is allowed', async () => {
	const limit = { size: 1, perSecond: 0.5, reset: 'full' } as const;
	await expectUseByOne(limit, { refused: 0.2, time: 1.4 });
});
