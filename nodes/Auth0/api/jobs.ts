import type { Management } from 'auth0';

import { aCount, anId, aNumber, aText, optional, partOf } from '../transport/answers';
import { pause } from '../transport/cancellation';
import { mayPass, type ManagementApi } from '../transport/managementApi';
import { path } from '../transport/path';
import type { ApiRequest, Subject } from '../transport/request';
import { CUSTOM_DOMAIN_CONFLICT } from './customDomains';
import type { Open } from './open';
import { subjectOf } from './users';

/** Reads a job. */
export const job = partOf<Management.GetJobResponseContent>()({
	id: anId,
	status: aText,
	created_at: optional(aText),
	status_details: optional(aText),
	percentage_done: optional(aNumber),
	summary: optional(
		partOf<Management.GetJobSummary>()({
			failed: optional(aCount),
			updated: optional(aCount),
			inserted: optional(aCount),
			total: optional(aCount),
		}),
	),
});

/** A job of the tenant, as far as the node relies on it. */
export type Job = ReturnType<typeof job>;

type EmailContent = Open<Management.CreateVerificationEmailRequestContent>;

/** What can be chosen about a verification email, besides the user. */
type VerificationEmailOptions = Omit<EmailContent, 'user_id'>;

/** What the panel calls the properties of a verification email. */
export const VERIFICATION_EMAIL_LABELS: Record<string, string> = {
	client_id: 'Application',
	identity: 'Identity',
	organization_id: 'Organization',
	user_id: 'User',
};

/**
 * Has Auth0 mail a user the link that verifies the email address: a job, which may fail later.
 *
 * @see https://auth0.com/docs/api/management/v2/jobs/post-verification-email
 */
export const createVerificationEmail = (
	userId: string,
	options: VerificationEmailOptions,
): ApiRequest<Job, EmailContent> => ({
	method: 'POST',
	path: '/jobs/verification-email',
	body: { ...options, user_id: userId },
	subject: subjectOf(userId),
	labels: VERIFICATION_EMAIL_LABELS,
	errors: [CUSTOM_DOMAIN_CONFLICT],
	answers: job,
});

/**
 * Retrieves a job, to see whether it has ended.
 *
 * @see https://auth0.com/docs/api/management/v2/jobs/get-jobs-by-id
 */
export const getJob = (id: string): ApiRequest<Job> => ({
	method: 'GET',
	path: path`/jobs/${id}`,
	subject: subjectOfJob(id),
	answers: job,
});

/** A job, as its errors name it. */
export const subjectOfJob = (id: string): Subject => ({
	name: `Job “${id}”`,
	whenMissing: 'Check the job ID. Auth0 deletes all data of a job after 24 hours.',
});

/** Whether a job has ended, well or not. Auth0 documents no other ends. */
export const hasEnded = ({ status }: Job) => status === 'completed' || status === 'failed';

/** How to wait for a job. */
export interface JobWait {
	maxWaitMs: number;
	/** Told of the job each time that Auth0 was asked. */
	onProgress?(job: Job): void;
	signal?: AbortSignal;
}

const FIRST_LOOK_MS = 1000;
const MAX_PAUSE_MS = 10_000;

/**
 * Looks at a job until it has ended: after a second, then ever more seldom, up to every ten seconds. A look that
 * fails by a fault that may pass is not the end: the job goes on meanwhile.
 *
 * @returns the job as it was last seen, which has not ended if it takes longer than that
 * @throws as `ManagementApi.request` does, if the last look failed; the reason of the signal when it aborts
 */
export async function lastSeen(
	api: ManagementApi,
	started: Job,
	{ maxWaitMs, onProgress, signal }: JobWait,
): Promise<Job> {
	const end = Date.now() + maxWaitMs;
	let waitedMs = 0;
	let job = started;
	let failure: { reason: unknown } | undefined;
	for (let ms = FIRST_LOOK_MS; !hasEnded(job); ms = Math.min(2 * ms, MAX_PAUSE_MS)) {
		const left = Math.min(maxWaitMs - waitedMs, end - Date.now());
		if (left <= 0) {
			if (failure) throw failure.reason;
			return job;
		}
		const pauseMs = Math.min(ms, left);
		await pause(pauseMs, [signal]);
		waitedMs += pauseMs;
		failure = undefined;
		const seen = await api.request(getJob(job.id)).catch((reason: unknown) => {
			if (!mayPass(reason)) throw reason;
			failure = { reason };
			return undefined;
		});
		if (!seen) continue;
		job = seen;
		onProgress?.(job);
	}
	return job;
}
