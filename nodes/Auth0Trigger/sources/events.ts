import { listFailedDeliveries, redeliverEvents } from '../../Auth0/api/eventDeliveries';
import {
	createEventStream,
	deleteEventStream,
	listEventStreams,
	STREAM_OF_TRIGGER,
	updateEventStream,
	type EventStream,
} from '../../Auth0/api/eventStreams';
import { isEventType } from '../../Auth0/api/eventTypes';
import { eventTypes, readEventTypes } from '../../Auth0/fields/eventTypes';
import { isRecord } from '../../Auth0/transport/answers';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import { readList } from '../../Auth0/transport/paging';
import { CATCH_UP, optionsField, SKIP_DUPLICATES } from '../options';
import type { FoundStream, StreamKind } from '../streams/pushStream';
import { itemOf, readCloudEvent } from './cloudEvent';
import { missedEvents } from './missedEvents';
import { EVENT_SAMPLES } from './samples';
import { needsUrl, type PushSource } from './source';

/** What takes no more than 50 requests. */
const MAX_COUNTED = 5_000;

const inOrder = (types: readonly string[]) => [...types].sort().join(' ');

/** An event stream that delivers these types to a webhook. */
function eventStream(types: string[]): StreamKind {
	return {
		chosen: inOrder(types),
		list: async (api) => {
			const streams = await readList(api, { ...listEventStreams(), subject: STREAM_OF_TRIGGER });
			return streams.map(found);
		},
		create: async (api, wanted) =>
			(await api.request(createEventStream({ ...wanted, eventTypes: types }))).id,
		update: async (api, id, wanted) => {
			await api.request(updateEventStream(id, { ...wanted, eventTypes: types }));
		},
		redeliver: async (api, id, since) => {
			const count = await countFailed(api, id, since);
			await api.send(redeliverEvents(id, { from: since }));
			return count;
		},
		delete: async (api, id) => {
			await api.find(deleteEventStream(id));
		},
	};
}

/** How many events a stream could not deliver; undefined for more than are counted, and without an answer. */
async function countFailed(api: ManagementApi, id: string, from: string) {
	const failed = listFailedDeliveries(id, { from });
	const rows = await readList(api, failed, MAX_COUNTED + 1).catch(() => undefined);
	return rows && rows.length <= MAX_COUNTED ? rows.length : undefined;
}

function found({ id, name, status, subscriptions, destination }: EventStream): FoundStream {
	const { configuration } = destination ?? {};
	const url = isRecord(configuration) ? configuration.webhook_endpoint : undefined;
	return {
		id,
		name: name ?? '',
		isEnabled: status !== 'disabled',
		chosen: inOrder((subscriptions ?? []).map(({ event_type: type }) => String(type))),
		...(typeof url === 'string' && { url }),
	};
}

/** Users, organizations and groups that change, delivered by Auth0 as it happens. */
export const events: PushSource = {
	option: {
		name: 'User and Organization Events',
		value: 'events',
		description: `Delivered within seconds; ${needsUrl('event_streams')}`,
	},
	fields: [eventTypes.field, optionsField([CATCH_UP, SKIP_DUPLICATES])],
	tryIt:
		'Click Execute step, then make one of the chosen events happen in Auth0, such as creating a user.',
	samples: EVENT_SAMPLES,
	streamOf: (parameters) => eventStream(readEventTypes(parameters)),
	anyStream: eventStream([]),
	read: (message, parameters) => {
		const event = readCloudEvent(message);
		if (!event || !isEventType(event.type)) return 'unknown';
		return eventTypes.read(parameters).includes(event.type) ? itemOf(event) : 'skipped';
	},
	missed: (parameters) => {
		const types = readEventTypes(parameters);
		return async (api, since) => await missedEvents(api, types, since);
	},
};
