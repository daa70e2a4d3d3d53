import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { NamedFields } from '../fields/namedFields';
import type { Parameters } from '../fields/parameters';
import { readRequestOptions } from '../fields/requestOptions';
import type { ConnectOptions } from '../transport/connection';
import { Connections } from '../transport/connections';
import { faultBehind, inputError, nodeErrorOf } from '../transport/nodeErrors';
import { MAX_IN_FLIGHT } from '../transport/rateLimiter';
import { Stopwatch } from '../transport/stopwatch';
import { access } from './access';
import { allAtOnce } from './allAtOnce';
import { apiRequest } from './apiRequest';
import { application } from './application';
import { connection } from './connection';
import { emailAndLink } from './emailAndLink';
import { errorOutput, outputItem } from './errorOutput';
import { eventStream } from './eventStream';
import { heldBackHint, Hints } from './hints';
import { identity } from './identity';
import { Item } from './item';
import { job } from './job';
import { notForTools } from './links';
import { log } from './log';
import { oneByOne } from './oneByOne';
import { isWriting, type Operation, type Resource } from './operation';
import { organization } from './organization';
import { organizationConnection } from './organizationConnection';
import { organizationInvitation } from './organizationInvitation';
import { organizationMember } from './organizationMember';
import { permission } from './permission';
import { role } from './role';
import type { Run } from './run';
import { stopsTheRun } from './stoppedRun';
import { toolOutput } from './toolOutput';
import { user } from './user';

/** All resources, by the value that is saved. */
export const resources: Record<string, Resource> = {
	access,
	apiRequest,
	application,
	connection,
	emailAndLink,
	eventStream,
	identity,
	job,
	log,
	organization,
	organizationConnection,
	organizationInvitation,
	organizationMember,
	permission,
	role,
	user,
};

/**
 * Executes the chosen operation for every input item: several at the same time, or all at once where the
 * operation needs them so. The outputs stand in the order of the inputs, each paired with its own; what
 * belongs to no input comes last.
 *
 * @throws NodeApiError or NodeOperationError with the index of its item; with “Continue on fail”,
 * and for a tool that is not to stop the workflow, the item's output holds the error instead, and the other
 * items go on.
 */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(this);
	const node = this.getNode();
	const count = this.getInputData().length;
	const namedFields = new NamedFields();
	const itemOf = (index: number) => new Item(this, index, operation.fields, namedFields);
	const first = itemOf(0);
	const options = count === 0 ? {} : requestOptionsOf(first);
	const isTool = count > 0 && first.isTool;
	// Of what a tool throws, a model reads the message or nothing at all. As n8n's engine does, it only stops
	// the workflow where that is saved.
	const goesOn = this.continueOnFail() || (isTool && node.onError !== 'stopWorkflow');
	const hints = new Hints();
	const heldBack = new Stopwatch();
	const connections = new Connections(this);

	const errorOf = (caught: unknown) => {
		const cause = faultBehind(caught);
		if (cause !== undefined) {
			this.logger.debug('Auth0: an item could not be processed', { cause });
		}
		return nodeErrorOf(node, caught);
	};
	const run: Run<unknown> = {
		count,
		limit: options.requestsInFlight ?? MAX_IN_FLIGHT,
		signal: this.getExecutionCancelSignal(),
		hints,
		async read(index) {
			if (isTool) requireForTools(operation);
			const item = index === 0 ? first : itemOf(index);
			item.checkFields();
			const input = operation.read(item);
			const auth0 = await connections.of(index, { ...readRequestOptions(item), heldBack });
			return { input, auth0 };
		},
		outputsOf: (output, index) => [output].flat().map((one) => outputItem(one, node, index)),
		failure(index, caught) {
			const error = errorOf(caught);
			if (index !== undefined) error.context.itemIndex = index;
			if (!goesOn) throw error;
			if (index !== undefined) hints.forget(index);
			return [outputItem(errorOutput(error), node, index)];
		},
	};
	const execution =
		'executeAll' in operation ? allAtOnce(operation, run) : oneByOne(operation, run);
	const { done, failed, besides, error } = await execution.finally(
		async () => await connections.close(),
	);
	if (failed.size > 0) throw stopsTheRun(done, failed, count);
	if (error !== undefined) throw error;
	const finding = namedFields.finding();
	if (finding?.error && !isWriting(operation)) {
		for (const [index, outputs] of done) {
			if (holdsNothing(outputs)) done.set(index, run.failure(index, finding.error));
		}
	} else if (finding) {
		hints.tell(finding.hint);
	}
	const ofItems = Array.from({ length: count }, (_, index) => done.get(index) ?? []);
	const items = [...ofItems, besides].flat();
	const outputs = isTool ? toolOutput(items, hints.texts(count)) : items;
	const waited = heldBackHint(heldBack.ms);
	if (waited !== undefined) hints.tell(waited);
	hints.show(this, count);
	return [outputs];
}

/** How requests are sent. An option that cannot be used is told of when its item runs. */
function requestOptionsOf(parameters: Parameters): ConnectOptions {
	try {
		return readRequestOptions(parameters);
	} catch {
		return {};
	}
}

const holdsNothing = (outputs: INodeExecutionData[]) =>
	outputs.length > 0 && outputs.every(({ json }) => Object.keys(json).length === 0);

/** @throws InputError for an operation that is not for a model */
function requireForTools({ option, insteadAsTool, whyNotAsTool }: Operation): void {
	if (insteadAsTool === undefined) return;
	throw notForTools(`'${option.name}'`, insteadAsTool, whyNotAsTool);
}

function chosenOperation(functions: IExecuteFunctions): Operation {
	const resource = functions.getNodeParameter('resource', 0);
	const name = functions.getNodeParameter('operation', 0);
	const operation = resources[resource]?.operations[name];
	if (operation) return operation;
	throw inputError(functions.getNode(), {
		message: `The resource “${resource}” has no operation “${name}”.`,
		description:
			'Choose an operation from the list. For other requests, use the API Request resource.',
	});
}
