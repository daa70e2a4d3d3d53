import { sleep } from 'n8n-workflow';

import { refusesStart, subscribeToEvents } from '../../Auth0/api/events';
import { toSeconds } from '../../Auth0/api/times';
import type { ErrorText } from '../../Auth0/transport/errors';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import { answerOf, isTooLarge, messagesOf, pauseAfter, type FeedError, type Message } from './feed';
import type { Position } from './source';

/** How far behind an event that cannot be sent Auth0 is first asked to go on. It takes whole seconds. */
const STEP_MS = 1_000;

/**
 * Finds where the stream goes on behind an event that Auth0 cannot send. It says nothing of that event,
 * neither its ID nor its time, so that later and later times are tried. As nothing happened between the
 * position and that event, little did between that event and the first time that works.
 *
 * @returns undefined where Auth0 does not send what happens now either
 * @throws NodeApiError as Auth0 refuses
 */
export async function wayPast(
	api: ManagementApi,
	types: string[],
	position: Position,
	fault: FeedError,
	signal?: AbortSignal,
): Promise<Position | undefined> {
	for (const way of waysPast(position, fault)) {
		if (await leadsOn(api, types, way)) return way;
		await sleep(pauseAfter(), signal);
	}
	return undefined;
}

function* waysPast({ cursor, since }: Position, fault: FeedError): Generator<Position> {
	if (fault.cursor !== undefined && fault.cursor !== cursor) yield { cursor: fault.cursor, since };
	const now = Date.now();
	const start = Date.parse(since ?? '');
	for (let stepMs = STEP_MS; start + stepMs < now; stepMs *= 2) yield at(start + stepMs);
	yield at(now);
}

const at = (time: number): Position => ({ since: new Date(time).toISOString() });

async function leadsOn(api: ManagementApi, types: string[], way: Position): Promise<boolean> {
	const answered = await api.requestUnless(subscribeToEvents(types, way), refusesStart);
	if (!('body' in answered)) return false;
	for await (const message of messagesOf(answered.body)) {
		if (message.kind === 'error' || message.kind === 'broken') return false;
		if (way.cursor !== undefined || !isBefore(message, way.since)) return true;
	}
	return false;
}

/** Auth0 takes whole seconds, so that events come first that happened before the time. */
const isBefore = (message: Message, time = '') =>
	message.kind === 'event' && Date.parse(String(message.event.time)) < Date.parse(time);

/** What is said of events that are missing now. */
export function passedOver(fault: FeedError, { cursor, since = '' }: Position): ErrorText {
	const reason = isTooLarge(fault)
		? 'it is too large for Auth0 to send'
		: 'Auth0 could not send it';
	const wentOn =
		cursor === undefined
			? `The workflow went on with the events since ${toSeconds(since)}. Others shortly before that may be missing, too.`
			: 'The workflow went on with the next one.';
	return {
		message: `An event is missing: ${reason}.`,
		description: `${wentOn} ${answerOf(fault)}`,
	};
}
