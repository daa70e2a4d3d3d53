import type { IDataObject } from 'n8n-workflow';

import { isRecord, isTooDeep } from '../transport/answers';
import type { RefusalRule } from '../transport/refusal';
import type { ApiAnswer, ApiRequest } from '../transport/request';
import {
	serverSentEvents,
	type ServerSentEvent,
	type ServerSentEvents,
} from '../transport/serverSentEvents';
import { toSeconds } from './times';

/** Where a stream of events begins: behind a cursor, or else at a time; now without either. */
export interface EventsStart {
	cursor?: string;
	/** An ISO 8601 time. */
	since?: string;
}

/** What a stream of events says. */
export type FeedMessage =
	| { kind: 'event'; cursor?: string; event: IDataObject }
	/** Nothing happened; from here on it can be read again. */
	| { kind: 'position'; cursor?: string }
	/** The stream ends. */
	| { kind: 'error'; code: string; message: string; cursor?: string }
	/** Of this type, and not what Auth0 documents. */
	| { kind: 'unknown'; type: string; cursor?: string };

const REFUSALS: RefusalRule[] = [
	{
		status: 400,
		pattern: /event.?type/i,
		message: 'Auth0 does not accept one of the event types for this tenant.',
		description:
			"Remove types from 'Event Types' one by one. Auth0 does not offer those of groups and of organization connections to every tenant yet.",
	},
	{
		status: 403,
		pattern: /concurrent|connections reached/i,
		message: 'The plan of this Auth0 tenant allows no further connection for events.',
		description:
			"The Free plan has 1, self-service plans have 4, and Enterprise has 8. Stop another workflow or application that listens to events. Or choose another option in 'Listen To': User and Organization Events if n8n has a public URL, New Log Events by Polling if not.",
	},
];

/**
 * Opens a stream of the events of these types, in the order in which they happen. Auth0 closes it after
 * some minutes.
 *
 * @see https://auth0.com/docs/customize/events/consume-events-with-events-api
 */
export const subscribeToEvents = (
	types: readonly string[],
	{ cursor, since }: EventsStart,
): ApiRequest<ServerSentEvents> => ({
	method: 'GET',
	path: '/events',
	query: {
		event_type: [...types],
		from: cursor,
		...(cursor === undefined && since !== undefined && { from_timestamp: toSeconds(since) }),
	},
	headers: { Accept: 'text/event-stream' },
	subject: {
		name: 'The stream of events',
		whenMissing:
			"Check 'Tenant Domain' in the credential. If Auth0 does not offer the stream to this tenant, choose New Log Events by Polling in 'Listen To'.",
		whenBeyondPlan: "Choose New Log Events by Polling in 'Listen To', which works on every plan.",
	},
	errors: REFUSALS,
	isStream: true,
	answers: serverSentEvents,
	answersText: serverSentEvents,
});

/** Whether Auth0 refuses to begin where it was asked to, as it does not have that any more. */
export function refusesStart({ statusCode, body }: ApiAnswer): true | undefined {
	const message = isRecord(body) ? String(body.message) : '';
	const isRefused = statusCode === 410 || (statusCode === 400 && /cursor|timestamp/i.test(message));
	return isRefused || undefined;
}

/**
 * Reads a message of the stream.
 *
 * Source: EventStreamSubscribeEventsResponseContent in Auth0’s OpenAPI document.
 */
export function readFeedMessage({ type, data, lastId }: ServerSentEvent): FeedMessage {
	const content = parse(data);
	if (!content) return { kind: 'unknown', type, ...positionOf(lastId) };
	const position = positionOf(content.offset, lastId);
	if (type === 'error') {
		const { code, message, offset } = isRecord(content.error) ? content.error : content;
		const text = typeof message === 'string' ? message : '';
		return { kind: 'error', code: String(code), message: text, ...positionOf(offset) };
	}
	if (isRecord(content.event)) {
		return { kind: 'event', event: { type, ...content.event }, ...position };
	}
	return type === 'offset-only'
		? { kind: 'position', ...position }
		: { kind: 'unknown', type, ...position };
}

function positionOf(...candidates: unknown[]): { cursor?: string } {
	const cursor = candidates.find((text) => typeof text === 'string' && text !== '');
	return typeof cursor === 'string' ? { cursor } : {};
}

function parse(text: string): IDataObject | undefined {
	try {
		const content: unknown = JSON.parse(text);
		return isRecord(content) && !isTooDeep(content) ? content : undefined;
	} catch {
		return undefined;
	}
}
