import type { FastifyInstance } from 'fastify';

import { subscribeQuery, type SubscribeQuery } from '../schemas';
import type { TenantState } from '../state';
import { FeedConnection } from '../streams/feedConnection';
import { validator } from '../validation';
import { authorize } from './request';

const validQuery = validator<SubscribeQuery>('query', subscribeQuery);

/** [subscribe_events]: an answer that goes on as long as the connection lives. */
export function addEventRoutes(server: FastifyInstance, state: TenantState): void {
	const { eventFeed } = state;

	server.get('/api/v2/events', (request, reply) => {
		authorize(state, request, ['read:events']);
		const query = validQuery(request.query);
		const lastId = request.headers['last-event-id'];
		const from = typeof lastId === 'string' && lastId !== '' ? lastId : query.from;
		const position = eventFeed.positionOf({ ...query, from });
		eventFeed.checkLimit();
		reply.hijack();
		request.entry.status = 200;
		new FeedConnection(eventFeed, reply.raw, query.event_type ?? [], position);
	});
}
