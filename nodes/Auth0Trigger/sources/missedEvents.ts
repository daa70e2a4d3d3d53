import { subscribeToEvents } from '../../Auth0/api/events';
import { withDeadline } from '../../Auth0/transport/deadline';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import type { ServerSentEvents } from '../../Auth0/transport/serverSentEvents';
import { MAX_REMEMBERED } from '../deliveries/recent';
import {
	BROKEN,
	eventIn,
	faultOf,
	isOutOfTime,
	isTooLarge,
	isUnreadable,
	MAX_USELESS,
	messagesOf,
	timeOf,
	unreadable,
	type FeedError,
	type Message,
} from './feed';
import type { Missed, Position, TriggerEvent } from './source';
import { passedOver, wayPast } from './wayPast';

/** What Auth0 has comes without such a pause. It can take its time to begin. */
const QUIET_MS = 20_000;

/**
 * Fetches the events of these types since a time, up to now.
 *
 * @returns the newest, as many as the node can tell from those that were delivered, and why it may not be all
 */
export async function missedEvents(
	api: ManagementApi,
	types: string[],
	since: string,
): Promise<Missed> {
	const missed: Missed = { events: [], leftOut: 0, problems: [] };
	await fetchInto(missed, api, types, since).catch((error: unknown) => {
		missed.problems.push(error);
	});
	return missed;
}

/** @throws NodeApiError as Auth0 refuses */
async function fetchInto(
	missed: Missed,
	api: ManagementApi,
	types: string[],
	since: string,
): Promise<void> {
	const endsAt = Date.now();
	let position: Position = { since };
	let isToldUnreadable = false;
	for (let useless = 1; useless <= MAX_USELESS; useless++) {
		const stream = await api.request(subscribeToEvents(types, position));
		let fault: FeedError | undefined;
		for await (const message of messagesUntil(stream, endsAt)) {
			if (message.kind === 'over') return;
			if (message.kind === 'error' && !isOutOfTime(message)) fault = message;
			if (message.kind === 'broken' || message.kind === 'error') continue;
			const event = eventIn(message, types);
			position = { cursor: message.cursor, since: event ? timeOf(event) : position.since };
			if (isUnreadable(message, types) && !isToldUnreadable) {
				isToldUnreadable = true;
				missed.problems.push(api.failure(unreadable()));
			}
			if (!event) continue;
			add(missed, event);
			useless = 0;
		}
		if (!fault) continue;
		const way = isTooLarge(fault) && (await wayPast(api, types, position, fault));
		if (!way) throw api.failure(faultOf(fault));
		missed.problems.push(api.failure(passedOver(fault, way)));
		position = way;
		useless = 0;
	}
	throw api.failure(BROKEN);
}

/** What a connection says, and that there is no more, where it does not end before. */
async function* messagesUntil(
	stream: ServerSentEvents,
	endsAt: number,
): AsyncGenerator<Message | { kind: 'over' }, void> {
	const messages = messagesOf(stream);
	let quietAt = Date.now() + QUIET_MS;
	try {
		for (;;) {
			const read = async () => await messages.next();
			const next = await withDeadline(read, quietAt - Date.now(), () => undefined);
			if (next?.done) return;
			if (!next || isLive(next.value, endsAt)) return yield { kind: 'over' };
			// Heartbeats come also where there is nothing more.
			if (next.value.kind === 'event') quietAt = Date.now() + QUIET_MS;
			yield next.value;
		}
	} finally {
		stream.close();
	}
}

/** Whether it happened after the stream was there, which delivers it. */
const isLive = (message: Message, endsAt: number) =>
	message.kind === 'event' && Date.parse(String(message.event.time)) > endsAt;

function add(missed: Missed, event: TriggerEvent): void {
	missed.events.push(event);
	if (missed.events.length <= MAX_REMEMBERED) return;
	missed.events.shift();
	missed.leftOut++;
}
