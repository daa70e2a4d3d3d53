import { sleep } from 'n8n-workflow';

import { refusesStart, subscribeToEvents } from '../../Auth0/api/events';
import { eventTypes, readEventTypes } from '../../Auth0/fields/eventTypes';
import { CATCH_UP, optionsField } from '../options';
import { events } from './events';
import {
	BROKEN,
	eventIn,
	faultOf,
	FeedReader,
	isFault,
	isGone,
	messagesOf,
	pauseAfter,
} from './feedReader';
import { EVENT_SAMPLES } from './samples';
import type { Position, Pull, PullReader, PullSource, TriggerEvent } from './source';

/** How many connections that bring nothing a test bears. */
const MAX_USELESS = 5;

const GAP = {
	message: 'Some events may be missing.',
	description:
		'Auth0 no longer had all events since the last one that was fetched. The workflow went on with the oldest ones that Auth0 has.',
};

/** Reads events of these types, over one connection after another. */
class EventsReader implements PullReader {
	constructor(private readonly types: string[]) {}

	async follow(pull: Pull): Promise<number> {
		const api = await pull.connect();
		const request = subscribeToEvents(this.types, pull.position);
		const answered = await api.requestUnless(request, refusesStart);
		if (!('body' in answered)) return this.moveOn(pull);
		pull.opened();
		const reader = new FeedReader(answered.body, pull, api, this.types);
		const end = await reader.read();
		return end === 'gone' ? this.moveOn(pull) : end;
	}

	async sample({ connect, signal }: Pick<Pull, 'connect' | 'signal'>): Promise<TriggerEvent[]> {
		const startedAt = new Date().toISOString();
		let position: Position = {};
		for (let useless = 1; ; useless++) {
			const api = await connect();
			const stream = await api.request(subscribeToEvents(this.types, position));
			position = { since: startedAt, ...position };
			for await (const message of messagesOf(stream)) {
				const event = eventIn(message, this.types);
				if (event) return [event];
				if (message.kind === 'broken') continue;
				if (message.kind === 'error' && isGone(message)) position = { since: startedAt };
				else if (message.kind === 'error' && isFault(message)) throw api.failure(faultOf(message));
				else if (message.cursor !== undefined) {
					position.cursor = message.cursor;
					useless = 0;
				}
			}
			signal.throwIfAborted();
			if (useless >= MAX_USELESS) throw api.failure(BROKEN);
			await sleep(pauseAfter(stream), signal);
		}
	}

	/** Goes on at a time where Auth0 has no events behind the cursor, and now where not even since then. */
	private moveOn(pull: Pull): number {
		const { cursor, since } = pull.position;
		pull.reportGap(GAP);
		const now = new Date().toISOString();
		pull.moveTo({ since: cursor === undefined ? now : (since ?? now) });
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
