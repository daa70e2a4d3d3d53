import { badRequest } from '../errors';
import { checkContext, connectionOf, isSupported } from '../recipients';
import type { VerificationEmailBody } from '../schemas';
import type { TenantState } from '../state';
import { nextLogId, type LogEntry } from '../userData';
import type { User } from '../users';
import type { Job } from './jobs';

/**
 * [post_verification-email]
 * @throws ApiError 404 when there is no such user, 400 when it cannot be sent this email
 */
export function createVerificationJob(state: TenantState, body: VerificationEmailBody): Job {
	const user = state.users.require(body.user_id);
	const connection = connectionOf(state, user, body.identity);
	if (!isSupported(connection, body.identity)) {
		throw badRequest('Connection must be a database connection.');
	}
	if (connection?.disabled) throw badRequest('Connection must be enabled.');
	const to = addressOf(user, body);
	if (!to) throw badRequest('User does not have an email address.');
	checkContext(state, user.user_id, body);
	const sent = {
		to,
		kind: 'verification_email' as const,
		userId: user.user_id,
		...(body.client_id !== undefined && { clientId: body.client_id }),
		...(body.organization_id !== undefined && { organizationId: body.organization_id }),
	};
	return state.jobs.create(
		'verification_email',
		{
			count: 1,
			onCompleted() {
				state.outbox.emails.push(sent);
				return {};
			},
			onFailed() {
				if (state.jobs.logsFailures) state.userData.logs.add('', failedNotification(to));
				return {};
			},
		},
		{},
		{ isByLooks: true },
	);
}

/** What the logs tell of an email that was not sent; the job itself does not. */
const failedNotification = (to: string): LogEntry => ({
	log_id: nextLogId(),
	date: new Date().toISOString(),
	type: 'fn',
	description: `To: ${to}`,
	details: { email_type: 'verify_email', error: 'the domain is blacklisted', to },
	user_id: '',
	user_name: to,
});

/** A secondary identity has an address of its own. */
function addressOf(user: User, { identity: reference }: VerificationEmailBody) {
	const identity = user.identities
		.slice(1)
		.find(
			({ provider, user_id: id }) => provider === reference?.provider && id === reference.user_id,
		);
	return identity?.profileData ? identity.profileData.email : user.email;
}
