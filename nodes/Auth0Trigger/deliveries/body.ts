import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isRecord, isTooDeep } from '../../Auth0/transport/answers';

/** The part of a request that n8n reads only when it is asked to. */
interface RawRequest {
	rawBody?: { toString(encoding: 'utf8'): string };
	readRawBody(): Promise<void>;
}

/**
 * The messages in the body of a delivery, whatever its content type: one, a list of them, or one a line.
 *
 * @returns undefined for a body that is none of these
 * @throws what n8n throws for a body that is larger than it takes
 */
export async function messagesOf(context: IWebhookFunctions): Promise<IDataObject[] | undefined> {
	const request: RawRequest = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody();
	return readMessages(request.rawBody?.toString('utf8') ?? '');
}

/** @returns undefined for a text that is neither JSON nor JSON lines of objects, and for none */
export function readMessages(text: string): IDataObject[] | undefined {
	const body = text.replace(/^\ufeff/, '').trim();
	const values = parse(body) ?? parseLines(body);
	if (!values || values.length === 0 || isTooDeep(values)) return undefined;
	return values.every(isRecord) ? values : undefined;
}

function parse(text: string): unknown[] | undefined {
	try {
		return [JSON.parse(text)].flat();
	} catch {
		return undefined;
	}
}

function parseLines(text: string): unknown[] | undefined {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	const values = lines.map((line) => parse(line));
	return values.every((value) => value !== undefined) ? values.flat() : undefined;
}
