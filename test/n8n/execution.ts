import type { IRun } from 'n8n-workflow';
import type { N8n } from './n8n';

/** An item as a node put it out. */
export type Json = Record<string, unknown>;

type Execution = Pick<IRun, 'data'>;

/** The output of the nodes of a workflow in one execution. */
export class ExecutionResult {
	constructor(private readonly execution: Execution) {}

	/**
	 * The items of a node.
	 * @param output the first is 0; of a node that continues with its errors, 1 holds those
	 */
	items(node: string, output = 0): Json[] {
		const runs = this.execution.data.resultData.runData[node] ?? [];
		return runs.flatMap(({ data }) => data?.main?.[output] ?? []).map(({ json }) => json);
	}
}

/** What n8n prints of an execution that failed, below its heading and above the stack. */
const FAILURE = /Execution error:\n=+\n(.*)/g;

/** The indented JSON that n8n prints, among lines of its log. */
const RESULT = /^\{\n.*?^\}$/ms;

/**
 * Executes a workflow with n8n's command line.
 * @throws with the message of the node that failed
 */
export async function execute(n8n: N8n, workflowId: string): Promise<ExecutionResult> {
	const run = n8n.command('execute', `--id=${workflowId}`, '--rawOutput');
	const output = await run.catch(({ message }: Error) => {
		throw new Error([...message.matchAll(FAILURE)].at(-1)?.[1] ?? message);
	});
	const execution: Execution = JSON.parse(RESULT.exec(output)?.[0] ?? '');
	return new ExecutionResult(execution);
}
