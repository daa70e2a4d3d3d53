import { readFeedMessage, type FeedMessage } from '../../Auth0/api/events';
import { toSeconds } from '../../Auth0/api/times';
import { isRecord } from '../../Auth0/transport/answers';
import type { ErrorText } from '../../Auth0/transport/errors';
import { MessageTooLarge, type ServerSentEvents } from '../../Auth0/transport/serverSentEvents';
import { itemOf, readCloudEvent } from './cloudEvent';
import type { TriggerEvent } from './source';

/** Heartbeats come several times a minute: without a byte for so long, a connection is broken. */
const SILENT_MS = 90_000;

/** How long to wait before the next connection, where Auth0 does not say it. */
const RETRY_MS = 2_000;

/** How long Auth0 can have n8n wait before the next connection. */
const MAX_RETRY_MS = 60_000;

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
	} catch (error) {
		if (!(error instanceof MessageTooLarge)) return yield { kind: 'broken' };
		// It comes again on each connection, as one does that Auth0 cannot send.
		yield { kind: 'error', code: TOO_LARGE, message: 'more than 16 MB' };
	}
}

/** The event of a message, where it is one of these types. */
export function eventIn(message: Message, types: string[]): TriggerEvent | undefined {
	const event = message.kind === 'event' ? readCloudEvent(message.event) : undefined;
	return event && types.includes(event.type) ? itemOf(event) : undefined;
}

/** Whether it is to be an event of one of these types, and cannot be read. */
export function isUnreadable(message: Message, types: string[]): boolean {
	if (message.kind === 'unknown') return types.includes(message.type);
	if (message.kind !== 'event' || eventIn(message, types)) return false;
	return types.includes(String(message.event.type));
}

/** What is said of such an event. */
export const unreadable = (): ErrorText => ({
	message: 'An event is missing: what Auth0 sent could not be read.',
	description: `To find out what happened up to ${toSeconds(new Date().toISOString())}, see Auth0 Dashboard → Monitoring → Logs.`,
});

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

const TOO_LARGE = 'payload_too_large';

/** Whether a connection ended because of one event, which never can be sent. */
export const isTooLarge = ({ code }: FeedError) => code === TOO_LARGE;

export const answerOf = ({ code, message }: FeedError) => `Auth0’s answer: ${message} (${code})`;

/** How a connection ended that Auth0 could not go on with. */
export const faultOf = (error: FeedError): ErrorText => ({
	message: 'Auth0 could not go on with the stream of events.',
	description: `${CONNECTS_AGAIN} ${answerOf(error)}`,
});

/** How long to wait before the next connection, in ms. */
export const retryAfter = ({ retryMs = RETRY_MS }: { retryMs?: number } = {}) =>
	Math.min(retryMs, MAX_RETRY_MS);

/** As `retryAfter`, after one that broke, so that many clients do not come back together. */
export const pauseAfter = (stream?: { retryMs?: number }) =>
	retryAfter(stream) * (0.5 + Math.random());
