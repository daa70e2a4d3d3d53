import type { Management } from 'auth0';

import { TRY_LATER } from '../transport/advice';
import { anId, optional, partOf, record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiCommand } from '../transport/request';
import { isNoId, NO_STREAM_ID, streamSubject } from './eventStreams';
import type { EventType } from './eventTypes';
import { toSeconds } from './times';

const eventDelivery = partOf<Management.EventStreamDelivery>()({
	id: anId,
	event: optional(record),
});

/** An event that a stream could not deliver, as far as the node relies on it. */
export type EventDelivery = ReturnType<typeof eventDelivery>;

/** Which of the events that failed: all of them where nothing is set. */
export interface DeliveryFilter {
	eventTypes?: EventType[];
	/** An ISO 8601 time: events from then on. */
	from?: string;
	/** An ISO 8601 time: events before it. */
	to?: string;
}

/**
 * Lists the events that a stream could not deliver.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/get-event-deliveries
 */
export const listFailedDeliveries = (
	streamId: string,
	{ eventTypes, ...dates }: DeliveryFilter,
): ListRequest<EventDelivery> => ({
	path: path`/event-streams/${streamId}/deliveries`,
	query: { ...(eventTypes && { event_types: eventTypes.join(',') }), ...datesOf(dates) },
	isCheckpoint: true,
	subject: streamSubject(streamId),
	errors: [NO_STREAM_ID],
	row: eventDelivery,
});

const NOT_ALL_FAILED: RefusalRule = {
	status: 409,
	message: 'Auth0 cannot redeliver some of these events now.',
	description: `They may be on their way already. ${TRY_LATER} To see what still failed, use Get Failed Deliveries.`,
};

/**
 * Has Auth0 deliver again what a stream could not deliver: what was delivered since is left out.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/redeliver-many-events
 */
export const redeliverEvents = (
	streamId: string,
	{ eventTypes, ...dates }: DeliveryFilter,
): ApiCommand => {
	const body: Management.CreateEventStreamRedeliveryRequestContent = {
		...(eventTypes && { event_types: eventTypes }),
		...datesOf(dates),
	};
	return {
		method: 'POST',
		path: path`/event-streams/${streamId}/redeliver`,
		body,
		subject: streamSubject(streamId),
		errors: [NO_STREAM_ID, NOT_ALL_FAILED],
		isIdempotent: true,
	};
};

const EVENT_ID_ADVICE =
	'Use the ID of the event, which is {{ $json.event.id }} after Get Failed Deliveries, and not that of its delivery. Auth0 may have removed events that failed long ago.';

/** What is said of one event; Auth0 answers 404 for a stream that is missing, too. */
const refusalsOf = (streamId: string, eventId: string): RefusalRule[] => [
	NO_STREAM_ID,
	{
		status: 400,
		pattern: /format event-id/i,
		message: isNoId(`Event “${eventId}”`),
		description: EVENT_ID_ADVICE,
	},
	{
		status: 404,
		unless: /\bstream (?:does|could|was|is)? ?not\b/i,
		message: `Event stream “${streamId}” has no failed event “${eventId}”.`,
		description: EVENT_ID_ADVICE,
	},
	{
		status: 409,
		message: `Event “${eventId}” cannot be redelivered.`,
		description:
			'Auth0 redelivers an event only if its delivery failed. This one was delivered, or is on its way. To see what failed, use Get Failed Deliveries.',
	},
];

/**
 * Has Auth0 deliver one event again that a stream could not deliver.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/redeliver-event
 */
export const redeliverEvent = (streamId: string, eventId: string): ApiCommand => ({
	method: 'POST',
	path: path`/event-streams/${streamId}/redeliver/${eventId}`,
	subject: streamSubject(streamId),
	errors: refusalsOf(streamId, eventId),
	whenUnknown: `Event “${eventId}” may be on its way. To see whether it still failed, use Get Failed Deliveries before you run this item again.`,
});

/**
 * Has Auth0 deliver a sample of an event, marked as a test.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/test
 */
export const sendTestEvent = (streamId: string, eventType: EventType): ApiCommand => {
	const body: Management.CreateEventStreamTestEventRequestContent = { event_type: eventType };
	return {
		method: 'POST',
		path: path`/event-streams/${streamId}/test`,
		body,
		subject: streamSubject(streamId),
		errors: [NO_STREAM_ID],
		whenUnknown:
			'The test event may be on its way. Check whether it arrived before you run this item again.',
	};
};

const datesOf = ({ from, to }: Pick<DeliveryFilter, 'from' | 'to'>) => ({
	...(from !== undefined && { date_from: toSeconds(from) }),
	...(to !== undefined && { date_to: toSeconds(to) }),
});
