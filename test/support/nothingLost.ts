import type { Scenario } from '../reliability/scenarios';
import type { Tenant } from '../tenant';

/** Runs a scenario, and expects what each of them is to show. */
export async function expectNothingLost(tenant: Tenant, scenario: Scenario): Promise<void> {
	const figures = await scenario.run(tenant);
	expect(figures).toMatchObject({ lost: 0, createdTwice: 0, inOrder: true });
	expect(figures.failed > 0).toBe(scenario.makesItemsFail ?? false);
}
