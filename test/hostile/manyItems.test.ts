import { SCENARIOS } from '../reliability/scenarios';
import { expectNothingLost } from '../support/nothingLost';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

const long = SCENARIOS.filter(({ isLong }) => isLong);

it.each(long)('$name: nothing is lost, doubled or out of order', async (scenario) => {
	await expectNothingLost(tenant(), scenario);
});
