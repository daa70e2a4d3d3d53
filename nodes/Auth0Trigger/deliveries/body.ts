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
 * @returns 'too large' for a body that is larger than n8n takes; undefined for one that is none of these
 */
export async function messagesOf(
	context: IWebhookFunctions,
): Promise<IDataObject[] | 'too large' | undefined> {
	const request: RawRequest = context.getRequestObject();
	try {
		if (request.rawBody === undefined) await request.readRawBody();
	} catch (error) {
		// It also fails for what is not compressed as its header says, and for a form.
		return isRecord(error) && error.status === 413 ? 'too large' : undefined;
	}
	return readMessages(request.rawBody?.toString('utf8') ?? '');
}

/**
 * Reads the messages of a text. What is none stands in nobody's way: Auth0 does not send again what it is refused.
 *
 * @returns undefined for a text that is neither JSON nor JSON lines
 */
export function readMessages(text: string): IDataObject[] | undefined {
	const body = text.replace(/^\ufeff/, '').trim();
	const values = body === '' ? undefined : (parse(body) ?? parseLines(body));
	return values?.filter(isRecord).filter((message) => !isTooDeep(message));
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
