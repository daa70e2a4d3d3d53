/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the file of an export is a zipped stream */
import { Readable } from 'stream';
import { createGzip } from 'zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ApiError } from '../errors';
import { createExportJob, createImportJob, createVerificationJob, type Job } from '../jobs';
import {
	usersExportBody,
	verificationEmailBody,
	type UsersExportBody,
	type VerificationEmailBody,
} from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validEmail = validator<VerificationEmailBody>('body', verificationEmailBody);
const validExport = validator<UsersExportBody>('body', usersExportBody);

const TO_SEE = ['create:users', 'read:users'];
/** More than any import may have, so that it is refused in Auth0's words. */
const MAX_UPLOAD_BYTES = 8 * 1024 * 1024;
const EXPIRED =
	'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';

/**
 * [post_verification-email], [post_users-imports], [post_users-exports], [get_jobs_by_id], [get_errors],
 * and the files of exports
 */
export function addJobRoutes(server: FastifyInstance, state: TenantState): void {
	server.post('/api/v2/jobs/verification-email', (request, reply) => {
		authorize(state, request, ['update:users']);
		return reply.code(201).send(createVerificationJob(state, validEmail(request.body)));
	});
	server.post('/api/v2/jobs/users-imports', { bodyLimit: MAX_UPLOAD_BYTES }, (request, reply) => {
		authorize(state, request, ['create:users']);
		const bytes = Number(request.headers['content-length'] ?? 0);
		return reply.code(202).send(createImportJob(state, request.body, bytes));
	});
	server.post('/api/v2/jobs/users-exports', (request) => {
		authorize(state, request, ['read:users']);
		return createExportJob(state, validExport(request.body ?? {}));
	});
	server.get('/api/v2/jobs/:id', (request: UserRequest) => {
		authorize(state, request, TO_SEE);
		const job = find(state, request);
		const location =
			job.status === 'completed' ? state.exportFiles.locationOf(job.id, request.host) : undefined;
		return { ...job, ...(location !== undefined && { location }) };
	});
	server.get('/api/v2/jobs/:id/errors', (request: UserRequest, reply) => {
		authorize(state, request, TO_SEE);
		const job = find(state, request);
		const errors = state.importErrors.get(job.id) ?? [];
		if (errors.length > 0) return errors;
		// Its own words are why it could not be done.
		return job.status_details === undefined ? reply.code(204).send() : job;
	});
	server.get(
		'/users-export/:id/:file',
		async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
			state.jobs.advance();
			const lines = state.exportFiles.open(request.params.id, Object(request.query), () =>
				request.raw.socket.destroy(),
			);
			if (lines === undefined) return await reply.code(403).type('application/xml').send(EXPIRED);
			const zipped = Readable.from(lines, { objectMode: false }).pipe(createGzip());
			return await reply.type('application/gzip').send(zipped);
		},
	);
}

/** @throws ApiError 404 for a job that is not there, or no longer */
function find(state: TenantState, { params: { id } }: UserRequest): Job {
	const job = state.jobs.look(id);
	if (!job) throw new ApiError(404, 'Job not found.');
	return job;
}
