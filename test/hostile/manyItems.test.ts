import { SCENARIOS } from '../reliability/scenarios';
import { account } from '../support/accounts';
import { expectNothingLost } from '../support/nothingLost';
import { isApi, isChange } from '../support/requests';
import { isOfUsers, useSync } from '../support/sync';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, row } = useSync(tenant);

const long = SCENARIOS.filter(({ isLong }) => isLong);

it.each(long)('$name: nothing is lost, doubled or out of order', async (scenario) => {
	await expectNothingLost(tenant(), scenario);
});

it('Sync asks for 5,000 users with few requests, and writes only what differs', async () => {
	const names = Array.from({ length: 5000 }, (_, index) => `user${index}`);
	tenant().seedUsers(names.map((name) => account(name, { nickname: 'n' })));
	const rows = names.map((name, index) => row(name, { nickname: index % 100 === 0 ? 'x' : 'n' }));
	const { items, error } = await run(rows);
	expect(error).toBeUndefined();
	expect(items.filter(({ json }) => json.outcome === 'updated')).toHaveLength(50);
	expect(items.filter(({ json }) => json.outcome === 'unchanged')).toHaveLength(4950);
	const requests = tenant().requests.filter(isApi);
	expect(requests.filter(isChange).filter(isOfUsers)).toHaveLength(50);
	expect(requests.length).toBeLessThan(50 + 15);
});
