import { randomBytes } from 'crypto';

import { isConfidential } from './applications';
import { OAuthError } from './errors';
import type { TenantState } from './state';

interface StartRequest {
	client_id?: unknown;
	client_secret?: unknown;
	connection?: unknown;
	email?: unknown;
	phone_number?: unknown;
	send?: unknown;
	authParams?: unknown;
}

const PROPERTIES = [
	'client_id',
	'client_secret',
	'connection',
	'email',
	'phone_number',
	'send',
	'authParams',
];
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const PHONE_NUMBER = /^\+[0-9]{1,15}$/;

const bad = (what: string, description: string) => new OAuthError(400, `bad.${what}`, description);

/**
 * [startPasswordless]: sends a code or a link, to a user that need not exist yet.
 * Source: https://auth0.com/docs/api/authentication/passwordless/get-code-or-link
 *
 * @throws OAuthError in Auth0's words
 */
export function startPasswordless(
	state: TenantState,
	request: StartRequest,
	isAllowed: boolean,
): object {
	if (!isAllowed) throw new OAuthError(429, 'too_many_requests', 'Global limit has been reached');
	const clientId = checkClient(state, request);
	const { connection, send = 'link', authParams } = request;
	const unknown = Object.keys(request).filter((name) => !PROPERTIES.includes(name));
	if (unknown.length > 0) {
		throw bad('request', `the following properties are not allowed: ${unknown.join(', ')}`);
	}
	if (connection === undefined) throw bad('connection', 'missing required property: connection');
	const isKnown = connection === 'email' || connection === 'sms';
	const configured = state.users.connections.find(({ name }) => isKnown && name === connection);
	if (!configured) throw bad('connection', 'Connection does not exist');
	if (configured.disabled) throw bad('connection', 'Connection is disabled');
	if (authParams !== undefined && (typeof authParams !== 'object' || authParams === null)) {
		throw bad('authParams', 'error in authParams - invalid');
	}
	const id = randomBytes(12).toString('hex');
	if (connection === 'sms') {
		const to = recipientOf(request, 'phone_number', PHONE_NUMBER);
		if (request.send === 'link') throw bad('request', 'Only code can be sent by sms');
		state.outbox.texts.push({ to, kind: 'passwordless_code', clientId });
		return { _id: id, phone_number: to, phone_verified: false };
	}
	const to = recipientOf(request, 'email', EMAIL);
	if (send !== 'link' && send !== 'code') throw bad('request', 'send must be link or code');
	state.outbox.emails.push({ to, kind: `passwordless_${send}`, clientId });
	return { _id: id, email: to, email_verified: false };
}

function checkClient({ applications }: TenantState, request: StartRequest): string {
	const { client_id: clientId, client_secret: secret } = request;
	if (typeof clientId !== 'string') {
		throw bad('client_id', 'missing required property: client_id');
	}
	const application = applications.find(clientId);
	if (!application) throw bad('client_id', `error in client - ${clientId}`);
	if (secret === undefined && isConfidential(application)) {
		throw new OAuthError(401, 'unauthorized_client', 'Client authentication is required.');
	}
	if (secret !== undefined && secret !== application.client_secret) {
		throw new OAuthError(401, 'access_denied', 'Unauthorized');
	}
	return clientId;
}

function recipientOf(
	request: StartRequest,
	property: 'email' | 'phone_number',
	pattern: RegExp,
): string {
	const value = request[property];
	if (value === undefined) throw bad(property, `missing required property: ${property}`);
	if (typeof value === 'string' && pattern.test(value)) return value;
	throw bad(property, `String does not match pattern: ${pattern.source}`);
}

const HOUR_MS = 3_600_000;
const PER_HOUR = 50;

/** 50 requests an hour from one address. */
export class PasswordlessLimit {
	private readonly counts = new Map<string, { count: number; resetsAt: number }>();

	clear(): void {
		this.counts.clear();
	}

	take(address: string): { allowed: boolean; headers: Record<string, string> } {
		const now = Date.now();
		const known = this.counts.get(address);
		const window = known && known.resetsAt > now ? known : { count: 0, resetsAt: now + HOUR_MS };
		window.count += 1;
		this.counts.set(address, window);
		return {
			allowed: window.count <= PER_HOUR,
			headers: {
				'x-ratelimit-limit': String(PER_HOUR),
				'x-ratelimit-remaining': String(Math.max(0, PER_HOUR - window.count)),
				'x-ratelimit-reset': String(Math.ceil(window.resetsAt / 1000)),
			},
		};
	}
}
