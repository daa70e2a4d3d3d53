import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** Longer than anything takes in these tests, by their clock. */
const PATIENCE = 10_000;

/** A trigger that is active, and what it told n8n. */
export class StartedTrigger {
	/** The items that each execution was started with. */
	readonly executions: INodeExecutionData[][] = [];
	/** The keys of executions that n8n had already. */
	readonly dropped: string[] = [];
	readonly failed: Error[] = [];
	/** What would have ended the trigger. */
	readonly errors: Error[] = [];
	/** How n8n takes an execution: at once, only later, or not at all. */
	takes: 'at once' | 'never ends' | 'fails' = 'at once';
	/** Which executions it cannot store besides. */
	refuses: (items: INodeExecutionData[]) => boolean = () => false;
	close: () => Promise<void> = async () => await Promise.resolve();

	constructor(
		/** Those of n8n's table of executions. */
		private readonly keys: Set<string>,
		/** n8n stores the static data with each execution. */
		private readonly keep: () => void,
	) {}

	readonly emit: ITriggerFunctions['emit'] = (data, _response, done, key = '') => {
		this.keep();
		if (this.takes === 'fails' || this.refuses(data.flat())) {
			return void done?.reject(new Error('database is locked'));
		}
		if (this.keys.has(key)) {
			this.dropped.push(key);
		} else {
			if (key !== '') this.keys.add(key);
			this.executions.push(data.flat());
		}
		// n8n also resolves it without a run, for an execution that it has already.
		if (this.takes === 'at once') done?.resolve(Object(undefined));
	};

	readonly emitError = (error: Error) => void this.errors.push(error);

	readonly saveFailedExecution = (error: Error) => void this.failed.push(error);

	/** Waits until so many executions were started. @throws when they are not */
	async started(count: number): Promise<INodeExecutionData[][]> {
		await this.until(() => this.executions.length >= count);
		return this.executions;
	}

	/** Waits until something holds. @throws when it never does */
	async until(condition: () => boolean): Promise<void> {
		for (let turns = 0; !condition(); turns++) {
			if (turns > PATIENCE) throw new Error('It did not happen.');
			await sleep(100);
		}
	}
}
