/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a connection that ends takes its timers back */
import type { ServerResponse } from 'http';

import { heldRequests } from '../heldRequests';
import type { EventFeed, FeedError } from './eventFeed';

/** One client that holds GET /events open: server-sent events, as long as the connection lives. */
export class FeedConnection {
	/** The next event breaks off in its middle. */
	cutsNext = false;
	private readonly held = {};
	private heartbeat?: NodeJS.Timeout;
	private end?: NodeJS.Timeout;
	private isSilent = false;

	constructor(
		private readonly feed: EventFeed,
		private readonly response: ServerResponse,
		private readonly types: string[],
		private position: number,
	) {
		response.writeHead(200, {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-cache',
		});
		response.once('close', () => this.stop());
		// A client can have left while the tenant took its time to answer.
		if (response.closed) return;
		this.write(':connected\n\nretry: 2000\n\n');
		feed.add(this);
		const { heartbeatMs, closeAfterMs } = feed.settings;
		if (Number.isFinite(closeAfterMs)) this.end = setTimeout(() => this.close(), closeAfterMs);
		if (Number.isFinite(heartbeatMs)) this.beat(heartbeatMs);
		this.wake();
	}

	/** Sends what has happened since. */
	wake(): void {
		for (
			let next = this.feed.after(this.position);
			next && this.isOpen();
			next = this.feed.after(this.position)
		) {
			const { position } = this;
			this.position = next.position;
			if (this.types.length > 0 && !this.types.includes(next.type)) continue;
			if (next.unsendable) {
				const { code, offset } = next.unsendable;
				const named = { before: position, behind: next.position, none: null };
				return this.fail(code, named[offset]);
			}
			this.message(next.type, { event: next.event });
		}
	}

	/** @param position that it names, if any; by default where it is */
	fail(code: FeedError, position: number | null = this.position): void {
		if (!this.isOpen()) return;
		const offset = position === null ? undefined : this.feed.toCursor(position);
		this.write(frame('error', { error: { code, message: MESSAGES[code], offset } }));
		this.close();
	}

	close(how: 'end' | 'reset' | 'silence' = 'end'): void {
		if (how === 'end') this.response.end();
		else if (how === 'reset' && !this.response.writableEnded) this.response.destroy();
		if (how !== 'silence') heldRequests.delete(this.held);
		this.isSilent = true;
		clearTimeout(this.heartbeat);
		clearTimeout(this.end);
	}

	private isOpen(): boolean {
		return !this.isSilent && !this.response.destroyed;
	}

	private beat(milliseconds: number): void {
		this.heartbeat = setTimeout(() => {
			this.write(': heartbeat\n\n');
			this.message('offset-only', {});
			this.beat(milliseconds);
		}, milliseconds);
	}

	private message(type: string, content: object): void {
		const offset = this.feed.toCursor(this.position);
		const text = frame(type, { offset, ...content }, offset);
		if (!this.cutsNext || type === 'offset-only') return this.write(text);
		this.isSilent = true;
		this.response.write(text.slice(0, text.length / 2), () => this.close('reset'));
	}

	/** Between two texts there is nothing to do about the connection, and time may pass. */
	private write(text: string): void {
		if (!this.isOpen()) return;
		heldRequests.delete(this.held);
		this.response.write(text, () => {
			if (!this.response.writableEnded && !this.response.destroyed) heldRequests.add(this.held);
		});
	}

	private stop(): void {
		this.close();
		heldRequests.delete(this.held);
		this.feed.remove(this);
	}
}

const MESSAGES: Record<FeedError, string> = {
	invalid_cursor: 'Invalid cursor format.',
	cursor_expired: 'Cursor points to data no longer available in the stream.',
	timeout: 'The request timed out.',
	payload_too_large: 'The event is too large.',
	processing_error: 'An error occurred while processing the event.',
	connection_timeout: 'The connection has reached its maximum duration.',
};

const frame = (type: string, data: object, id?: string) =>
	`event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
