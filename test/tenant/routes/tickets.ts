import type { FastifyInstance } from 'fastify';

import {
	emailVerificationBody,
	passwordChangeBody,
	type EmailVerificationBody,
	type PasswordChangeBody,
} from '../schemas';
import type { TenantState } from '../state';
import { createPasswordTicket, createVerificationTicket } from '../tickets';
import { validator } from '../validation';
import { authorize } from './request';

const validPasswordBody = validator<PasswordChangeBody>('body', passwordChangeBody);
const validVerificationBody = validator<EmailVerificationBody>('body', emailVerificationBody);

/** [post_password-change], [post_email-verification] */
export function addTicketRoutes(server: FastifyInstance, state: TenantState): void {
	server.post('/api/v2/tickets/password-change', (request, reply) => {
		authorize(state, request, ['create:user_tickets']);
		const { ticket } = createPasswordTicket(state, validPasswordBody(request.body));
		return reply.code(201).send({ ticket });
	});
	server.post('/api/v2/tickets/email-verification', (request, reply) => {
		authorize(state, request, ['create:user_tickets']);
		const { ticket } = createVerificationTicket(state, validVerificationBody(request.body));
		return reply.code(201).send({ ticket });
	});
}
