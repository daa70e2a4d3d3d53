import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { Parameters } from '../../Auth0/fields/parameters';
import { connect } from '../../Auth0/transport/connection';
import { apiError } from '../../Auth0/transport/errors';
import { InputError } from '../../Auth0/transport/inputError';
import { isMissingPermission } from '../../Auth0/transport/managementApi';
import { alsoSay, nodeErrorOf } from '../../Auth0/transport/nodeErrors';
import { saveFailure } from '../failedExecution';
import { withCount } from '../sources/caughtUp';
import type { PushSource } from '../sources/source';
import { whenLeft } from '../streams/home';
import { Identity } from '../streams/identity';
import { whenMissed } from '../streams/missed';
import { startExecution } from './execution';

/** What is fetched, and how. */
type ReadMissed = ReturnType<NonNullable<PushSource['missed']>>;

const ADVICE = 'Events since the stream was lost may be missing. The workflow runs with new ones.';

/**
 * Fetches, beside a webhook, what happened while Auth0 did not deliver to it: the stream was deleted or
 * disabled, or n8n made it anew for a node that was changed. It also tells of a stream that is left over.
 *
 * @throws InputError for a field that cannot be used
 */
export function catchUp(context: ITriggerFunctions, source: PushSource): ITriggerResponse {
	const read = source.missed?.(Parameters.ofNode(context, source.fields));
	const { key } = new Identity(context, false);
	const closing = new AbortController();
	const { signal } = closing;
	const ends = [
		whenLeft(key, (text) => saveFailure(context, apiError(context.getNode(), text))),
		...(read ? [whenMissed(key, (since) => void fetchMissed(context, read, since, signal))] : []),
	];
	return {
		closeFunction: async () => {
			for (const end of ends) end();
			closing.abort();
			await Promise.resolve();
		},
	};
}

async function fetchMissed(
	context: ITriggerFunctions,
	read: ReadMissed,
	since: string,
	signal: AbortSignal,
): Promise<void> {
	try {
		const { management } = await connect(context, { signal });
		const { events, leftOut, problems } = await read(management, since);
		signal.throwIfAborted();
		for (const problem of problems) tell(context, problem);
		if (leftOut > 0) tell(context, tooMany(leftOut, events.length));
		const [first, ...others] = events;
		if (!first) return;
		// All at once: n8n’s memory of the node tells which of them were delivered, and so how many were not.
		const counted = { ...first, json: withCount(first.json, events.length) };
		await startExecution(context, [counted, ...others], signal);
	} catch (caught) {
		if (!signal.aborted) tell(context, caught);
	}
}

const tooMany = (leftOut: number, count: number) =>
	new InputError(
		`${leftOut} events were not caught up: there were more than ${count}.`,
		'The workflow got the newest ones.',
	);

/** A workflow is no worse without it, so it starts all the same. */
function tell(context: ITriggerFunctions, caught: unknown): void {
	const error = nodeErrorOf(context.getNode(), alsoSay(caught, ADVICE));
	context.logger.warn(
		`Auth0 Trigger: could not catch up. ${error.message} ${error.description ?? ''}`,
	);
	// Nobody has to grant a permission to this.
	if (!isMissingPermission(caught)) saveFailure(context, error);
}
