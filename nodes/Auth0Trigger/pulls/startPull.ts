import type {
	ITriggerFunctions,
	ITriggerResponse,
	NodeApiError,
	NodeOperationError,
	WorkflowActivateMode,
} from 'n8n-workflow';

import { Parameters } from '../../Auth0/fields/parameters';
import { connectionError } from '../../Auth0/transport/errors';
import { CREDENTIAL } from '../../Auth0/transport/sender';
import { readConnection } from '../../Auth0/transport/tenant';
import { readCatchUpMs } from '../options';
import { chosenSource } from '../sources';
import type { Position } from '../sources/source';
import { Gap } from '../streams/gap';
import { Identity } from '../streams/identity';
import { Bookmark } from './bookmark';
import { catchUp } from './catchUp';
import { isLasting, isPassing } from './failures';
import { PullRun } from './pullRun';

/** A person turned the workflow on: it begins now, and a failure is shown to that person. */
const BY_A_PERSON: WorkflowActivateMode[] = ['activate', 'create', 'manual'];

/** n8n was started, or takes over: nobody sees a failure, and n8n would not try again. */
const BY_N8N: WorkflowActivateMode[] = ['init', 'leadershipChange'];

/**
 * Begins to ask Auth0 for what the trigger listens to, where it does.
 *
 * @throws InputError for a field that cannot be used; NodeApiError when Auth0 refuses what a person has
 * just turned on
 */
export async function startPull(this: ITriggerFunctions): Promise<ITriggerResponse> {
	const source = chosenSource(this);
	if (!('readerOf' in source)) return catchUp(this, source);
	const parameters = Parameters.ofNode(this, source.fields);
	parameters.checkFields();
	const reader = source.readerOf(parameters);
	const place = { listenTo: source.option.value, tenant: await tenantOf(this) };
	const bookmark = new Bookmark(this.getWorkflowStaticData('node'), place);
	const activation = this.getActivationMode();
	const gap = new Gap(new Identity(this, false).key, activation, readCatchUpMs(parameters));
	const begin = beginningOf(gap, BY_A_PERSON.includes(activation) ? undefined : bookmark.position);
	const known = begin ?? { since: new Date().toISOString() };
	bookmark.save(known, begin && bookmark.given);
	const isFatal = (error: NodeApiError | NodeOperationError) => endsActivation(activation, error);
	const run = new PullRun(this, reader, bookmark, { begin, known, isFatal });
	await run.begin();
	gap.end();
	return {
		closeFunction: async () => {
			await run.close();
			gap.begin();
		},
	};
}

async function tenantOf(context: ITriggerFunctions): Promise<string> {
	const credential = await context.getCredentials(CREDENTIAL);
	try {
		return readConnection(credential).audience;
	} catch (error) {
		throw connectionError(context.getNode(), error);
	}
}

/**
 * Where a trigger goes on: where it was, but no further back than it may; at the time for which nobody
 * listened, where n8n has lost where it was.
 *
 * @param kept where it was
 * @returns undefined for one that begins with what happens from now on
 */
export function beginningOf(gap: Gap, kept: Position | undefined): Position | undefined {
	const { bound, start: since } = gap;
	if (bound === undefined) return undefined;
	if (kept?.since === undefined) return since === undefined ? undefined : { since };
	return Date.parse(kept.since) >= Date.parse(bound) ? kept : { since: bound };
}

/** Whether a failure at the start ends the activation, so that it is shown. */
function endsActivation(
	mode: WorkflowActivateMode,
	error: NodeApiError | NodeOperationError,
): boolean {
	if (BY_N8N.includes(mode)) return false;
	return BY_A_PERSON.includes(mode) ? !isPassing(error) : isLasting(error);
}
