import { randomBytes } from 'crypto';

import { isDatabase } from './connections';
import { badRequest, inexistentUser } from './errors';
import { checkContext, connectionOf, isSupported } from './recipients';
import type { EmailVerificationBody, PasswordChangeBody } from './schemas';
import type { TenantState } from './state';
import type { User } from './users';

/** A ticket that was issued, and what was asked for. */
export interface Ticket {
	kind: 'password-change' | 'email-verification';
	/** The address that the user opens. */
	ticket: string;
	userId: string;
	body: PasswordChangeBody;
}

const NOT_SUPPORTED = "The user's main connection does not support this operation.";

/**
 * [post_password-change]
 * @throws ApiError 404 when there is no such user, 400 when Auth0 refuses the combination
 */
export function createPasswordTicket(state: TenantState, body: PasswordChangeBody): Ticket {
	checkResultUrl(body);
	const user = findUser(state, body);
	const connection = connectionOf(state, user, body.identity);
	if (!connection || !isDatabase(connection)) throw badRequest(NOT_SUPPORTED);
	return issue(state, 'password-change', user, body);
}

/**
 * [post_email-verification]
 * @throws ApiError 404 when there is no such user, 400 when Auth0 refuses the combination
 */
export function createVerificationTicket(state: TenantState, body: EmailVerificationBody): Ticket {
	checkResultUrl(body);
	const user = state.users.require(body.user_id);
	const connection = connectionOf(state, user, body.identity);
	if (!isSupported(connection, body.identity)) throw badRequest(NOT_SUPPORTED);
	return issue(state, 'email-verification', user, body);
}

/** The tenant has neither a custom reset page nor an Action, so that client_id is refused as well. */
function checkResultUrl(body: PasswordChangeBody) {
	if (body.result_url === undefined) return;
	for (const other of ['client_id', 'organization_id'] as const) {
		if (body[other] === undefined) continue;
		throw badRequest(`The result_url parameter cannot be specified when using ${other}.`);
	}
}

function findUser({ users }: TenantState, body: PasswordChangeBody): User {
	const { user_id: userId, email, connection_id: connectionId } = body;
	if (userId !== undefined) {
		if (email !== undefined || connectionId !== undefined) {
			throw badRequest('The email and connection_id parameters cannot be used with user_id.');
		}
		return users.require(userId);
	}
	if (body.identity) throw badRequest('The identity parameter requires user_id.');
	if (email === undefined || connectionId === undefined) {
		throw badRequest('Either user_id, or email and connection_id are required.');
	}
	const connection = users.connections.find(({ id }) => id === connectionId);
	if (!connection) throw badRequest(`The connection with id ${connectionId} does not exist.`);
	const { name } = connection;
	const address = isDatabase(connection) ? email.toLowerCase() : email;
	const found = users
		.findByEmail(address)
		.find(({ identities }) => identities.some((identity) => identity.connection === name));
	if (!found) throw inexistentUser();
	return found;
}

function issue(
	state: TenantState,
	kind: Ticket['kind'],
	user: User,
	body: PasswordChangeBody,
): Ticket {
	if (!user.email) throw badRequest('The user does not have an email address.');
	checkContext(state, user.user_id, body);
	const path = kind === 'password-change' ? 'reset' : 'verify_email';
	const ticket = {
		kind,
		ticket: `${state.issuer}/lo/${path}?ticket=${randomBytes(16).toString('hex')}#`,
		userId: user.user_id,
		body,
	};
	state.tickets.push(ticket);
	return ticket;
}
