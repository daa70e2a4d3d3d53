import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { isRecord, isTooDeep } from '../transport/answers';
import { pause } from '../transport/cancellation';
import type { Auth0Connection } from '../transport/connection';
import { spelledOut } from '../transport/explain';
import { linesOf } from '../transport/lines';
import type { ApiRequest } from '../transport/request';
import { backoffMs } from '../transport/retry';
import { asUnreadable, UnreadableFile } from '../transport/unreadableFile';
import { getJob, job, lastSeen, type Job, type JobWait } from './jobs';
import type { Open } from './open';

type ExportContent = Open<Management.CreateExportUsersRequestContent>;

/** What an export has of each user where nobody says: all that Auth0 can export of the usual. */
export const EXPORTED_FIELDS: readonly string[] = [
	'user_id',
	'email',
	'email_verified',
	'username',
	'phone_number',
	'phone_verified',
	'name',
	'given_name',
	'family_name',
	'nickname',
	'picture',
	'blocked',
	'created_at',
	'updated_at',
	'last_login',
	'last_ip',
	'logins_count',
	'last_password_reset',
	'identities',
	'user_metadata',
	'app_metadata',
];

/** Which users to export, and what of them. */
export interface ExportedUsers {
	/** Only those of this connection. */
	connectionId?: string;
	/** Names such as `email`, `app_metadata.plan` or `identities[0].connection`. */
	fields?: readonly string[];
	/** The most users; without it, all. */
	limit?: number;
	/** Told of the job once it has started, and each time that Auth0 was asked. */
	onProgress?(job: Job): void;
	/** How long to wait for the job, in ms: an hour by default. */
	maxWaitMs?: number;
	/** Aborts when the execution is cancelled. */
	signal?: AbortSignal;
}

const HOUR_MS = 3_600_000;

/** How often a download is tried again that does not get any further. */
const MAX_RETRIES = 5;

/**
 * Reads all users of the tenant, or of a connection, as they are now: an export job, whose file is read
 * bit by bit, so that memory stays the same however many there are. Two requests and the looks at the job,
 * whatever their number. The address of the file is valid for a minute: one that is over, or a download
 * that breaks off, is made good by another address, and goes on behind the users who were given out.
 *
 * @returns each user as an object that has the chosen fields by their names, as far as they are set
 * @throws NodeApiError when Auth0 refuses, when the job fails or takes too long, when its file cannot be
 * read; the reason of the signal when it aborts
 */
export async function* exportedUsers(
	auth0: Auth0Connection,
	{ connectionId, fields = EXPORTED_FIELDS, limit, ...wait }: ExportedUsers = {},
): AsyncGenerator<IDataObject, void> {
	const { management } = auth0;
	const started = await management.request(
		createUsersExport({
			...(connectionId !== undefined && { connection_id: connectionId }),
			...(limit !== undefined && { limit }),
			format: 'json',
			fields: fields.map((name) => ({ name })),
		}),
	);
	wait.onProgress?.(started);
	const ended = await endOf(auth0, started, { ...wait, maxWaitMs: wait.maxWaitMs ?? HOUR_MS });
	for await (const row of rowsOf(auth0, ended, wait.signal)) yield fieldsOf(row, fields);
}

/**
 * Has Auth0 export users into a file. An export changes nobody, so that it may be started twice.
 *
 * @see https://auth0.com/docs/api/management/v2/jobs/post-users-exports
 */
const createUsersExport = (body: ExportContent): ApiRequest<Job, ExportContent> => ({
	method: 'POST',
	path: '/jobs/users-exports',
	body,
	isIdempotent: true,
	subject: { whenBeyondPlan: 'Auth0’s Free plan does not include exports. Use User → Get Many.' },
	labels: {
		connection_id: 'Connection',
		fields: 'Fields to Export',
		limit: 'Limit',
		name: 'Fields to Export',
	},
	errors: [
		{
			status: 400,
			pattern: /connection does not exist/i,
			message: 'The connection does not exist.',
			description: "Choose 'Connection' from the list, or check its ID.",
		},
	],
	answers: job,
});

/** @throws NodeApiError for a job that does not end well, or in time */
async function endOf({ management }: Auth0Connection, started: Job, wait: JobWait): Promise<Job> {
	const ended = await lastSeen(management, started, wait);
	if (ended.status === 'completed') return ended;
	if (ended.status === 'failed') {
		throw management.failure({
			message: 'Auth0 could not export the users.',
			description: [
				ended.status_details && `Auth0’s answer: ${ended.status_details}.`.replace(/\.\.$/, '.'),
				`Run this item again. Job ID: ${ended.id}.`,
			]
				.filter(Boolean)
				.join(' '),
		});
	}
	throw management.failure({
		message: `The export did not finish within ${spelledOut(wait.maxWaitMs / 1000)}.`,
		description: `Auth0 goes on with it; to see how far it is, use Job → Get with the job ID ${ended.id}. To wait longer, raise 'Wait at Most' under 'Options'.`,
	});
}

/** The rows of the file of an export, each once, over as many downloads as it takes. */
async function* rowsOf(
	{ management, files }: Auth0Connection,
	{ id }: Job,
	signal?: AbortSignal,
): AsyncGenerator<IDataObject, void> {
	let given = 0;
	for (let failures = 0; ;) {
		let read = 0;
		const isNew = () => ++read > given;
		try {
			const { location } = await management.request(getJob(id));
			if (typeof location !== 'string') throw new UnreadableFile('The job names no file.');
			for await (const line of linesOf(files.read(location))) {
				if (!isNew()) continue;
				yield rowOf(line);
				given++;
				failures = 0;
			}
			return;
		} catch (caught) {
			const { message, isLasting } = asUnreadable(caught);
			if (isLasting || ++failures > MAX_RETRIES) {
				throw management.failure({
					message: 'The file of the export could not be read.',
					description: `${message} Check that the machine that n8n runs on can reach this host, then run this item again. Job ID: ${id}.`,
				});
			}
			await pause(backoffMs(failures), [signal]);
		}
	}
}

/** @throws UnreadableFile for a line that is no user */
function rowOf(line: string): IDataObject {
	const row = parse(line);
	if (isRecord(row) && !isTooDeep(row)) return row;
	throw new UnreadableFile('The file has a line that is not a user.', true);
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/** The chosen fields of a row: Auth0 calls a nested one by its whole name, or nests it. */
function fieldsOf(row: IDataObject, fields: readonly string[]): IDataObject {
	const given = fields.flatMap((name) => {
		const value = Object.hasOwn(row, name) ? row[name] : valueAt(row, name);
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(given);
}

/** @example valueAt(user, 'identities[0].connection') */
function valueAt(row: IDataObject, name: string): unknown {
	let value: unknown = row;
	for (const part of name.split(/[.[\]]+/).filter(Boolean)) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
			return undefined;
		}
		value = Object.entries(value).find(([key]) => key === part)?.[1];
	}
	return value;
}
