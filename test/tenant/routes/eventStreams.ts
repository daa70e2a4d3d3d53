import type { FastifyInstance, FastifyReply } from 'fastify';

import { checkpointOf } from '../paging';
import {
	createEventStreamBody,
	listEventStreamsQuery,
	testEventBody,
	updateEventStreamBody,
	type CheckpointQuery,
	type CreateEventStreamBody,
	type TestEventBody,
	type UpdateEventStreamBody,
} from '../schemas';
import type { TenantState } from '../state';
import { newId, toCloudEvent } from '../streams/events';
import { shown } from '../streams/eventStreams';
import { sampleOf } from '../streams/sampleEvents';
import { checkEventStreamId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validListQuery = validator<CheckpointQuery>('query', listEventStreamsQuery);
const validCreateBody = validator<CreateEventStreamBody>('body', createEventStreamBody);
const validUpdateBody = validator<UpdateEventStreamBody>('body', updateEventStreamBody);
const validTestBody = validator<TestEventBody>('body', testEventBody);

/** The event streams themselves [get_event-streams, post_event-streams, …], and their test events. */
export function addEventStreamRoutes(server: FastifyInstance, state: TenantState): void {
	const { eventStreams, eventDeliveries } = state;

	server.get('/api/v2/event-streams', (request) => {
		authorize(state, request, ['read:event_streams']);
		const query = validListQuery(request.query);
		return checkpointOf(eventStreams.all(), 'eventStreams', query, ({ id }) => id, { show: shown });
	});
	server.post('/api/v2/event-streams', (request, reply) => {
		authorize(state, request, ['create:event_streams']);
		return reply.code(201).send(shown(eventStreams.create(validCreateBody(request.body))));
	});
	server.get('/api/v2/event-streams/:id', (request: UserRequest) => {
		authorize(state, request, ['read:event_streams']);
		return shown(eventStreams.require(checkEventStreamId(request.params.id)));
	});
	server.patch('/api/v2/event-streams/:id', (request: UserRequest) => {
		authorize(state, request, ['update:event_streams']);
		const id = checkEventStreamId(request.params.id);
		return shown(eventStreams.update(id, validUpdateBody(request.body)));
	});
	server.delete('/api/v2/event-streams/:id', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:event_streams']);
		eventStreams.delete(checkEventStreamId(request.params.id));
		return reply.code(204).type('application/json; charset=utf-8').send();
	});
	server.post('/api/v2/event-streams/:id/test', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:event_streams']);
		const id = checkEventStreamId(request.params.id);
		const { event_type: type, data } = validTestBody(request.body);
		const stream = eventStreams.require(id);
		const test = { type, a0purpose: 'test' as const, ...(data && { data }) };
		eventDeliveries.deliver(
			stream,
			toCloudEvent(test, () => sampleOf(type)),
		);
		return reply.code(202).send({
			id: newId('evd'),
			event_stream_id: id,
			status: 'failed',
			event_type: type,
			attempts: [],
		});
	});
}
