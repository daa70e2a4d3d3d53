import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Parameters } from '../../Auth0/fields/parameters';
import { skipsDuplicates } from '../options';
import { chosenSource } from '../sources';
import { itemsOf, type TriggerEvent } from '../sources/source';
import { isAuthorized } from './authorize';
import { messagesOf } from './body';
import { isKnown } from './duplicates';

/**
 * Takes a delivery of Auth0: its events start the workflow. What does not carry the token of the stream,
 * and what is no event, starts nothing, and is answered with a status that Auth0 does not send again.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (!(await isAuthorized(this))) {
		return refuse(this, 401, 'This is not the token of the stream.');
	}
	const source = chosenSource(this);
	if (!('read' in source)) return refuse(this, 404, 'This trigger does not accept deliveries.');
	const messages = await messagesOf(this);
	if (messages === 'too large') return refuse(this, 413, 'The body is too large.');
	if (!messages) return refuse(this, 400, 'The body is not JSON.');
	const parameters = Parameters.ofNode(this, source.fields);
	const read = messages.map((message) => source.read(message, parameters));
	if (read.every((event) => event === 'unknown')) {
		return refuse(this, 400, 'The body contains no Auth0 event.');
	}
	const isTest = this.getMode() === 'manual';
	const mayBeNew = ({ id }: TriggerEvent) =>
		isTest || !skipsDuplicates(parameters) || !isKnown(this, id);
	const events = read.filter((event) => typeof event === 'object').filter(mayBeNew);
	// Auth0 takes any 2xx for a success, and needs no words.
	if (events.length === 0) return { webhookResponse: {} };
	return { workflowData: [itemsOf(events)] };
}

function refuse(context: IWebhookFunctions, status: number, message: string) {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
