import { ApiError, badRequest } from '../errors';
import type { SubscribeQuery } from '../schemas';
import { newId, type CloudEvent } from './events';
import type { FeedConnection } from './feedConnection';

/** Why a feed ends, as its last message says. Source: EventStreamCloudEventErrorCodeEnum */
export type FeedError =
	| 'invalid_cursor'
	| 'cursor_expired'
	| 'timeout'
	| 'payload_too_large'
	| 'processing_error'
	| 'connection_timeout';

/** How the tenant says that it cannot send an event. */
export interface Unsendable {
	code: FeedError;
	/** Which cursor it names: that before the event, that behind it, or none. */
	offset: 'before' | 'behind' | 'none';
}

const DEFAULTS = {
	/** How often a connection without events says where it is. Infinity for never. */
	heartbeatMs: 15_000,
	/** After how long the tenant closes a connection. Infinity for never. */
	closeAfterMs: 60_000,
	/** How many connections the plan allows at once. */
	limit: Infinity,
	/** How many events are kept. */
	retention: 10_000,
};

export interface FeedSettings extends Record<keyof typeof DEFAULTS, number> {
	/** With what each connection ends at once. */
	fault?: FeedError;
}

/** What stands behind a position. */
interface NextEvent {
	event: object;
	type: string;
	/** Behind it. */
	position: number;
	unsendable?: Unsendable;
}

/**
 * What happened in the tenant, in this order, for those who hold a connection of GET /events open.
 *
 * @see https://auth0.com/docs/customize/events/consume-events-with-events-api
 */
export class EventFeed {
	/** A test changes them in place. */
	readonly settings: FeedSettings = { ...DEFAULTS };
	private readonly connections = new Set<FeedConnection>();
	/** The stream that events of the feed name. */
	private readonly streamId = newId('est');
	private history: CloudEvent[] = [];
	/** How many events are kept no more. */
	private dropped = 0;
	/** Cursors from before a reset are no cursors. */
	private generation = 0;
	private readonly failures: FeedError[] = [];
	private readonly unsendable = new Map<string, Unsendable>();

	/** How many connections are open. */
	get open(): number {
		return this.connections.size;
	}

	publish(event: CloudEvent): void {
		this.history.push(event);
		this.trim();
		for (const connection of this.connections) connection.wake();
	}

	/** All open connections end: as HTTP has it, or with a reset, or they only fall silent. */
	close(how: 'end' | 'reset' | 'silence' = 'end'): void {
		for (const connection of this.connections) connection.close(how);
	}

	/** On all open connections, the next event breaks off in its middle, and the connection with it. */
	cutNext(): void {
		for (const connection of this.connections) connection.cutsNext = true;
	}

	/** All open connections end with this error; if there is none, the next one does. */
	fail(code: FeedError): void {
		if (this.connections.size === 0) this.failures.push(code);
		for (const connection of this.connections) connection.fail(code);
	}

	/** Each connection ends where it is to send this event. */
	cannotSend(id: string, how: Unsendable): void {
		this.unsendable.set(id, how);
	}

	/** Ends all connections and forgets everything. */
	reset(): void {
		this.close('reset');
		this.history = [];
		this.dropped = 0;
		this.generation++;
		this.failures.length = 0;
		this.unsendable.clear();
		Object.assign(this.settings, DEFAULTS, { fault: undefined });
	}

	add(connection: FeedConnection): void {
		this.connections.add(connection);
		const code = this.settings.fault ?? this.failures.shift();
		if (code) connection.fail(code);
	}

	/** @throws ApiError 403 when the plan allows no further connection */
	checkLimit(): void {
		if (this.connections.size < this.settings.limit) return;
		throw new ApiError(
			403,
			'Maximum concurrent event stream connections reached. Please close existing connections.',
		);
	}

	remove(connection: FeedConnection): void {
		this.connections.delete(connection);
	}

	/**
	 * Where a subscription begins: after a cursor, at a time, or now.
	 *
	 * @throws ApiError 400 for what is no cursor or time, 410 for a cursor whose events are gone
	 */
	positionOf({ from, from_timestamp: since }: SubscribeQuery): number {
		if (from !== undefined && since !== undefined) {
			throw badRequest('from and from_timestamp cannot be used together.');
		}
		this.trim();
		if (from !== undefined) return this.positionOfCursor(from);
		if (since === undefined) return this.dropped + this.history.length;
		const start = Date.parse(since);
		if (Number.isNaN(start)) throw badRequest('Invalid timestamp format.');
		const first = this.history.findIndex(({ time }) => Date.parse(time) >= start);
		return this.dropped + (first === -1 ? this.history.length : first);
	}

	/** What stands behind a position, and the position after it; undefined at the end. */
	after(position: number): NextEvent | undefined {
		const event = this.history[position - this.dropped];
		if (!event) return undefined;
		const { a0tenant, a0purpose, ...rest } = event;
		return {
			type: event.type,
			event: { ...rest, a0tenant, a0stream: this.streamId, ...(a0purpose && { a0purpose }) },
			position: position + 1,
			unsendable: this.unsendable.get(event.id),
		};
	}

	/** What says nothing to whoever gets it. */
	toCursor(position: number): string {
		return Buffer.from(`feed,${this.generation},${position}`).toString('base64url');
	}

	private positionOfCursor(cursor: string): number {
		const text = Buffer.from(cursor, 'base64url').toString();
		const [, generation, digits] = /^feed,(\d+),(\d+)$/.exec(text) ?? [];
		const position = Number(digits);
		const isKnown = position <= this.dropped + this.history.length;
		if (Number(generation) !== this.generation || !isKnown) {
			throw badRequest('Invalid cursor format.');
		}
		if (position >= this.dropped) return position;
		throw new ApiError(410, 'Cursor points to data no longer available in the stream.');
	}

	private trim(): void {
		const excess = Math.max(0, this.history.length - this.settings.retention);
		this.history.splice(0, excess);
		this.dropped += excess;
	}
}
