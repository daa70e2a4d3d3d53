import { createHmac, randomBytes } from 'crypto';
import { badRequest } from '../errors';
import type { ExportField, UsersExportBody } from '../schemas';
import type { TenantState } from '../state';
import type { User } from '../users';
import type { Job } from './jobs';

const VALID_MS = 60_000;

/** What an export holds where nobody says which fields. */
const DEFAULT_FIELDS: ExportField[] = [
	['user_id', 'Id'],
	['given_name', 'Given Name'],
	['family_name', 'Family Name'],
	['nickname', 'Nickname'],
	['name', 'Name'],
	['email', 'Email'],
	['email_verified', 'Email Verified'],
	['identities[0].connection', 'Connection'],
	['created_at', 'Created At'],
	['updated_at', 'Updated At'],
].map(([name = '', column]) => ({ name, export_as: column }));

interface ExportFile {
	users: User[];
	body: UsersExportBody;
}

/** The files of exports, each at an address that is valid for a minute. */
export class ExportFiles {
	private readonly files = new Map<string, ExportFile>();
	private readonly key = randomBytes(32);
	private cutAfter: number[] = [];

	clear(): void {
		this.files.clear();
		this.cutAfter = [];
	}

	/** The next download breaks off after so many lines. */
	cutNext(lines: number): void {
		this.cutAfter.push(lines);
	}

	put(jobId: string, file: ExportFile): void {
		this.files.set(jobId, file);
	}

	/** The address of the file of a job, with a signature that is valid from now on; undefined without one. */
	locationOf(jobId: string, host: string): string | undefined {
		const file = this.files.get(jobId);
		if (file === undefined) return undefined;
		const expires = String(Date.now() + VALID_MS);
		const query = new URLSearchParams({ Expires: expires, Signature: this.sign(jobId, expires) });
		const format = file.body.format ?? 'json';
		return `https://${host}/users-export/${jobId}/tenant.${format}.gz?${query.toString()}`;
	}

	/**
	 * The lines of a file; undefined where the signature is wrong, or no longer valid.
	 * @param cut breaks the download off
	 */
	open(
		jobId: string,
		{ Expires, Signature }: Record<string, unknown>,
		cut: () => void,
	): Iterable<string> | undefined {
		const file = this.files.get(jobId);
		const isSigned = Signature === this.sign(jobId, String(Expires));
		if (file === undefined || !isSigned || Number(Expires) <= Date.now()) return undefined;
		return cutAfter(linesOf(file), this.cutAfter.shift() ?? Infinity, cut);
	}

	private sign(jobId: string, expires: string): string {
		return createHmac('sha256', this.key).update(`${jobId} ${expires}`).digest('base64url');
	}
}

/**
 * [post_users-exports]
 * @throws ApiError 400 for a connection that is not there, and for what no CSV can hold
 */
export function createExportJob(state: TenantState, body: UsersExportBody): Job {
	const { connection_id: id, fields = [], format } = body;
	const connection = state.users.connections.find((candidate) => candidate.id === id);
	if (id !== undefined && !connection) throw badRequest('The connection does not exist.');
	if (format === 'csv' && fields.length > 30) {
		throw badRequest('A CSV export is limited to 30 fields.');
	}
	const usersOf = () =>
		state.users
			.all()
			.filter(
				({ identities }) =>
					!connection || identities.some((identity) => identity.connection === connection.name),
			)
			.slice(0, body.limit);
	const job = state.jobs.create(
		'users_export',
		{
			count: usersOf().length,
			onCompleted() {
				// Users are never changed in place, so that these stay as they are now.
				state.exportFiles.put(job.id, { users: usersOf(), body });
				return {};
			},
		},
		{ ...body, ...(connection && { connection: connection.name }) },
	);
	return job;
}

function* cutAfter(lines: Iterable<string>, count: number, cut: () => void): Generator<string> {
	let given = 0;
	for (const line of lines) {
		if (given++ === count) return cut();
		yield line;
	}
}

function* linesOf({ users, body }: ExportFile): Generator<string> {
	const fields = body.fields ?? DEFAULT_FIELDS;
	const columns = fields.map(({ name, export_as }) => export_as ?? name);
	if (body.format === 'csv') yield `${columns.map((column) => `"${column}"`).join(',')}\n`;
	for (const user of users) {
		const values = fields.map(({ name }) => valueAt(user, name));
		if (body.format === 'csv') {
			yield `${values.map(inCsv).join(',')}\n`;
			continue;
		}
		const given = columns.flatMap((column, index) =>
			values[index] === undefined ? [] : [[column, values[index]]],
		);
		yield `${JSON.stringify(Object.fromEntries(given))}\n`;
	}
}

/** @example valueAt(user, 'identities[0].connection') */
function valueAt(user: User, path: string): unknown {
	let value: unknown = user;
	for (const name of path.split(/[.[\]]+/).filter(Boolean)) {
		value = Object.hasOwn(Object(value), name) ? Object(value)[name] : undefined;
	}
	return value;
}

/** Auth0 puts an apostrophe before each text, so that no spreadsheet takes it for a formula. */
function inCsv(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') return JSON.stringify(value);
	const isDate = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
	return `"${isDate ? '' : "'"}${value.replaceAll('"', '""')}"`;
}
