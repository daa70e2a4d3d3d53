import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import {
	deliveriesQuery,
	redeliverBody,
	type DeliveriesQuery,
	type RedeliverBody,
} from '../schemas';
import type { TenantState } from '../state';
import { EVENT_TYPES } from '../streams/events';
import { select } from '../streams/eventDeliveries';
import { checkEventStreamId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const DEFAULT_PAGE_SIZE = 50;

const validQuery = validator<DeliveriesQuery>('query', deliveriesQuery);
const validRedeliverBody = validator<RedeliverBody>('body', redeliverBody);

type EventRequest = FastifyRequest<{ Params: { id: string; eventId: string } }>;

/** What event streams could not deliver [get_event_deliveries, post_redeliver, …] */
export function addDeliveryRoutes(server: FastifyInstance, state: TenantState): void {
	const { eventStreams, eventDeliveries } = state;

	server.get('/api/v2/event-streams/:id/deliveries', (request: UserRequest) => {
		authorize(state, request, ['read:event_streams', 'read:event_deliveries']);
		const { from, take = DEFAULT_PAGE_SIZE, ...query } = validQuery(request.query);
		const { id } = eventStreams.require(checkEventStreamId(request.params.id));
		const found = select(eventDeliveries.failed(id), {
			...query,
			statuses: query.statuses?.split(','),
			event_types: EVENT_TYPES.filter((type) => namesType(query, type)),
		});
		const start = from === undefined ? 0 : found.findIndex((delivery) => delivery.id === from) + 1;
		return found.slice(start, start + take);
	});
	server.get('/api/v2/event-streams/:id/deliveries/:eventId', (request: EventRequest) => {
		authorize(state, request, ['read:event_deliveries']);
		const { id, eventId } = request.params;
		return eventDeliveries.requireFailed(eventStreams.require(checkEventStreamId(id)).id, eventId);
	});
	server.post(
		'/api/v2/event-streams/:id/redeliver',
		(request: UserRequest, reply: FastifyReply) => {
			authorize(state, request, ['update:event_deliveries']);
			const id = checkEventStreamId(request.params.id);
			const filter = validRedeliverBody(request.body ?? {});
			eventDeliveries.redeliver(id, filter);
			return reply.code(202).send(filter);
		},
	);
	server.post(
		'/api/v2/event-streams/:id/redeliver/:eventId',
		(request: EventRequest, reply: FastifyReply) => {
			authorize(state, request, ['update:event_deliveries']);
			const { id, eventId } = request.params;
			eventDeliveries.redeliverEvent(checkEventStreamId(id), eventId);
			return reply.code(202).send();
		},
	);
}

const namesType = ({ event_types: types }: DeliveriesQuery, type: string) =>
	types?.split(',').includes(type) ?? true;
