import type { FastifyInstance } from 'fastify';

import { ApiError } from '../errors';
import { createVerificationJob } from '../jobs';
import { verificationEmailBody, type VerificationEmailBody } from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validBody = validator<VerificationEmailBody>('body', verificationEmailBody);

/** [post_verification-email], [get_jobs_by_id] */
export function addJobRoutes(server: FastifyInstance, state: TenantState): void {
	server.post('/api/v2/jobs/verification-email', (request, reply) => {
		authorize(state, request, ['update:users']);
		return reply.code(201).send(createVerificationJob(state, validBody(request.body)));
	});
	server.get('/api/v2/jobs/:id', (request: UserRequest) => {
		authorize(state, request, ['create:users', 'read:users']);
		const job = state.jobs.look(request.params.id);
		if (!job) throw new ApiError(404, 'Job not found.');
		return job;
	});
}
