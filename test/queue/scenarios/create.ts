import type { INodeParameters } from 'n8n-workflow';

import { CREATE, rows } from '../../reliability/run';
import type { Tenant } from '../../tenant';
import type { Bucket } from '../../tenant/rateLimit';
import { inBatches, type Batch } from '../batches';
import { check, figuresOf, inNoOutput } from '../figures';
import { publish, reset, untilRequests, type Scenario } from '../stage';

const EXECUTIONS = 10;
const PER_EXECUTION = 100;
const LIMIT: Bucket = { burst: 50, perSecond: 25 };
/** How many requests reach the tenant before a worker is killed. */
const KILLED_AFTER = 300;

const CREATE_OR_UPDATE: INodeParameters = { ...CREATE, operation: 'upsert' };

const outputOf = (batches: Batch[]) => batches.flatMap(({ items }) => items);

/** Whether each of the emails is that of exactly one user, and there are no other users. */
function haveOneUserEach(tenant: Tenant, emails: string[]): boolean {
	const users = tenant.users.all().map(({ email }) => email);
	return users.sort().join() === [...emails].sort().join();
}

/**
 * A worker dies in the middle of its executions, which n8n does not run again. Create or Update on
 * their rows finds the users that they created, and creates the others.
 */
export const createAndRecover: Scenario = {
	name: 'create',
	async *run({ n8n, tenant }) {
		reset(tenant, { management: LIMIT });
		const items = rows(EXECUTIONS * PER_EXECUTION);
		const { workflow } = await publish(n8n, tenant, CREATE);
		const running = workflow.run(inBatches(items, EXECUTIONS));
		await untilRequests(tenant, KILLED_AFTER);
		const [worker] = n8n.workers;
		await worker.kill();
		await worker.start();
		const batches = await running;
		const died = batches.filter(({ hasFailed }) => hasFailed);
		const orphans = new Set(inNoOutput(tenant, batches));
		const name = `Create: ${EXECUTIONS} × ${PER_EXECUTION}, a worker killed`;
		const figures = figuresOf(name, tenant, batches);
		yield check(figures, {
			'the worker was killed in mid-run': died.length > 0 && orphans.size > 0,
			'only what the killed worker was doing ends as failed': died.length <= EXECUTIONS / 2,
			'no other item is lost': figures.lost === died.flatMap(({ rows: lost }) => lost).length,
			'no item fails': figures.failed === 0,
			'no user is there twice': figures.twice === 0,
		});

		tenant.requests.length = 0;
		const { workflow: recovery } = await publish(n8n, tenant, CREATE_OR_UPDATE);
		const recovered = await recovery.run(died.map(({ rows: lost }) => lost));
		const found = outputOf(recovered).filter(({ outcome }) => outcome !== 'created');
		const emails = items.map(({ email }) => String(email));
		const all = [...batches, ...recovered];
		const again = figuresOf('Then Create or Update on the rows of that worker', tenant, recovered);
		yield check(
			{ ...again, inNoOutput: inNoOutput(tenant, all).length },
			{
				'no item is lost': again.lost === 0,
				'no item fails': again.failed === 0,
				'each user that was in no output is found':
					found.length === orphans.size && found.every(({ email }) => orphans.has(String(email))),
				'each row has exactly one user': haveOneUserEach(tenant, emails),
			},
		);
	},
};
