import { randomBytes } from 'crypto';

import { badRequest } from './errors';
import { checkContext, connectionOf, isSupported } from './recipients';
import type { VerificationEmailBody } from './schemas';
import type { TenantState } from './state';
import { nextLogId, type LogEntry } from './userData';
import type { User } from './users';

/** A job as the Management API gives it out. */
export interface Job {
	id: string;
	type: 'verification_email';
	status: 'pending' | 'completed' | 'failed';
	created_at: string;
}

interface Entry {
	job: Job;
	outcome: 'completed' | 'failed';
	looks: number;
	onEnded: Record<'completed' | 'failed', () => void>;
}

/** The jobs of the tenant: each is pending at the first look, and done at the second. */
export class Jobs {
	private readonly entries = new Map<string, Entry>();
	private failing = 0;

	/** Whether an email that could not be sent is in the logs: they come some seconds later. */
	logsFailures = true;

	/** The next job ends failed. */
	failNext(): void {
		this.failing += 1;
	}

	clear(): void {
		this.entries.clear();
		this.failing = 0;
		this.logsFailures = true;
	}

	create(type: Job['type'], onEnded: Entry['onEnded']): Job {
		const job: Job = {
			type,
			status: 'pending',
			created_at: new Date().toISOString(),
			id: `job_${randomBytes(8).toString('hex')}`,
		};
		const outcome = this.failing > 0 ? 'failed' : 'completed';
		if (this.failing > 0) this.failing -= 1;
		this.entries.set(job.id, { job, outcome, looks: 0, onEnded });
		return job;
	}

	/** [get_jobs_by_id] */
	look(id: string): Job | undefined {
		const entry = this.entries.get(id);
		if (!entry) return undefined;
		entry.looks += 1;
		if (entry.looks > 1 && entry.job.status === 'pending') {
			entry.job = { ...entry.job, status: entry.outcome };
			entry.onEnded[entry.outcome]();
		}
		return entry.job;
	}
}

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
	return state.jobs.create('verification_email', {
		completed: () => state.outbox.emails.push(sent),
		failed: () => {
			if (state.jobs.logsFailures) state.userData.logs.add('', failedNotification(to));
		},
	});
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
