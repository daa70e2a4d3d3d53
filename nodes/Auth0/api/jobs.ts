import type { Management } from 'auth0';

import { anId, aText, optional, partOf } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';
import { CUSTOM_DOMAIN_CONFLICT } from './customDomains';
import type { Open } from './open';
import { subjectOf } from './users';

const job = partOf<Management.GetJobResponseContent>()({
	id: anId,
	status: aText,
	status_details: optional(aText),
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
	answers: job,
});
