import type { FastifyInstance, FastifyReply } from 'fastify';

import {
	createLogStreamBody,
	updateLogStreamBody,
	type CreateLogStreamBody,
	type UpdateLogStreamBody,
} from '../schemas';
import { sortBy } from '../search';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validCreateBody = validator<CreateLogStreamBody>('body', createLogStreamBody);
const validUpdateBody = validator<UpdateLogStreamBody>('body', updateLogStreamBody);

/** [get_log-streams, post_log-streams, …] */
export function addLogStreamRoutes(server: FastifyInstance, state: TenantState): void {
	const { logStreams, logDeliveries, userData } = state;

	server.get('/api/v2/log-streams', (request) => {
		authorize(state, request, ['read:log_streams']);
		return logStreams.all();
	});
	server.post('/api/v2/log-streams', (request) => {
		authorize(state, request, ['create:log_streams']);
		const { startFrom, ...body } = validCreateBody(request.body);
		const stream = logStreams.create(body);
		const start = Date.parse(startFrom ?? '');
		const earlier = userData.logs.all().filter(({ date }) => Date.parse(date) >= start);
		logDeliveries.deliver(stream, sortBy(earlier, 'log_id:1'));
		return stream;
	});
	server.get('/api/v2/log-streams/:id', (request: UserRequest) => {
		authorize(state, request, ['read:log_streams']);
		return logStreams.require(request.params.id);
	});
	server.patch('/api/v2/log-streams/:id', (request: UserRequest) => {
		authorize(state, request, ['update:log_streams']);
		const body = validUpdateBody(request.body);
		const stream = logStreams.update(request.params.id, body);
		logDeliveries.deliver(stream);
		return stream;
	});
	server.delete('/api/v2/log-streams/:id', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:log_streams']);
		logStreams.delete(request.params.id);
		return reply.code(204).type('application/json; charset=utf-8').send();
	});
}
