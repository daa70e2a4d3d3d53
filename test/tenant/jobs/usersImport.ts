import { isDatabase } from '../connections';
import { ApiError, badRequest } from '../errors';
import { usersImportBody, type ImportedUser, type UsersImportBody } from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { errorsOf, importUser, type ImportError, type Target } from './importedUser';
import type { Job } from './jobs';

export type { ImportedSecrets } from './importedUser';

const MAX_ACTIVE = 2;
const MAX_BYTES = 512_000;

/** Why users were not imported, each with the user as it was sent. */
export type JobErrors = Array<{ user: unknown; errors: ImportError[] }>;

/** The errors of imports, by the ID of the job. */
export type ImportErrors = Map<string, JobErrors>;

const validParts = validator<UsersImportBody>('body', usersImportBody);

/**
 * [post_users-imports]
 * @param bytes the length of the body
 * @throws ApiError 400 for parts that it does not take, 413 for a body that is too large, 429 while two
 * imports are active
 */
export function createImportJob(state: TenantState, body: unknown, bytes: number): Job {
	if (bytes > MAX_BYTES) {
		throw new ApiError(413, `Payload content length greater than maximum allowed: ${MAX_BYTES}.`);
	}
	const { users, connection_id: id }: Partial<UsersImportBody> = Object(body);
	if (users === undefined) throw badRequest("Must provide 'users' file as multipart part.");
	if (id === undefined) throw badRequest("Must provide 'connection_id' as multipart part.");
	if (users === '') throw badRequest('Users file must not be empty.');
	const { upsert, external_id: externalId } = validParts(body);
	const connection = state.users.connections.find((candidate) => candidate.id === id);
	if (!connection) throw badRequest('The connection does not exist.');
	if (!isDatabase(connection)) throw badRequest('Connection must be a database connection.');
	if (connection.disabled) throw badRequest('Connection must be enabled.');
	if (state.jobs.countActive('users_import') >= MAX_ACTIVE) {
		throw new ApiError(
			429,
			`There are ${MAX_ACTIVE} active import users jobs, please wait until some of them are finished and try again`,
		);
	}
	const rows = rowsOf(users);
	const target: Target = {
		...state,
		connection,
		upsert: upsert === 'true',
		secrets: state.secrets,
	};
	const summary = { failed: 0, updated: 0, inserted: 0, total: rows?.length ?? 0 };
	const emails = new Set<string>();
	const failed: JobErrors = [];
	const step = (index: number) => {
		const row = rows?.[index];
		const outcome = importRow(target, row, emails);
		if (typeof outcome === 'string') summary[outcome] += 1;
		else {
			summary.failed += 1;
			failed.push({ user: row, errors: outcome });
		}
	};
	const job = state.jobs.create(
		'users_import',
		{
			count: summary.total,
			step,
			onCompleted: () => ({ summary: { ...summary } }),
			...(rows === undefined && {
				failure:
					'Failed to parse users file JSON when importing users. Make sure it is valid JSON.',
			}),
		},
		{
			connection_id: connection.id,
			connection: connection.name,
			...(externalId && { external_id: externalId }),
		},
	);
	state.importErrors.set(job.id, failed);
	return job;
}

/** @returns undefined for a file that is no list in JSON */
function rowsOf(users: string): unknown[] | undefined {
	try {
		const rows: unknown = JSON.parse(users);
		return Array.isArray(rows) ? rows : undefined;
	} catch {
		return undefined;
	}
}

/** A second row of a user fails, whatever the first one came to. */
function importRow(target: Target, row: unknown, emails: Set<string>) {
	const errors = errorsOf(row);
	if (errors.length > 0) return errors;
	const user: ImportedUser = Object(row);
	const email = user.email.toLowerCase();
	if (emails.has(email)) {
		return [{ code: 'DUPLICATED_USER', message: 'The user is duplicated in the file' }];
	}
	emails.add(email);
	const outcome = importUser(target, user);
	return typeof outcome === 'string' ? outcome : [outcome];
}
