import { GET, rows, seed } from '../../reliability/run';
import { connectionTo } from '../../support/connection';
import type { Bucket } from '../../tenant/rateLimit';
import { auth0Node, BatchWorkflow, httpRequestNode, inBatches, type Worker } from '../batches';
import { saveCredential } from '../credential';
import { checkTokens, checkWhole, figuresOf, type Figures } from '../figures';
import { reset, type Scenario, type Stage } from '../stage';

/** What Auth0 allows for reading users. */
const OF_AUTH0: Bucket = { burst: 40, perSecond: 500 / 60 };

/** One under which thousands of items take minutes, not a quarter of an hour. */
const HIGHER: Bucket = { burst: 100, perSecond: 50 };

const EXECUTIONS = 20;

const named = ({ burst, perSecond }: Bucket) => `${burst} + ${perSecond.toFixed(2)}/s`;

async function get(
	what: string,
	{ n8n, tenant }: Stage,
	worker: Worker,
	perExecution: number,
	limit: Bucket,
): Promise<Figures> {
	reset(tenant, { management: limit });
	const items = rows(EXECUTIONS * perExecution);
	seed(tenant, items);
	const credential = await saveCredential(n8n.session, connectionTo(tenant));
	const workflow = await BatchWorkflow.publish(n8n, worker, credential);
	const batches = await workflow.run(inBatches(items, EXECUTIONS));
	const name = `${what}: ${EXECUTIONS} × ${perExecution}, limit ${named(limit)}`;
	return figuresOf(name, tenant, batches, limit);
}

/** Short executions that share the limit of Auth0, of our node and of n8n's own. */
export const getFew: Scenario = {
	name: 'get25',
	async *run(stage) {
		const figures = await get('Get', stage, auth0Node(GET), 25, OF_AUTH0);
		yield checkTokens(checkWhole(figures));
		// What it loses is its own affair.
		const node = httpRequestNode(stage.tenant.domain);
		yield await get('HTTP Request node', stage, node, 25, OF_AUTH0);
	},
};

/** Long executions that share a limit; of Auth0's own, they take ten minutes. */
export const getMany: Scenario = {
	name: 'get250',
	async *run(stage) {
		const limit = stage.isLong ? OF_AUTH0 : HIGHER;
		yield checkTokens(checkWhole(await get('Get', stage, auth0Node(GET), 250, limit)));
	},
};
