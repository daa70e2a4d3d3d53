import type { INodeExecutionData, WorkflowActivateMode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import type { StartedTrigger } from './startedTrigger';
import type { TestedTrigger } from './trigger';

/**
 * Ends after each test what it started, and waits until the tenant knows.
 *
 * @returns what starts a trigger, as n8n does
 */
export function useRunningTriggers(tenant: () => Tenant) {
	const running: StartedTrigger[] = [];
	afterEach(async () => {
		for (const started of running.splice(0)) await started.close();
		while (tenant().eventFeed.open > 0) await sleep(100);
	});
	return async (trigger: TestedTrigger, mode: WorkflowActivateMode = 'activate') => {
		const started = await trigger.start(mode);
		running.push(started);
		return started;
	};
}

/** What the workflow gets of everything that it was started with, in that order. */
export async function outputOf(
	trigger: TestedTrigger,
	...started: StartedTrigger[]
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (const items of started.flatMap(({ executions }) => executions)) {
		output.push(...(await trigger.run(items)));
	}
	return output;
}
