import type { ManagementApi } from '../../Auth0/transport/managementApi';
import type { ServerSentEvents } from '../../Auth0/transport/serverSentEvents';
import { gather } from '../pulls/gather';
import { withCount } from './caughtUp';
import {
	BROKEN,
	CLOSED,
	eventIn,
	faultOf,
	isOutOfTime,
	isUnreadable,
	messagesOf,
	pauseAfter,
	retryAfter,
	timeOf,
	unreadable,
	type FeedError,
	type Message,
} from './feed';
import type { Pull } from './source';

/** What comes without such a pause at the start happened before. */
const QUIET_MS = 2_000;

/** How many events are counted before the first is handed on. */
const MAX_COUNTED = 5_000;

/** A connection that lived this long has ended in the ordinary way. */
const ORDINARY_MS = 10_000;

/** Hands on what one connection says. */
export class FeedReader {
	private readonly openedAt = Date.now();
	private messages = 0;
	private hasToldUnreadable = false;

	constructor(
		private readonly stream: ServerSentEvents,
		private readonly pull: Pull,
		private readonly api: ManagementApi,
		private readonly types: string[],
	) {}

	/**
	 * Reads until the connection ends.
	 *
	 * @returns how long to wait before the next one, in ms; or what Auth0 says, if it cannot go on
	 * @throws NodeApiError for a connection that was of no use
	 */
	async read(): Promise<number | FeedError> {
		const batches = gather(messagesOf(this.stream), {
			isLive: (message) => !['position', 'unknown'].includes(message.kind) && !this.isPast(message),
			quietMs: QUIET_MS,
			max: this.pull.isCatchingUp ? MAX_COUNTED : 0,
		});
		for await (const batch of batches) {
			const tooOld = this.firstTooOld(batch);
			if (tooOld !== undefined) {
				this.pull.skip(tooOld);
				return 0;
			}
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
		return Math.max(0, retryAfter(this.stream) - (Date.now() - this.openedAt));
	}

	/** The time of the first event that is new, where the trigger may not go back so far. */
	private firstTooOld(batch: Message[]): string | undefined {
		const { earliest } = this.pull;
		if (earliest === undefined) return undefined;
		const events = batch.flatMap((message) => eventIn(message, this.types) ?? []);
		const first = events.find(({ id }) => !this.pull.wasGiven(id));
		const time = first && timeOf(first);
		return time !== undefined && time < earliest ? time : undefined;
	}

	private isPast(message: Message): boolean {
		return message.kind === 'event' && Date.parse(String(message.event.time)) <= this.openedAt;
	}

	/** Whether it is an event that happened while nobody looked. */
	private isMissed(message: Message): boolean {
		const event = eventIn(message, this.types);
		return event !== undefined && this.isPast(message) && !this.pull.wasGiven(event.id);
	}

	private async handOn(
		message: Message,
		caughtUp: number,
	): Promise<number | FeedError | undefined> {
		if (message.kind === 'broken') {
			this.pull.signal.throwIfAborted();
			if (!this.wasOfUse) throw this.api.failure(BROKEN);
			return pauseAfter(this.stream);
		}
		if (message.kind === 'error') {
			if (!isOutOfTime(message)) return message;
			if (!this.wasOfUse) throw this.api.failure(faultOf(message));
			return pauseAfter(this.stream);
		}
		this.messages++;
		const { cursor = this.pull.position.cursor } = message;
		const event = eventIn(message, this.types);
		if (!event) {
			if (isUnreadable(message, this.types)) this.tellUnreadable();
			this.pull.moveTo({ cursor, since: new Date().toISOString() });
			return undefined;
		}
		const json = caughtUp === 0 ? event.json : withCount(event.json, caughtUp);
		await this.pull.give([{ ...event, json }], { cursor, since: timeOf(event) });
		return undefined;
	}

	/** Once: where Auth0 sends what nobody can read, more of it follows. */
	private tellUnreadable(): void {
		if (!this.hasToldUnreadable) this.pull.reportGap(unreadable());
		this.hasToldUnreadable = true;
	}

	private get wasOfUse(): boolean {
		return this.messages > 0 || Date.now() - this.openedAt >= ORDINARY_MS;
	}
}
