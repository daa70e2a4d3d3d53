import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { ApiError, badRequest, OAuthError } from './errors';
import type { Fault } from './faults';
import { hold } from './heldRequests';
import type { LoggedRequest } from './log';
import { addRoutes } from './routes';
import type { TenantState } from './state';

declare module 'fastify' {
	interface FastifyRequest {
		/** What the log holds of this request. */
		entry: LoggedRequest;
		fault: Fault | null;
	}
}

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_URL_BYTES = 8 * 1024;

/** The HTTPS server of the tenant: what happens to every request, around its route. */
export function createServer(
	state: TenantState,
	{ key, cert }: { key: string; cert: string },
): FastifyInstance {
	const server = fastify({
		https: { key, cert },
		bodyLimit: MAX_BODY_BYTES,
		forceCloseConnections: true,
		// On the clock of the tests, the time-out for its start would be over at once.
		pluginTimeout: 0,
		// Metadata may have any name.
		onProtoPoisoning: 'ignore',
		routerOptions: { maxParamLength: 5000 },
	});
	server.decorateRequest('fault', null);
	server.addContentTypeParser(
		'multipart/form-data',
		{ parseAs: 'buffer' },
		(request, body, done) => {
			void partsOf(request, Buffer.from(body)).then((parts) => done(null, parts), done);
		},
	);
	server.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text.toString()))),
	);

	server.addHook('onRequest', async (request, reply) => {
		// Node.js would name the time of the machine, which is not always that of the tests.
		reply.header('date', new Date().toUTCString());
		request.entry = toEntry(request);
		state.log.requests.push(request.entry);
		if (Buffer.byteLength(request.raw.url ?? '') > MAX_URL_BYTES) {
			throw new ApiError(414, 'Request-URI Too Large');
		}
	});
	server.addHook('preHandler', async (request, reply) => {
		const { entry } = request;
		if (request.body !== undefined) entry.body = request.body;
		if (entry.path === '/oauth/token') entry.clientId = clientIdOf(request.body);
		await meetFault(state, request, reply);
		if (!reply.sent) limitRate(state, request, reply);
		state.jobs.advance();
	});
	server.addHook('onSend', async (request, reply, payload) => {
		if (request.fault?.drop === 'after') drop(state, request, reply);
		return payload;
	});
	server.addHook('onResponse', async ({ entry }, reply) => {
		entry.status = reply.statusCode;
		state.log.done(entry);
	});
	server.setErrorHandler((error, _request, reply) => {
		if (error instanceof ApiError || error instanceof OAuthError) {
			return reply.code(error.statusCode).send(error.body());
		}
		const message = error instanceof Error ? error.message : String(error);
		const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
		const refusal =
			status === 400
				? badRequest(`Payload validation error: ${message}`, 'invalid_body')
				: new ApiError(status, message);
		return reply.code(status).send(refusal.body());
	});
	addRoutes(server, state);
	return server;
}

function toEntry(request: FastifyRequest): LoggedRequest {
	return {
		method: request.method,
		path: request.url.split('?')[0] ?? '',
		query: Object(request.query),
		headers: request.headers,
		at: Date.now(),
	};
}

function clientIdOf(body: unknown): string | undefined {
	const { client_id: clientId }: { client_id?: unknown } = Object(body);
	return typeof clientId === 'string' ? clientId : undefined;
}

async function meetFault(state: TenantState, request: FastifyRequest, reply: FastifyReply) {
	const fault = state.faults.meet(request.method, request.entry.path);
	const delay = fault?.delayMs ?? state.delayMs;
	if (delay > 0) await hold(request.raw.socket, delay);
	if (!fault) return;
	request.fault = fault;
	if (fault.drop === 'before') drop(state, request, reply);
	else if (fault.drips) void drip(request, reply);
	else if (fault.status !== undefined) {
		const body = fault.bodyOf?.(request.entry) ?? fault.body;
		const isHtml = typeof body === 'string';
		await reply
			.code(fault.status)
			.type(isHtml ? 'text/html' : 'application/json')
			.headers(fault.headers ?? {})
			.send(body ?? {});
	}
}

/**
 * The parts of a form, by their names; a file is what it holds.
 * @throws ApiError 400 for what is no form
 */
async function partsOf({ headers }: FastifyRequest, buffer: Buffer): Promise<object> {
	const response = new Response(buffer, {
		headers: { 'content-type': headers['content-type'] ?? '' },
	});
	const form = await response.formData().catch(() => {
		throw badRequest(
			"Payload validation error: 'Invalid multipart payload format'.",
			'invalid_body',
		);
	});
	const parts: Record<string, string> = {};
	for (const [name, part] of form)
		parts[name] = typeof part === 'string' ? part : await part.text();
	return parts;
}

const DRIP_MS = 100;

/** Answers without an end, until the client or the server closes the connection. */
async function drip({ entry }: FastifyRequest, reply: FastifyReply) {
	reply.hijack();
	reply.raw.writeHead(200, { 'content-type': 'application/json' });
	while (!reply.raw.destroyed) {
		reply.raw.write(' ');
		await hold(reply.raw, DRIP_MS);
	}
	entry.hungUp = true;
}

/** Ends the connection without an answer. */
function drop(state: TenantState, request: FastifyRequest, reply: FastifyReply) {
	reply.hijack();
	request.raw.socket.destroy();
	state.log.done(request.entry);
}

function limitRate(state: TenantState, { method, entry }: FastifyRequest, reply: FastifyReply) {
	const allowance = state.rateLimiter.take(method, entry.path);
	if (!allowance) return;
	reply.headers(allowance.headers);
	if (allowance.allowed) return;
	if (entry.path === '/oauth/token' || state.rateLimiter.isCustom) {
		throw new OAuthError(429, 'too_many_requests', 'Global limit has been reached');
	}
	throw new ApiError(429, 'Global limit has been reached', { errorCode: 'too_many_requests' });
}
