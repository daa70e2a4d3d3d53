import type { FastifyInstance } from 'fastify';

import { changePassword } from '../changePassword';
import { startPasswordless } from '../passwordless';
import type { TenantState } from '../state';

/** [changePassword], [startPasswordless]: what anyone may ask of the Authentication API. */
export function addNotificationRoutes(server: FastifyInstance, state: TenantState): void {
	server.post('/dbconnections/change_password', (request, reply) => {
		changePassword(state, Object(request.body));
		return reply
			.type('text/html; charset=utf-8')
			.send("We've just sent you an email to reset your password.");
	});
	server.post('/passwordless/start', (request, reply) => {
		const { allowed, headers } = state.passwordlessLimit.take(request.ip);
		reply.headers(headers);
		return startPasswordless(state, Object(request.body), allowed);
	});
}
