import { sleep } from 'n8n-workflow';

import { refusesStart, subscribeToEvents } from '../../Auth0/api/events';
import { eventTypes, readEventTypes } from '../../Auth0/fields/eventTypes';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import { CATCH_UP, optionsField } from '../options';
import { events } from './events';
import {
	BROKEN,
	eventIn,
	faultOf,
	isGone,
	isOutOfTime,
	isTooLarge,
	isUnreadable,
	MAX_USELESS,
	messagesOf,
	pauseAfter,
	unreadable,
	type FeedError,
} from './feed';
import { FeedReader } from './feedReader';
import { EVENT_SAMPLES } from './samples';
import {
	laterOf,
	type Position,
	type Pull,
	type PullReader,
	type PullSource,
	type TriggerEvent,
} from './source';
import { passedOver, wayPast } from './wayPast';

const GAP = {
	message: 'Some events may be missing.',
	description:
		'Auth0 no longer had all events since the last one that was fetched. The workflow went on with the oldest ones that Auth0 has.',
};

/** A fault of Auth0 that is none of one event is over after that time. */
const FAULT_MS = 10 * 60_000;

/** A position that Auth0 cannot go on from. */
interface Impasse {
	at: Position;
	/** When Auth0 said so first. */
	since: number;
	/** Where it could go on. */
	way?: Position;
}

/** Reads events of these types, over one connection after another. */
class EventsReader implements PullReader {
	readonly maxOpen = 50;
	private impasse?: Impasse;

	constructor(private readonly types: string[]) {}

	async follow(pull: Pull): Promise<number> {
		const api = await pull.connect();
		const request = subscribeToEvents(this.types, pull.position);
		const answered = await api.requestUnless(request, refusesStart);
		if (!('body' in answered)) return this.moveOn(pull);
		pull.opened();
		const reader = new FeedReader(answered.body, pull, api, this.types);
		const end = await reader.read();
		if (typeof end === 'number') return end;
		return isGone(end) ? this.moveOn(pull) : await this.goPast(end, pull, api);
	}

	async sample({ connect, signal }: Pick<Pull, 'connect' | 'signal'>): Promise<TriggerEvent[]> {
		let startedAt = new Date().toISOString();
		let position: Position = {};
		for (let useless = 1; ; useless++) {
			const api = await connect();
			const stream = await api.request(subscribeToEvents(this.types, position));
			position = { since: startedAt, ...position };
			for await (const message of messagesOf(stream)) {
				const event = eventIn(message, this.types);
				if (event) return [event];
				if (isUnreadable(message, this.types)) throw api.failure(unreadable());
				if (message.kind === 'broken') continue;
				if (message.kind !== 'error') {
					useless = 0;
					if (message.cursor !== undefined) position.cursor = message.cursor;
				} else if (isGone(message)) position = { since: startedAt };
				else if (isTooLarge(message)) {
					startedAt = new Date().toISOString();
					position = {};
				} else if (!isOutOfTime(message)) throw api.failure(faultOf(message));
			}
			signal.throwIfAborted();
			if (useless >= MAX_USELESS) throw api.failure(BROKEN);
			await sleep(pauseAfter(stream), signal);
		}
	}

	/**
	 * An event that Auth0 cannot send keeps the others back for a while only. It is given up once Auth0
	 * sends what is behind it, and then fails there once more.
	 *
	 * @throws NodeApiError for a fault that is not known to be one of an event
	 */
	private async goPast(fault: FeedError, pull: Pull, api: ManagementApi): Promise<number> {
		const { position } = pull;
		const isSame = this.impasse?.at === position;
		const impasse = isSame && this.impasse ? this.impasse : { at: position, since: Date.now() };
		this.impasse = impasse;
		if (impasse.way) {
			pull.reportGap(passedOver(fault, impasse.way));
			pull.moveTo(impasse.way);
			return pauseAfter();
		}
		if (isTooLarge(fault) || Date.now() - impasse.since >= FAULT_MS) {
			impasse.way = await wayPast(api, this.types, position, fault, pull.signal);
		}
		if (!impasse.way) throw api.failure(faultOf(fault));
		return pauseAfter();
	}

	/** Goes on at a time where Auth0 has no events behind the cursor, and now where not even since then. */
	private moveOn(pull: Pull): number {
		const { position, earliest } = pull;
		pull.reportGap(GAP);
		const now = new Date().toISOString();
		const since = laterOf(position.since ?? now, earliest);
		const isRefused = position.cursor === undefined && since === position.since;
		pull.moveTo({ since: isRefused ? now : since });
		return pauseAfter();
	}
}

/** Users, organizations and groups that change, fetched over a connection that n8n opens. */
export const eventsPull: PullSource = {
	option: {
		name: 'User and Organization Events Without a Public URL',
		value: 'eventsPull',
		description: 'Fetched within seconds over a connection that stays open (read:events)',
	},
	fields: [eventTypes.field, optionsField([CATCH_UP])],
	tryIt: events.tryIt,
	samples: EVENT_SAMPLES,
	readerOf: (parameters) => new EventsReader(readEventTypes(parameters)),
};
