import { getJobErrors, type FailedUser } from '../../api/jobErrors';
import { lastSeen, type Job } from '../../api/jobs';
import {
	createUsersImport,
	howToGoOn,
	MAX_IMPORTS,
	type ImportSettings,
} from '../../api/userImports';
import { alsoSay } from '../../transport/nodeErrors';
import { InputError } from '../../transport/inputError';
import { spelledOut } from '../../transport/explain';
import type { ManagementApi } from '../../transport/managementApi';
import { inDigits } from '../hints';
import { listOf, type ImportRow } from './importFiles';
import { outcomesOf, outputOf, type ImportOutcome } from './importOutcomes';
import { outcomesOfUnfinished } from './unfinishedImport';

/** How many users a job put in, as far as it is known. */
export interface ImportCounts {
	inserted: number;
	updated: number;
}

/** How the jobs of an import are followed. */
export interface Following {
	/** How long to wait for a job, in ms; undefined not to wait. */
	maxWaitMs?: number;
	signal?: AbortSignal;
	log(text: string): void;
	/** Told how many users a job inserted and updated. */
	onCounted?(counts: ImportCounts): void;
}

/**
 * Imports files of users, two at a time. Of two, those who are in come first, then those who failed: a run that
 * does not go on ends there, after all that has been started has ended.
 *
 * @returns what became of each user
 * @throws InputError naming the jobs that go on in Auth0 when the execution is cancelled
 */
export async function* runImports<Origin>(
	api: ManagementApi,
	files: AsyncIterable<Array<ImportRow<Origin>>>,
	settings: ImportSettings,
	following: Following,
): AsyncGenerator<ImportOutcome<Origin>, void> {
	for await (const round of roundsOf(files, MAX_IMPORTS)) {
		const started: Job[] = [];
		const imports = round.map(async (file) => {
			return await runImport(api, file, settings, {
				...following,
				onStart: (job) => started.push(job),
			});
		});
		const settled = await Promise.allSettled(imports);
		if (following.signal?.aborted) throw cancelled(started, settings);
		const outcomes = settled.flatMap((result, index) =>
			result.status === 'fulfilled'
				? result.value
				: (round[index] ?? []).map((row) => ({
						row,
						error: result.reason,
						isOfFile: true as const,
					})),
		);
		yield* outcomes.filter((outcome) => 'output' in outcome);
		yield* outcomes.filter((outcome) => 'error' in outcome);
	}
}

async function* roundsOf<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<T[], void> {
	let round: T[] = [];
	for await (const one of all) {
		round.push(one);
		if (round.length < size) continue;
		yield round;
		round = [];
	}
	if (round.length > 0) yield round;
}

/** Has Auth0 import a file, and finds out what became of each user of it. */
async function runImport<Origin>(
	api: ManagementApi,
	file: Array<ImportRow<Origin>>,
	settings: ImportSettings,
	{ maxWaitMs, signal, log, onCounted, onStart }: Following & { onStart(job: Job): void },
): Promise<Array<ImportOutcome<Origin>>> {
	const started = await api.request(createUsersImport(listOf(file), settings));
	onStart(started);
	log(`Import job ${started.id} has started with ${inDigits(file.length)} users.`);
	if (maxWaitMs === undefined) {
		return file.map((row) => ({ row, output: outputOf(row, 'started', started) }));
	}
	const onProgress = (job: Job) => log(progressOf(job));
	const job = await lastSeen(api, started, { maxWaitMs, signal, onProgress }).catch(
		(caught: unknown) => {
			throw alsoSay(
				caught,
				`Auth0 goes on with import job ${started.id}. ${howToGoOn(settings.upsert)}`,
			);
		},
	);
	if (job.status !== 'completed') {
		const time = spelledOut(maxWaitMs / 1000);
		const outcomes = await outcomesOfUnfinished(api, file, { job, time, settings, signal });
		onCounted?.(countsOf(outcomes));
		return outcomes;
	}
	const { inserted, updated } = job.summary ?? {};
	onCounted?.({ inserted: inserted ?? 0, updated: updated ?? 0 });
	return outcomesOf(api, file, job, await failedOf(api, job), settings);
}

/** The users whom a job failed for. */
async function failedOf(api: ManagementApi, { id, summary }: Job): Promise<FailedUser[]> {
	if (summary?.failed === 0) return [];
	const { rows } = await api.request(getJobErrors(id)).catch((caught: unknown) => {
		throw alsoSay(caught, `Import job ${id} has ended, but some of its users failed.`);
	});
	return rows;
}

function countsOf(outcomes: Array<ImportOutcome<unknown>>): ImportCounts {
	const count = (kind: string) =>
		outcomes.filter((one) => 'output' in one && one.output.outcome === kind).length;
	return { inserted: count('inserted'), updated: count('updated') };
}

const progressOf = ({ id, status, percentage_done: percent }: Job) =>
	`Import job ${id} is ${status}${typeof percent === 'number' ? `, ${percent} % done` : ''}.`;

const cancelled = (started: Job[], { upsert }: ImportSettings) =>
	new InputError(
		'The execution was cancelled during the import.',
		started.length === 0
			? 'No import had started.'
			: `Auth0 goes on with what has started. Job ID: ${started.map(({ id }) => id).join(', ')}. ${howToGoOn(upsert)}`,
	);
