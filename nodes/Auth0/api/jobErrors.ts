import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { aText, isRecord, listOf, object, optional, partOf, record } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';
import { subjectOfJob } from './jobs';
import { IMPORTED_USER } from './userSchema';

/** Why Auth0 did not import a user. */
export interface UserError extends IDataObject {
	code: string;
	message: string;
	/** Where in the user, such as `custom_password_hash.algorithm`. */
	path?: string;
}

/** A user whom Auth0 did not import: what of it is no secret, and why. */
export interface FailedUser {
	user: IDataObject;
	errors: UserError[];
}

interface JobErrors {
	rows: FailedUser[];
	/** Why the job failed as a whole, if it did. */
	details?: string;
}

/**
 * What is shown of a user whom Auth0 did not import. It sends the whole row back: hashes and second factors, and
 * whatever was in properties that Auth0 does not know, such as a password.
 */
const SHOWN: ReadonlySet<string> = new Set(Object.keys(IMPORTED_USER));

const REDACTED = '***';

const failure = object({
	user: record,
	errors: listOf(
		partOf<Management.GetJobImportUserError>()({
			code: optional(aText),
			message: optional(aText),
			path: optional(aText),
		}),
	),
});

const failedJob = partOf<Management.GetJobGenericErrorResponseContent>()({
	status_details: optional(aText),
});

/**
 * Retrieves which users an import job failed for, and why. Hashes and second factors are left out.
 *
 * @see https://auth0.com/docs/api/management/v2/jobs/get-errors
 */
export const getJobErrors = (id: string): ApiRequest<JobErrors> => ({
	method: 'GET',
	path: path`/jobs/${id}/errors`,
	subject: subjectOfJob(id),
	answers(value) {
		if (Array.isArray(value)) return { rows: listOf(failure)(value).map(withoutSecrets) };
		return { rows: [], details: failedJob(value).status_details ?? 'Auth0 gave no reason.' };
	},
	// Without errors, it answers without a word.
	answersText: () => ({ rows: [] }),
});

function withoutSecrets({ user, errors }: ReturnType<typeof failure>): FailedUser {
	const entries = Object.entries(user);
	const secrets = entries
		.filter(([name]) => !SHOWN.has(name))
		.flatMap(([, value]) => textsIn(value))
		.sort((one, other) => other.length - one.length);
	const redact = (text: string) =>
		secrets.reduce((redacted, secret) => redacted.replaceAll(secret, REDACTED), text);
	return {
		user: Object.fromEntries(entries.filter(([name]) => SHOWN.has(name))),
		errors: errors.map(({ code, message, path }) => ({
			code: code ?? '',
			message: isAboutSecret(path) ? '' : redact(message ?? ''),
			...(path && { path }),
		})),
	};
}

/** Whether an error is about a value that its message may quote, although Auth0 sends it back redacted. */
const isAboutSecret = (path: string | null | undefined) => {
	const [root = ''] = (path ?? '').replace(/^[#/.]+/, '').split(/[./[]/);
	return root !== '' && !SHOWN.has(root);
};

/** A shorter text is part of ordinary words. */
const MIN_SECRET = 4;

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.length < MIN_SECRET ? [] : [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
