import type { IDataObject } from 'n8n-workflow';

import { MAX_IMPORT_BYTES, type ImportSettings } from '../../api/userImports';
import { importedUserOf } from '../../fields/job/importedUser';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { alsoSay, errorTextOf } from '../../transport/nodeErrors';
import { inDigits } from '../hints';
import { fileRows, type FileRow } from './fileRows';
import { filesOf, isTooLarge, type ImportRow } from './importFiles';
import { runImports, type Following, type ImportCounts } from './runImports';

/** How many rows that failed are listed: a file of which nothing can be used would fill the memory. */
const MAX_LISTED = 1000;

/** What became of a file: a row for each user who failed, then a summary. */
export async function importFromFile(
	api: ManagementApi,
	chunks: AsyncIterable<Uint8Array>,
	settings: ImportSettings,
	following: Following,
): Promise<IDataObject[]> {
	const report = new Report();
	const rows = goodRows(fileRows(chunks), report);
	const outcomes = runImports(api, filesOf(rows), settings, {
		...following,
		onCounted: (counts) => report.add(counts),
	});
	try {
		for await (const outcome of outcomes) {
			const { origin: row, user } = outcome.row;
			if ('output' in outcome) report.imported(outcome.output);
			else if (outcome.isOfFile) throw outcome.error;
			else report.failed(row, user.email, outcome.error);
		}
	} catch (caught) {
		throw alsoSay(caught, report.sayHowFar());
	}
	return report.outputs(settings.upsert);
}

/** The rows that Auth0 can import; the others go into the report. */
async function* goodRows(
	rows: AsyncIterable<FileRow>,
	report: Report,
): AsyncGenerator<ImportRow<number>, void> {
	const firstWith = new Map<string, number>();
	for await (const read of rows) {
		const { row } = read;
		report.rows = row;
		if ('error' in read) {
			report.failed(row, undefined, read.error);
			continue;
		}
		const { good, error } = attempt(row, read.given, firstWith);
		if (good) yield good;
		else report.failed(row, read.given.email, error);
	}
}

function attempt(
	row: number,
	given: IDataObject,
	firstWith: Map<string, number>,
): { good?: ImportRow<number>; error?: unknown } {
	try {
		const user = importedUserOf(given, `Row ${row}`);
		const good = { origin: row, user, json: JSON.stringify(user) };
		const email = user.email.toLowerCase();
		const first = firstWith.get(email);
		if (first !== undefined) return { error: duplicate(first) };
		if (isTooLarge(good)) return { error: TOO_LARGE };
		firstWith.set(email, row);
		return { good };
	} catch (error) {
		return { error };
	}
}

const duplicate = (first: number) =>
	new InputError(
		`Row ${inDigits(first)} has the same email address.`,
		'Auth0 takes each address once in an import. Remove one of the rows.',
	);

const TOO_LARGE = new InputError(
	'The user is too large for an import.',
	`A user may have ${inDigits(MAX_IMPORT_BYTES)} bytes of JSON. Shorten the metadata.`,
);

/** What becomes of the rows of a file. */
class Report {
	/** How many rows have been read. */
	rows = 0;
	private importedCount = 0;
	private startedCount = 0;
	private failedCount = 0;
	private inserted = 0;
	private updated = 0;
	private readonly jobs = new Set<string>();
	private readonly listed: IDataObject[] = [];

	add({ inserted, updated }: ImportCounts): void {
		this.inserted += inserted;
		this.updated += updated;
	}

	imported({ outcome, job_id: id }: IDataObject): void {
		if (outcome === 'started') this.startedCount++;
		else this.importedCount++;
		this.jobs.add(String(id));
	}

	failed(row: number, email: unknown, caught: unknown): void {
		this.failedCount++;
		if (this.listed.length >= MAX_LISTED) return;
		const { message, description } = errorTextOf(caught);
		this.listed.push({
			outcome: 'failed',
			row,
			...(typeof email === 'string' && { email }),
			reason: message,
			advice: description,
		});
	}

	sayHowFar(): string {
		if (this.rows === 0) return 'Nobody was imported.';
		return `Imported before: ${inDigits(this.importedCount)} of the ${inDigits(this.rows)} rows read so far.`;
	}

	outputs(upsert: boolean): IDataObject[] {
		const left = this.failedCount - this.listed.length;
		const summary: IDataObject = {
			outcome: 'summary',
			rows: this.rows,
			...(this.startedCount > 0
				? { started: this.startedCount }
				: { inserted: this.inserted, updated: upsert ? this.updated : 0 }),
			failed: this.failedCount,
			...(left > 0 && { not_listed: left }),
			job_ids: [...this.jobs],
		};
		return [...this.listed, summary];
	}
}
