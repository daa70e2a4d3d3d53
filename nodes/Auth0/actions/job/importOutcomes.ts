import type { IDataObject } from 'n8n-workflow';

import type { FailedUser } from '../../api/jobErrors';
import type { Job } from '../../api/jobs';
import { explainUserErrors, howToGoOn, type ImportSettings } from '../../api/userImports';
import type { ErrorText } from '../../transport/errors';
import type { ManagementApi } from '../../transport/managementApi';
import type { ImportRow } from './importFiles';

/** What became of a user: what was done, or why not. */
export type ImportOutcome<Origin> = {
	row: ImportRow<Origin>;
} & (
	| { output: IDataObject }
	| { error: unknown; /** Whether the whole file was refused. */ isOfFile?: true }
);

const keyOf = (email: unknown) => String(email).toLowerCase();

/** What was done with the users of a job who did not fail: the job only tells how many of each. */
function successOf({ summary }: Job): string {
	const { inserted, updated } = summary ?? {};
	if (updated === 0) return 'inserted';
	return inserted === 0 ? 'updated' : 'inserted_or_updated';
}

/** The output of a user. */
export const outputOf = (
	{ user: { email, user_id: id } }: ImportRow<unknown>,
	outcome: string,
	{ id: jobId }: Job,
): IDataObject => ({
	outcome,
	...(id !== undefined && id !== '' && { user_id: `auth0|${id}` }),
	email,
	job_id: jobId,
});

/**
 * What became of the users of a job that has ended well: those whom Auth0 names have failed, the others are in.
 * Where it names fewer than it counts, nobody knows about the others.
 */
export function outcomesOf<Origin>(
	api: ManagementApi,
	file: Array<ImportRow<Origin>>,
	job: Job,
	failed: FailedUser[],
	settings: ImportSettings,
): Array<ImportOutcome<Origin>> {
	const byEmail = new Map(failed.map(({ user, errors }) => [keyOf(user.email), errors]));
	const named = file.filter(({ user }) => byEmail.has(keyOf(user.email)));
	const isCertain = (job.summary?.failed ?? failed.length) <= named.length;
	const success = successOf(job);
	return file.map((row) => {
		const errors = byEmail.get(keyOf(row.user.email));
		if (errors === undefined) {
			return isCertain
				? { row, output: outputOf(row, success, job) }
				: { row, error: api.failure(unknownAfter(job, settings)) };
		}
		const [first] = errors;
		const words = { message: first?.message ?? '', errorCode: first?.code ?? '' };
		return { row, error: api.failure(explainUserErrors(errors), words) };
	});
}

/** Where the errors of a job are. */
export const seeErrors = ({ id }: Job) => `See Job → Get Errors with the job ID ${id}.`;

const unknownAfter = (job: Job, { upsert }: ImportSettings): ErrorText => ({
	message: 'It is not known whether Auth0 imported this user.',
	description: `Some users of the import failed, but Auth0 did not say which. ${seeErrors(job)} ${howToGoOn(upsert)}`,
});
