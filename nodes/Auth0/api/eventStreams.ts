import type { Management } from 'auth0';

import { aText, anId, listOf, optional, partOf, record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest, Subject } from '../transport/request';
import { EVENT_STREAM_ID_EXAMPLE } from './examples';

/** An event stream of any destination, as far as the nodes rely on it. */
const eventStream = partOf<Management.EventStreamWebhookResponseContent>()({
	id: anId,
	name: optional(aText),
	status: optional(aText),
	subscriptions: optional(listOf(record)),
	destination: optional(record),
	updated_at: optional(aText),
});

/** An event stream, as far as the nodes rely on it. */
export type EventStream = ReturnType<typeof eventStream>;

/** Where a stream delivers to, and the token that it sends along. Auth0 never shows the token again. */
interface Webhook {
	url: string;
	token: string;
}

/** What an event stream is to be. */
export interface EventStreamSettings extends Webhook {
	/** 1 to 128 characters, of which the tenant has each once. */
	name: string;
	eventTypes: string[];
}

/** An event stream, as errors name it. */
export const streamSubject = (id: string): Subject => ({
	name: `Event stream “${id}”`,
	whenMissing: 'It may have been deleted. To see the event streams of the tenant, use Get Many.',
});

/** What is said of something whose ID can be that of nothing. */
export const isNoId = (name: string) => `${name} does not exist: this is not the ID of one.`;

/** How to name an event stream. */
export const SELECT_STREAM = `Select the event stream from the list, or enter its ID, such as ${EVENT_STREAM_ID_EXAMPLE}.`;

/** What Auth0 says of an ID that no event stream can have. */
export const NO_STREAM_ID: RefusalRule = {
	status: 400,
	pattern: /format event-stream-id/i,
	message: ({ request }) => isNoId(request.subject?.name ?? 'It'),
	description: SELECT_STREAM,
};

const NAME_TAKEN: RefusalRule = {
	status: 409,
	pattern: /\bname\b/i,
	message: 'The tenant already has an event stream with this name.',
	description: 'Delete it in Auth0 Dashboard → Event Streams, then publish the workflow again.',
};

/** The way out for a trigger, which need not have a stream. */
const WITHOUT_STREAMS =
	"'Listen To' has options that need no event stream: User and Organization Events Without a Public URL, and New Log Events by Polling.";

const TOO_MANY: RefusalRule = {
	status: 409,
	message: 'The plan of this Auth0 tenant allows no more event streams.',
	description: `Delete one that is no longer used in Auth0 Dashboard → Event Streams. ${WITHOUT_STREAMS}`,
};

/** The stream that a trigger looks for or makes, where it has no ID yet. */
export const STREAM_OF_TRIGGER: Subject = {
	name: 'The event stream',
	whenBeyondPlan: WITHOUT_STREAMS,
};

/**
 * Lists the event streams of the tenant, those of other applications among them.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/get-event-streams
 */
export const listEventStreams = (): ListRequest<EventStream> => ({
	path: '/event-streams',
	isCheckpoint: true,
	row: eventStream,
});

/**
 * Retrieves an event stream.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/get-event-streams-by-id
 */
export const getEventStream = (id: string): ApiRequest<EventStream> => ({
	method: 'GET',
	path: path`/event-streams/${id}`,
	subject: streamSubject(id),
	errors: [NO_STREAM_ID],
	answers: eventStream,
});

/**
 * Creates an event stream that delivers to a webhook.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/post-event-streams
 */
export const createEventStream = (
	settings: EventStreamSettings,
): ApiRequest<EventStream, Management.CreateEventStreamWebHookRequestContent> => ({
	method: 'POST',
	path: '/event-streams',
	body: bodyOf(settings),
	subject: STREAM_OF_TRIGGER,
	errors: [NAME_TAKEN, TOO_MANY],
	answers: eventStream,
});

/**
 * Makes an event stream what it is to be, and enables it.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/patch-event-streams-by-id
 */
export const updateEventStream = (
	id: string,
	settings: EventStreamSettings,
): ApiRequest<EventStream, Management.UpdateEventStreamRequestContent> => ({
	method: 'PATCH',
	path: path`/event-streams/${id}`,
	body: bodyOf(settings),
	subject: streamSubject(id),
	errors: [NAME_TAKEN],
	answers: eventStream,
});

/**
 * Deletes an event stream.
 *
 * @see https://auth0.com/docs/api/management/v2/event-streams/delete-event-streams-by-id
 */
export const deleteEventStream = (id: string): ApiRequest<void> => ({
	method: 'DELETE',
	path: path`/event-streams/${id}`,
	subject: streamSubject(id),
	answers: () => undefined,
	answersText: () => undefined,
});

/**
 * How a webhook knows Auth0. The token is the only part that Auth0's SDK has no type for, nor its OpenAPI
 * document: the API takes it, and shows it to nobody.
 *
 * @see https://github.com/auth0/terraform-provider-auth0/blob/main/docs/resources/event_stream.md
 */
type BearerAuthorization = Management.EventStreamWebhookBearerAuth & { token: string };

function bodyOf({ name, eventTypes, url, token }: EventStreamSettings) {
	const authorization: BearerAuthorization = { method: 'bearer', token };
	const body: Management.CreateEventStreamWebHookRequestContent = {
		name,
		subscriptions: eventTypes.map((type) => ({ event_type: type })),
		destination: {
			type: 'webhook',
			configuration: { webhook_endpoint: url, webhook_authorization: authorization },
		},
		status: 'enabled',
	};
	return body;
}
