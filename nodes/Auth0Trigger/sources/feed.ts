import { readFeedMessage, type FeedMessage } from '../../Auth0/api/events';
import { isRecord } from '../../Auth0/transport/answers';
import type { ErrorText } from '../../Auth0/transport/errors';
import type { ServerSentEvents } from '../../Auth0/transport/serverSentEvents';
import { itemOf, readCloudEvent } from './cloudEvent';
import type { TriggerEvent } from './source';

/** Heartbeats come several times a minute: without a byte for so long, a connection is broken. */
const SILENT_MS = 90_000;

/** How long to wait before the next connection, where Auth0 does not say it. */
export const RETRY_MS = 2_000;

/** How many connections that bring nothing are borne, where somebody waits for the end. */
export const MAX_USELESS = 5;

/** With what Auth0 ends a connection. */
export type FeedError = FeedMessage & { kind: 'error' };

/** What a connection says, and that it breaks. */
export type Message = FeedMessage | { kind: 'broken' };

const CONNECTS_AGAIN = 'n8n connects again by itself.';

/** What is said of a connection that ends again and again before it brings anything. */
export const CLOSED: ErrorText = {
	message: 'Auth0 closed the connection for events at once.',
	description: `${CONNECTS_AGAIN} If this goes on, check any proxy before Auth0.`,
};

/** As `CLOSED`, of one that breaks. */
export const BROKEN: ErrorText = {
	message: 'The connection for events broke off.',
	description: `${CONNECTS_AGAIN} If this goes on, check the network of n8n and any proxy before Auth0.`,
};

/** What a connection says, until it ends, or breaks. */
export async function* messagesOf(stream: ServerSentEvents): AsyncGenerator<Message, void> {
	try {
		for await (const message of stream.read(SILENT_MS)) yield readFeedMessage(message);
	} catch {
		yield { kind: 'broken' };
	}
}

/** The event of a message, where it is one of these types. */
export function eventIn(message: Message, types: string[]): TriggerEvent | undefined {
	const event = message.kind === 'event' ? readCloudEvent(message.event) : undefined;
	return event && types.includes(event.type) ? itemOf(event) : undefined;
}

/** Up to when everything is known after an event; one without a time tells nothing. */
export function timeOf({ json: { event } }: TriggerEvent): string {
	const time = isRecord(event) ? Date.parse(String(event.time)) : NaN;
	return new Date(Number.isNaN(time) ? Date.now() : time).toISOString();
}

/** Whether Auth0 ended a connection because it has no events behind the cursor. */
export const isGone = ({ code }: FeedError) =>
	code === 'invalid_cursor' || code === 'cursor_expired';

/** Whether Auth0 ended a connection because it had lived long enough. */
export const isOutOfTime = ({ code }: FeedError) => code.endsWith('timeout');

export const answerOf = ({ code, message }: FeedError) => `Auth0’s answer: ${message} (${code})`;

/** How a connection ended that Auth0 could not go on with. */
export const faultOf = (error: FeedError): ErrorText => ({
	message: 'Auth0 could not go on with the stream of events.',
	description: `${CONNECTS_AGAIN} ${answerOf(error)}`,
});

/** How long to wait after a connection that broke, in ms, so that many clients do not come back together. */
export const pauseAfter = ({ retryMs = RETRY_MS }: { retryMs?: number } = {}) =>
	retryMs * (0.5 + Math.random());
