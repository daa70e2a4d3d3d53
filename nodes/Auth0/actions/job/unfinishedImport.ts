import type { Job } from '../../api/jobs';
import { identityIn } from '../../api/linkedIdentities';
import { findUsersByLogins } from '../../api/userBatches';
import { howToGoOn, type ImportSettings } from '../../api/userImports';
import { partsOf } from '../../api/userIds';
import type { User } from '../../api/users';
import { pause } from '../../transport/cancellation';
import type { ErrorText } from '../../transport/errors';
import type { ManagementApi } from '../../transport/managementApi';
import type { ImportRow } from './importFiles';
import { outputOf, seeErrors, type ImportOutcome } from './importOutcomes';

/** Auth0's search can be so far behind. */
const SEARCH_DELAY_MS = 5_000;

const SELECTION = {
	fields: 'user_id,email,created_at,updated_at,identities',
	include_fields: true,
};

/** A job that failed, or that has not ended in time. */
interface Unfinished {
	job: Job;
	/** How long it was waited for, in words. */
	time: string;
	settings: ImportSettings;
	signal?: AbortSignal;
}

/**
 * Finds out by a search who of an import is in Auth0 since its job was there.
 *
 * @returns what became of each user, as far as it is known: nothing is where the search fails
 */
export async function outcomesOfUnfinished<Origin>(
	api: ManagementApi,
	file: Array<ImportRow<Origin>>,
	{ job, time, settings, signal }: Unfinished,
): Promise<Array<ImportOutcome<Origin>>> {
	const fail = (text: ErrorText) => (row: ImportRow<Origin>) => ({ row, error: api.failure(text) });
	if (job.status === 'failed' && /parse/i.test(job.status_details ?? '')) {
		return file.map(fail(unreadable(job)));
	}
	const unknown = unknownOutcome(job, time, settings);
	const since = Date.parse(job.created_at ?? '');
	await pause(SEARCH_DELAY_MS, [signal]);
	const emails = file.map(({ user }) => user.email);
	const found = await findUsersByLogins(api, 'email', emails, SELECTION).catch(() => undefined);
	if (!found || Number.isNaN(since)) return file.map(fail(unknown));
	return file.map((row) => {
		const users = (found.get(row.user.email) ?? []).filter(isOfConnection(job));
		const isSince = (property: 'created_at' | 'updated_at') =>
			users.some((user) => Date.parse(String(user[property])) >= since);
		if (isSince('created_at')) return { row, output: outputOf(row, 'inserted', job) };
		if (settings.upsert && isSince('updated_at')) {
			return { row, output: outputOf(row, 'updated', job) };
		}
		if (job.status !== 'failed') return fail(unknown)(row);
		return fail(users.length > 0 ? notUpdated(job, settings) : notCreated(job, settings))(row);
	});
}

/** Whether a user can be one of an import, and not one with the same address in another connection. */
const isOfConnection = ({ connection: name }: Job) => {
	if (typeof name === 'string') return (user: User) => identityIn(name, user) !== undefined;
	return ({ user_id: id }: User) => partsOf(id)?.provider === 'auth0';
};

const answerOf = ({ status_details: details }: Job) =>
	details ? ` Auth0’s answer: ${details}` : '';

const unreadable = (job: Job): ErrorText => ({
	message: 'Auth0 could not read the import, and imported none of its users.',
	description: `Job ID: ${job.id}.${answerOf(job)}`,
});

const notCreated = (job: Job, { upsert }: ImportSettings): ErrorText => ({
	message: 'The import failed before it was done, and did not create this user.',
	description: `${seeErrors(job)} ${howToGoOn(upsert)}${answerOf(job)}`,
});

const notUpdated = (job: Job, { upsert }: ImportSettings): ErrorText => ({
	message: upsert
		? 'The import failed before it was done, and did not update this user.'
		: 'This user was in Auth0 before the import, which failed.',
	description: `${seeErrors(job)} ${howToGoOn(upsert)}${answerOf(job)}`,
});

/** What is said of users of whom nothing is known. */
function unknownOutcome(job: Job, time: string, { upsert }: ImportSettings): ErrorText {
	if (job.status === 'failed') {
		return {
			message: 'The import failed before it was done. This user may have been imported or not.',
			description: `${seeErrors(job)} ${howToGoOn(upsert)}${answerOf(job)}`,
		};
	}
	const percent = typeof job.percentage_done === 'number' ? ` (${job.percentage_done} % done)` : '';
	return {
		message: `The import did not finish within ${time}. This user may have been imported or not.`,
		description: `Auth0 goes on with it${percent}. To see how it ends, use Job → Get and Get Errors with the job ID ${job.id}. To wait longer, raise 'Wait at Most' under 'Options'. ${howToGoOn(upsert)}`,
	};
}
