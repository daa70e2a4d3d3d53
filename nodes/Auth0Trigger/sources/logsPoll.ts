import { MAX_DISORDER_MS, timeOf } from '../../Auth0/api/logOrder';
import { listLatestLogs, listLogsBetween, LOG_PAGE, type LogEvent } from '../../Auth0/api/logs';
import { logCategories } from '../../Auth0/fields/logCategories';
import { logTypes } from '../../Auth0/fields/logTypes';
import { InputError } from '../../Auth0/transport/inputError';
import { CATCH_UP, optionsField, POLL_INTERVAL, pollIntervalMs, USER_ID } from '../options';
import { withCount } from './caughtUp';
import { itemOfLog } from './logEvent';
import { readLogFilter, type LogFilter } from './logFilter';
import { lastOf, readLogPage, readNextLogPage } from './logPages';
import { LOG_SAMPLES } from './samples';
import {
	laterOf,
	type Position,
	type Pull,
	type PullReader,
	type PullSource,
	type TriggerEvent,
} from './source';

/** With how many log events one execution begins, give or take a page. */
const MAX_EVENTS = 1_000;

const GAP = {
	message: 'Some log events may be missing.',
	description:
		'Auth0 no longer has the last log event that was fetched. The workflow goes on with the oldest ones since then that Auth0 has.',
};

/** Looks for new log events, time after time. */
class LogsReader implements PullReader {
	readonly maxOpen = 1;

	constructor(
		private readonly filter: LogFilter,
		private readonly intervalMs: number,
	) {}

	async follow(pull: Pull): Promise<number> {
		const { known, news, total, position, isAtEnd } = await this.look(pull);
		// As one execution, which n8n knows by its last log event, if it has it.
		const last = known.at(-1);
		if (last) await pull.give(known, positionAfter(last, position));
		const [first, ...others] = news;
		if (first) {
			const counted = pull.isCatchingUp ? { ...first, json: withCount(first.json, total) } : first;
			await pull.give([counted, ...others], position);
		} else moveTo(pull, position);
		if (first || isAtEnd) pull.caughtUp();
		return isAtEnd ? this.intervalMs : 0;
	}

	async sample({ connect }: Pick<Pull, 'connect'>): Promise<TriggerEvent[]> {
		const api = await connect();
		const rows = await api.request(listLatestLogs(LOG_PAGE, this.filter.query));
		const newest = lastOf(rows.filter(this.filter.isWanted));
		if (newest) return [toEvent(newest)];
		throw new InputError(
			this.filter.wantsAll
				? 'Auth0 has no log event to show.'
				: 'Auth0 has no recent log event that matches the filters.',
			'In Auth0, do what should start the workflow, such as a login. Wait a few seconds, because Auth0 logs it with a delay, and try again.',
		);
	}

	/**
	 * Reads as many log events as one execution gets. After a time in which nobody looked, it also counts
	 * the others, to say how many there are.
	 */
	private async look(pull: Pull): Promise<Found> {
		const found: Found = { known: [], news: [], total: 0, position: {}, isAtEnd: false };
		const startedAt = Date.now();
		let page = await readLogPage(pull);
		pull.opened();
		const first = timeOf(page.rows.find(({ log_id: id }) => !pull.wasGiven(id)));
		if (first !== undefined && pull.earliest !== undefined && first < pull.earliest) {
			pull.skip(await this.firstWanted(pull, first, pull.earliest));
			page = await readLogPage(pull);
		}
		if (page.isAfterGap) {
			pull.reportGap(GAP);
			// So that it is told once, whatever comes of the next page.
			pull.moveTo({ since: pull.position.since });
		}
		for (;;) {
			const hasRoom = found.known.length + found.news.length < MAX_EVENTS;
			for (const row of page.rows.filter(this.filter.isWanted)) add(found, row, pull, hasRoom);
			if (hasRoom) Object.assign(found, { position: page.position, isAtEnd: !page.isFull });
			const isEnough = found.known.length + found.news.length >= MAX_EVENTS;
			if (!page.isFull || (isEnough && !pull.isCatchingUp)) return upTo(found, startedAt);
			// What is not wanted is not read again.
			if (found.total === 0 && found.known.length === 0) moveTo(pull, page.position);
			page = await readNextLogPage(pull, page);
		}
	}

	/**
	 * When the first log event happened that is wanted and was not handed on. n8n stores where a trigger is with
	 * each execution only: what filters left out since then can be much older than what is missing.
	 *
	 * @returns undefined where there is none between two times
	 */
	private async firstWanted(pull: Pull, since: string, until: string): Promise<string | undefined> {
		if (this.filter.wantsAll) return since;
		const api = await pull.connect();
		const rows = await api.request(listLogsBetween(since, until, this.filter.query));
		const isNew = ({ log_id: id }: LogEvent) => id !== pull.position.cursor && !pull.wasGiven(id);
		const wanted = rows.find((row) => this.filter.isWanted(row) && isNew(row));
		// Behind a full page, there may be more.
		return timeOf(wanted) ?? (rows.length < LOG_PAGE ? undefined : since);
	}
}

/** What one look finds, and where the next one begins. */
interface Found {
	/** What was handed on before n8n stopped. */
	known: TriggerEvent[];
	/** What was not. */
	news: TriggerEvent[];
	/** How many of these there are, with those that the next looks find. */
	total: number;
	position: Position;
	isAtEnd: boolean;
}

/** Adds a log event, and counts only those behind the last one that was handed on before. */
function add(found: Found, row: LogEvent, pull: Pull, hasRoom: boolean): void {
	const event = toEvent(row);
	if (hasRoom) found.news.push(event);
	found.total++;
	if (!pull.wasGiven(event.id)) return;
	found.known.push(...found.news.splice(0));
	found.total = 0;
}

/** Up to shortly before a look that found everything, all is known. */
function upTo(found: Found, startedAt: number): Found {
	const { cursor, since = '' } = found.position;
	// Without a cursor, what comes next is looked for by its time.
	if (!found.isAtEnd || cursor === undefined) return found;
	const known = new Date(startedAt - MAX_DISORDER_MS).toISOString();
	return { ...found, position: { cursor, since: laterOf(since, known) } };
}

/** Behind a log event of a look that ends at a position. */
const positionAfter = ({ id, json }: TriggerEvent, { since }: Position): Position => ({
	cursor: id,
	since: timeOf(json) ?? since,
});

function moveTo(pull: Pull, position: Position): void {
	const { cursor, since } = pull.position;
	if (position.cursor !== cursor || position.since !== since) pull.moveTo(position);
}

const toEvent = (row: LogEvent): TriggerEvent =>
	itemOfLog({ id: row.log_id, type: String(row.type), json: row });

/** What the log of the tenant has, fetched by n8n again and again. */
export const logsPoll: PullSource = {
	option: {
		name: 'New Log Events by Polling',
		value: 'logsPoll',
		description: 'Looked up every minute or less often, without a public URL (read:logs)',
	},
	fields: [logCategories.field, logTypes.field, optionsField([CATCH_UP, POLL_INTERVAL, USER_ID])],
	tryIt:
		'Click Execute step to see the latest log event that matches. For a new one, log in to one of your applications first, and wait a few seconds.',
	samples: LOG_SAMPLES,
	readerOf: (parameters) => new LogsReader(readLogFilter(parameters), pollIntervalMs(parameters)),
};
