import { GET, rows, seed } from '../../reliability/run';
import { connectionTo } from '../../support/connection';
import type { Tenant } from '../../tenant';
import type { Bucket } from '../../tenant/rateLimit';
import { inBatches } from '../batches';
import { clientIn, editCredential } from '../credential';
import { check, checkRenewals, checkTokens, checkWhole, figuresOf } from '../figures';
import { publish, reset, untilRequests, type Scenario } from '../stage';

const EXECUTIONS = 20;
const PER_EXECUTION = 25;
const LIMIT: Bucket = { burst: 40, perSecond: 20 };
/** How many requests reach the tenant before something changes. */
const CHANGED_AFTER = 150;

/** The one before the change, and the one after it. */
const APPLICATIONS = 2;

const pathOf = (id: string) => `/api/v2/users/${encodeURIComponent(id)}`;

const SIZE = `${EXECUTIONS} × ${PER_EXECUTION}`;

function prepare(tenant: Tenant) {
	reset(tenant, { management: LIMIT });
	const items = rows(EXECUTIONS * PER_EXECUTION);
	seed(tenant, items);
	return inBatches(items, EXECUTIONS);
}

/** The main process ends and starts again, while the others go on. */
export const restartMain: Scenario = {
	name: 'main',
	async *run({ n8n, tenant }) {
		const batches = prepare(tenant);
		const { workflow } = await publish(n8n, tenant, GET);
		const running = workflow.run(batches);
		await untilRequests(tenant, CHANGED_AFTER);
		await n8n.main.stop();
		await n8n.main.start();
		const figures = figuresOf(`Get: ${SIZE}, main restarted`, tenant, await running, LIMIT);
		const statuses = await workflow.statuses();
		const succeeded = statuses.filter((status) => status === 'success').length;
		yield check(checkTokens(checkWhole(figures)), {
			'n8n lists each execution as successful': succeeded === EXECUTIONS,
		});
	},
};

/** A person replaces the application in the credential, while executions use the old one. */
export const editInMidRun: Scenario = {
	name: 'credential',
	async *run({ n8n, tenant }) {
		const batches = prepare(tenant);
		const { workflow, credential } = await publish(n8n, tenant, GET);
		const running = workflow.run(batches);
		await untilRequests(tenant, CHANGED_AFTER);
		const { clientId, clientSecret } = connectionTo(tenant, 'noConnections');
		await editCredential(n8n.session, credential, { clientId, clientSecret });
		const figures = figuresOf(`Get: ${SIZE}, credential edited`, tenant, await running, LIMIT);
		const later = new Set(batches.at(-1)?.map(({ id }) => pathOf(String(id))));
		const requests = tenant.requests.filter(({ path }) => later.has(path));
		yield check(checkTokens(checkWhole(figures), APPLICATIONS), {
			'the change stays': (await clientIn(n8n.session, credential)) === clientId,
			'later executions use the new application':
				requests.length > 0 && requests.every((request) => request.clientId === clientId),
		});
	},
};

/** Tokens that are valid for seconds, which executions renew all the time. */
export const shortTokens: Scenario = {
	name: 'tokens',
	async *run({ n8n, hastyTenant: tenant }) {
		const batches = prepare(tenant);
		const { workflow } = await publish(n8n, tenant, GET);
		const ran = await workflow.run(batches);
		const figures = figuresOf(`Get: ${SIZE}, tokens of 5 s`, tenant, ran, LIMIT);
		yield checkRenewals(checkWhole(figures));
	},
};
