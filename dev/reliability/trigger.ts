import { withProgress } from '../../test/n8n/progress';
import { Arrivals } from '../../test/reliability/trigger/arrivals';
import {
	burstOfTrigger,
	burstOfWebhook,
	type BurstFigures,
} from '../../test/reliability/trigger/burst';
import { TriggerRounds, type RoundFigures } from '../../test/reliability/trigger/rounds';
import type { Tenant } from '../../test/tenant';
import { inNewN8n, ways } from './inN8n';

/** How many deliveries are under way at once in a burst. */
const AT_ONCE = [10, 100];

/** With it, n8n prepares its sandbox for expressions only for a delivery that needs one. */
const LAZY_ACQUIRE = 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE';

/** What gets the deliveries, in an n8n with settings of its own. */
interface Burst {
	settings: Record<string, string>;
	nodes: Record<string, typeof burstOfTrigger>;
}

const BURSTS: Burst[] = [
	{
		settings: {},
		nodes: { "n8n's Webhook": burstOfWebhook, 'Auth0 Trigger': burstOfTrigger },
	},
	{
		settings: { [LAZY_ACQUIRE]: 'true' },
		nodes: { [`Auth0 Trigger, ${LAZY_ACQUIRE}=true`]: burstOfTrigger },
	},
];

/**
 * What is left of streams and events after random rounds, for each way in which n8n activates triggers.
 *
 * @param seed of the first; the others do the same
 */
export async function measureRounds(
	tenant: Tenant,
	rounds: number,
	seed: number,
): Promise<Array<{ name: string; figures: RoundFigures }>> {
	const all: Array<{ name: string; figures: RoundFigures }> = [];
	for (const { name, settings } of await ways()) {
		await inNewN8n(tenant, settings, async (n8n) => {
			const arrivals = await Arrivals.open();
			const run = new TriggerRounds(n8n, tenant, arrivals, seed);
			const figures = await withProgress(
				name,
				async () => await run.run(rounds),
				() => (run.number > rounds ? 'at the end' : `round ${run.number} of ${rounds}`),
			);
			arrivals.close();
			all.push({ name, figures });
		});
	}
	return all;
}

/**
 * How fast many deliveries are answered, also by n8n's own Webhook node in the same n8n, and by the trigger
 * in an n8n that spares it a sandbox.
 */
export async function measureBursts(
	tenant: Tenant,
	count: number,
): Promise<Array<{ name: string; atOnce: number; figures: BurstFigures }>> {
	const all: Array<{ name: string; atOnce: number; figures: BurstFigures }> = [];
	for (const { settings, nodes } of BURSTS) {
		await inNewN8n(tenant, settings, async (n8n) => {
			for (const atOnce of AT_ONCE) {
				tenant.webhooks.parallel = atOnce;
				for (const [name, burst] of Object.entries(nodes)) {
					const title = `${count} deliveries to ${name}, ${atOnce} at once`;
					const figures = await withProgress(title, async () => await burst(n8n, tenant, count));
					all.push({ name, atOnce, figures });
				}
			}
		});
	}
	return all.sort((one, other) => one.atOnce - other.atOnce);
}
