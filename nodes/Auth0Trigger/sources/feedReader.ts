import { readFeedMessage, type FeedMessage } from '../../Auth0/api/events';
import { isRecord } from '../../Auth0/transport/answers';
import type { ErrorText } from '../../Auth0/transport/errors';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import type { ServerSentEvents } from '../../Auth0/transport/serverSentEvents';
import { gather } from '../pulls/gather';
import { withCount } from './caughtUp';
import { itemOf, readCloudEvent } from './cloudEvent';
import type { Pull, TriggerEvent } from './source';

/** Heartbeats come several times a minute: without a byte for so long, a connection is broken. */
const SILENT_MS = 90_000;

/** What comes without such a pause at the start happened before. */
const QUIET_MS = 2_000;

/** How many events are counted before the first is handed on. */
const MAX_COUNTED = 5_000;

/** A connection that lived this long has ended in the ordinary way. */
const ORDINARY_MS = 10_000;

/** How long to wait before the next connection, where Auth0 does not say it. */
const RETRY_MS = 2_000;

const CLOSED = {
	message: 'Auth0 closed the connection for events at once.',
	description: 'n8n connects again by itself. If this goes on, check any proxy before Auth0.',
};

/** What is said of a connection that breaks again and again. */
export const BROKEN = {
	message: 'The connection for events broke off.',
	description:
		'n8n connects again by itself. If this goes on, check the network of n8n and any proxy before Auth0.',
};

const TOO_LARGE = {
	message: 'One event is missing: it is too large for Auth0 to send.',
	description: 'The workflow went on with the next one.',
};

/** What a connection says, and that it breaks. */
export type Message = FeedMessage | { kind: 'broken' };

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

/** Whether Auth0 ended a connection because it has no events behind the cursor. */
export const isGone = ({ code }: FeedMessage & { kind: 'error' }) =>
	code === 'invalid_cursor' || code === 'cursor_expired';

/** Whether it ended with a fault of Auth0, and neither of its time nor of one event. */
export const isFault = ({ code }: FeedMessage & { kind: 'error' }) =>
	code !== 'payload_too_large' && !code.endsWith('timeout');

/** How a connection ended that Auth0 could not go on with. */
export const faultOf = ({ code, message }: FeedMessage & { kind: 'error' }): ErrorText => ({
	message: 'Auth0 could not go on with the stream of events.',
	description: `n8n connects again by itself. Auth0’s answer: ${message} (${code})`,
});

/** How long to wait after a connection that broke, in ms, so that many clients do not come back together. */
export const pauseAfter = ({ retryMs = RETRY_MS }: { retryMs?: number } = {}) =>
	retryMs * (0.5 + Math.random());

/** Hands on what one connection says. */
export class FeedReader {
	private readonly openedAt = Date.now();
	private messages = 0;

	constructor(
		private readonly stream: ServerSentEvents,
		private readonly pull: Pull,
		private readonly api: ManagementApi,
		private readonly types: string[],
	) {}

	/**
	 * Reads until the connection ends.
	 *
	 * @returns how long to wait before the next one, in ms; 'gone' where Auth0 has no events behind the cursor
	 * @throws NodeApiError for a connection that was of no use, and for a fault of Auth0 that ended it
	 */
	async read(): Promise<number | 'gone'> {
		const batches = gather(messagesOf(this.stream), {
			isLive: (message) => message.kind !== 'position' && !this.isPast(message),
			quietMs: QUIET_MS,
			max: this.pull.isCatchingUp ? MAX_COUNTED : 0,
		});
		for await (const batch of batches) {
			const missed = this.pull.isCatchingUp
				? batch.filter((message) => this.isMissed(message))
				: [];
			for (const message of batch) {
				const end = await this.handOn(message, message === missed[0] ? missed.length : 0);
				if (end !== undefined) return end;
			}
			this.pull.caughtUp();
		}
		if (!this.wasOfUse) throw this.api.failure(CLOSED);
		const { retryMs = RETRY_MS } = this.stream;
		return Math.max(0, retryMs - (Date.now() - this.openedAt));
	}

	private isPast(message: Message): boolean {
		return message.kind === 'event' && Date.parse(String(message.event.time)) <= this.openedAt;
	}

	/** Whether it is an event that happened while nobody looked. */
	private isMissed(message: Message): boolean {
		const event = eventIn(message, this.types);
		return event !== undefined && this.isPast(message) && !this.pull.wasGiven(event.id);
	}

	private async handOn(message: Message, caughtUp: number): Promise<number | 'gone' | undefined> {
		if (message.kind === 'broken') {
			this.pull.signal.throwIfAborted();
			if (!this.wasOfUse) throw this.api.failure(BROKEN);
			return pauseAfter(this.stream);
		}
		if (message.kind === 'error') return this.endOf(message);
		this.messages++;
		const { cursor = this.pull.position.cursor } = message;
		const event = eventIn(message, this.types);
		if (!event) {
			this.pull.moveTo({ cursor, since: new Date().toISOString() });
			return undefined;
		}
		const json = caughtUp === 0 ? event.json : withCount(event.json, caughtUp);
		await this.pull.give([{ ...event, json }], { cursor, since: timeOf(event) });
		return undefined;
	}

	private endOf(message: FeedMessage & { kind: 'error' }): number | 'gone' {
		if (isGone(message)) return 'gone';
		const { position } = this.pull;
		const { code, cursor } = message;
		if (code === 'payload_too_large' && cursor !== undefined && cursor !== position.cursor) {
			this.pull.reportGap(TOO_LARGE);
			this.pull.moveTo({ ...position, cursor });
		} else if (isFault(message) || !this.wasOfUse) throw this.api.failure(faultOf(message));
		return pauseAfter(this.stream);
	}

	private get wasOfUse(): boolean {
		return this.messages > 0 || Date.now() - this.openedAt >= ORDINARY_MS;
	}
}

/** Up to when everything is known after an event; one without a time tells nothing. */
function timeOf({ json: { event } }: TriggerEvent): string {
	const time = isRecord(event) ? Date.parse(String(event.time)) : NaN;
	return new Date(Number.isNaN(time) ? Date.now() : time).toISOString();
}
