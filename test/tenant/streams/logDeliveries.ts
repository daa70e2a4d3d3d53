import type { HttpSink } from '../schemas';
import type { LogEntry } from '../userData';
import { isInCategories } from './logCategories';
import type { LogStream, LogStreams } from './logStreams';
import { retry, type UnderWay } from './underWay';
import { isTaken, type Webhooks } from './webhooks';

const WAITS_MS = [1000, 2000];

const DEFAULTS = {
	/** How many log entries go with one request at most. */
	batchSize: 100,
	/** Whether the newest come first, as Auth0 promises no order. */
	isReversed: false,
};

/**
 * Delivers log entries to the webhooks of http log streams, in batches, at least once: what was not
 * taken after three attempts waits, as does what is for a stream that is not active.
 *
 * @see https://auth0.com/docs/customize/log-streams
 */
export class LogDeliveries {
	/** A test changes them in place. */
	readonly settings = { ...DEFAULTS };
	private readonly waiting = new Map<string, LogEntry[]>();

	constructor(
		private readonly streams: LogStreams,
		private readonly webhooks: Webhooks,
		private readonly underWay: UnderWay,
	) {}

	reset(): void {
		this.waiting.clear();
		Object.assign(this.settings, DEFAULTS);
	}

	/** What was not delivered to a stream so far. */
	undelivered(streamId: string): readonly LogEntry[] {
		return this.waiting.get(streamId) ?? [];
	}

	/** To each http stream that wants entries of these types; what waits for one goes with them. */
	publish(entries: readonly LogEntry[]): void {
		for (const stream of this.streams.all()) this.deliver(stream, entries);
	}

	/** To one stream: those of the entries that it wants, and what waits for it. */
	deliver({ id, type, status, filters = [] }: LogStream, entries: readonly LogEntry[] = []): void {
		if (type !== 'http') return;
		const categories = filters.flatMap(({ name }) => name ?? []);
		const wanted = entries.filter((entry) => isInCategories(entry.type, categories));
		const all = [...this.undelivered(id), ...wanted];
		this.waiting.set(id, status === 'active' ? [] : all);
		if (status !== 'active') return;
		if (this.settings.isReversed) all.reverse();
		const { batchSize } = this.settings;
		for (let start = 0; start < all.length; start += batchSize) {
			this.send(id, all.slice(start, start + batchSize));
		}
	}

	private send(streamId: string, batch: LogEntry[]): void {
		for (let copy = 0; copy < this.webhooks.settings.copies; copy++) {
			this.underWay.start(async (signal) => {
				const attempt = async (number: number) =>
					await this.attempt(streamId, batch, number, signal);
				if (await retry(attempt, WAITS_MS, signal)) return;
				const waiting = [...batch, ...this.undelivered(streamId)];
				if (this.streams.get(streamId)) this.waiting.set(streamId, waiting);
			});
		}
	}

	private async attempt(
		streamId: string,
		batch: LogEntry[],
		attempt: number,
		signal: AbortSignal,
	): Promise<'done' | 'again' | 'in vain'> {
		const sink = this.streams.get(streamId)?.sink;
		if (!sink?.httpEndpoint) return 'in vain';
		const post = await this.webhooks.post(
			{
				streamId,
				ids: batch.map(({ log_id: id }) => id),
				url: sink.httpEndpoint,
				attempt,
				body: toBody(batch, sink.httpContentFormat),
				headers: headersOf(sink),
			},
			signal,
		);
		return isTaken(post) ? 'done' : 'again';
	}
}

function headersOf({
	httpAuthorization: authorization,
	httpContentType: contentType = 'application/json',
	httpCustomHeaders: custom = [],
}: Partial<HttpSink>): Record<string, string> {
	return {
		...Object.fromEntries(custom.map(({ header = '', value = '' }) => [header, value])),
		'content-type': contentType,
		'user-agent': 'Auth0',
		...(authorization !== undefined && { authorization }),
	};
}

function toBody(batch: LogEntry[], format: HttpSink['httpContentFormat'] = 'JSONLINES'): string {
	const items = batch.map((entry) => ({ log_id: entry.log_id, data: entry }));
	if (format === 'JSONARRAY') return JSON.stringify(items);
	if (format === 'JSONOBJECT') return JSON.stringify({ logs: items });
	return items.map((item) => JSON.stringify(item)).join('\n');
}
