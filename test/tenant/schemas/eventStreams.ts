import type { SchemaObject } from 'ajv';

import { EVENT_TYPES, type EventType } from '../streams/events';
import {
	body,
	checkpointParameters,
	described,
	object,
	parameters,
	text,
	type CheckpointQuery,
} from './parts';

/** How a webhook knows the tenant, with the secret that no answer shows. */
export type WebhookAuthorization =
	| { method: 'bearer'; token: string }
	| { method: 'basic'; username: string; password: string }
	| { method: 'custom_header'; header_key: string; header_value: string };

export type Destination =
	| {
			type: 'webhook';
			configuration: { webhook_endpoint: string; webhook_authorization: WebhookAuthorization };
	  }
	| { type: 'eventbridge'; configuration: { aws_account_id: string; aws_region: string } }
	| { type: 'action'; configuration: { action_id: string } };

/** The body of PATCH /event-streams/{id}. */
export interface UpdateEventStreamBody {
	name?: string;
	subscriptions?: Array<{ event_type?: string }>;
	destination?: Destination;
	status?: 'enabled' | 'disabled';
}

/** The body of POST /event-streams. */
export interface CreateEventStreamBody extends UpdateEventStreamBody {
	destination: Destination;
}

export interface DeliveriesQuery extends CheckpointQuery {
	statuses?: string;
	event_types?: string;
	date_from?: string;
	date_to?: string;
}

export interface SubscribeQuery {
	from?: string;
	from_timestamp?: string;
	event_type?: EventType[];
}

/** The body of POST /event-streams/{id}/redeliver. */
export interface RedeliverBody {
	date_from?: string;
	date_to?: string;
	statuses?: string[];
	event_types?: EventType[];
}

/** The body of POST /event-streams/{id}/test. */
export interface TestEventBody {
	event_type: EventType;
	data?: object;
}

const one = (...values: string[]): SchemaObject => ({ type: 'string', enum: values });
const whole = (properties: Record<string, SchemaObject>) =>
	body(properties, Object.keys(properties));
/** One of several, which say by this property which one they are. */
const oneOf = (propertyName: string, ...schemas: SchemaObject[]): SchemaObject => ({
	type: 'object',
	required: [propertyName],
	discriminator: { propertyName },
	oneOf: schemas,
});

const authorization = oneOf(
	'method',
	whole({ method: one('bearer'), token: text() }),
	whole({
		method: one('basic'),
		username: { type: 'string', maxLength: 128, pattern: '^[^:]+$' },
		password: text(),
	}),
	whole({
		method: one('custom_header'),
		header_key: { type: 'string', minLength: 1, pattern: "^[a-zA-Z0-9!#$%&'*+.^_`|~-]+$" },
		header_value: text(),
	}),
);
const webhook = whole({
	type: one('webhook'),
	configuration: whole({
		webhook_endpoint: { type: 'string', pattern: '^https://.*' },
		webhook_authorization: authorization,
	}),
});
const action = whole({ type: one('action'), configuration: whole({ action_id: text() }) });

export const AWS_REGIONS = (
	'af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ' +
	'ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ' +
	'ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 ' +
	'eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 ' +
	'mx-central-1 sa-east-1 us-gov-east-1 us-gov-west-1 us-east-1 us-east-2 us-west-1 us-west-2'
).split(' ');
const eventBridge = whole({
	type: one('eventbridge'),
	configuration: body(
		{
			aws_account_id: { type: 'string', pattern: '^\\d{12}$' },
			aws_region: one(...AWS_REGIONS),
			aws_partner_event_source: text(),
		},
		['aws_account_id', 'aws_region'],
	),
});

const name = described('Name of the event stream', text(1, 128));
const status = described('Indicates whether the event stream is actively forwarding events', {
	...one('enabled', 'disabled'),
	maxLength: 8,
});
const subscriptions = described('List of event types subscribed to in this stream', {
	type: 'array',
	items: body({ event_type: text() }),
});
const eventType = one(...EVENT_TYPES);

/** POST /event-streams https://auth0.com/docs/api/management/v2/event-streams/post-event-streams */
export const createEventStreamBody = body(
	{
		name,
		subscriptions: { ...subscriptions, minItems: 1 },
		destination: oneOf('type', webhook, eventBridge, action),
		status,
	},
	['destination'],
);

/** PATCH /event-streams/{id} https://auth0.com/docs/api/management/v2/event-streams/patch-event-streams-by-id */
export const updateEventStreamBody = body({
	name,
	subscriptions,
	destination: oneOf('type', webhook, action),
	status,
});

/** GET /event-streams https://auth0.com/docs/api/management/v2/event-streams/get-event-streams */
export const listEventStreamsQuery = parameters(checkpointParameters);

const date = described('An RFC-3339 date-time without sub-second precision', text(0, 20));

/** GET /event-streams/{id}/deliveries https://auth0.com/docs/api/management/v2/event-streams/get-event-deliveries */
export const deliveriesQuery = parameters({
	...checkpointParameters,
	statuses: described('Comma-separated list of statuses by which to filter', text()),
	event_types: described('Comma-separated list of event types by which to filter', text()),
	date_from: date,
	date_to: date,
});

/** GET /events https://auth0.com/docs/api/management/v2/events/subscribe-events */
export const subscribeQuery = parameters({
	from: described('Opaque token representing position in the stream', text(0, 1024)),
	from_timestamp: described('Where to start streaming events from', text(0, 20)),
	event_type: described('Event type(s) to listen for', { type: 'array', items: eventType }),
});

/** POST /event-streams/{id}/redeliver https://auth0.com/docs/api/management/v2/event-streams/post-redeliver */
export const redeliverBody = body({
	date_from: { ...date, format: 'date-time' },
	date_to: { ...date, format: 'date-time' },
	statuses: { type: 'array', items: { ...one('failed'), maxLength: 6 } },
	event_types: { type: 'array', items: eventType },
});

/** POST /event-streams/{id}/test https://auth0.com/docs/api/management/v2/event-streams/post-test-event */
export const testEventBody = body({ event_type: eventType, data: object }, ['event_type']);
