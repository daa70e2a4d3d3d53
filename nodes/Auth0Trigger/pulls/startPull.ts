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
import { PullRun, type PullStart } from './pullRun';

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
	const isNew = BY_A_PERSON.includes(activation);
	const { begin, earliest } = bookmark.isOfAnotherTenant
		? {}
		: beginningOf(gap, isNew ? undefined : bookmark.position);
	const known = begin ?? { since: new Date().toISOString() };
	bookmark.save(known, begin && bookmark.given);
	const isFatal = (error: NodeApiError | NodeOperationError) => endsActivation(activation, error);
	const bound = () => gap.bound;
	const run = new PullRun(this, reader, bookmark, { begin, known, earliest, bound, isFatal });
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
 * Where a trigger goes on: where it was; at the time for which nobody listened, where n8n has lost where it
 * was; and with what happens from now on, where there is no such time.
 *
 * @param kept where it was
 */
function beginningOf(
	{ bound, start: since }: Gap,
	kept: Position | undefined,
): Pick<PullStart, 'begin' | 'earliest'> {
	if (bound === undefined) return {};
	if (kept?.since === undefined) return since === undefined ? {} : { begin: { since } };
	return { begin: kept, earliest: bound };
}

/** Whether a failure at the start ends the activation, so that it is shown. */
function endsActivation(
	mode: WorkflowActivateMode,
	error: NodeApiError | NodeOperationError,
): boolean {
	if (BY_N8N.includes(mode)) return false;
	return BY_A_PERSON.includes(mode) ? !isPassing(error) : isLasting(error);
}
