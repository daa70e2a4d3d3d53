import type { IRun, ITriggerFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { withDeadline } from '../../Auth0/transport/deadline';
import { backoffMs } from '../../Auth0/transport/retry';
import { itemsOf, type TriggerEvent } from '../sources/source';

/** n8n stores an execution before it begins, and says within moments where it cannot. */
const TAKEN_MS = 10_000;

/** After so many attempts n8n could not store an execution, and its log says so. */
const TOLD_ATTEMPT = 5;

/**
 * Starts the workflow once, with these events, and tries again until n8n has it.
 *
 * @param key by which n8n drops an execution that it has already
 * @throws the reason of the signal, when the trigger ends before n8n has it
 */
export async function startExecution(
	context: ITriggerFunctions,
	events: TriggerEvent[],
	signal: AbortSignal,
	key?: string,
): Promise<void> {
	const items = itemsOf(events);
	for (let attempt = 1; ; attempt++) {
		signal.throwIfAborted();
		const done = context.helpers.createDeferredPromise<IRun>();
		context.emit([items], undefined, done, key);
		const ended = async () => await done.promise.then(() => true).catch(() => false);
		if (await withDeadline(ended, TAKEN_MS, () => true)) return;
		if (attempt === TOLD_ATTEMPT) {
			context.logger.error(
				'Auth0 Trigger: n8n could not start an execution. The trigger tries again until n8n can.',
			);
		}
		await sleep(backoffMs(attempt), signal);
	}
}
