import { UnexpectedAnswer, type Reader } from './answers';
import { withDeadline } from './deadline';
import type { RawAnswer } from './request';

/** A message of a stream of server-sent events. */
export interface ServerSentEvent {
	/** `message`, where the server names no other. */
	type: string;
	data: string;
	/** The last ID that the server gave, with this message or before; '' before any. */
	lastId: string;
}

/** What one message may hold: more is no message of an API. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** A message is larger than any of an API. */
export class MessageTooLarge extends RangeError {
	constructor() {
		super('The message is too large.');
	}
}

/** What a refusal may hold. */
const MAX_TEXT = 64 * 1024;

/**
 * Reads server-sent events out of text that comes in pieces.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class ServerSentEventParser {
	/** How long the server wants a client to wait before it connects again, in ms, if it says so. */
	retryMs?: number;

	private lastId = '';
	private type = '';
	private data: string[] = [];
	private size = 0;
	/** The start of a line that has not ended yet. */
	private rest = '';
	/** Whether the text so far ends with a carriage return, of which a line feed can be part. */
	private endsWithReturn = false;

	/**
	 * @param text the next piece, wherever it was cut
	 * @returns the messages that are complete with it
	 * @throws MessageTooLarge for a message that is larger than any is
	 */
	parse(text: string): ServerSentEvent[] {
		if (text === '') return [];
		const isSecondHalf = this.endsWithReturn && text.startsWith('\n');
		this.endsWithReturn = text.endsWith('\r');
		// What came before has no end of a line: to look for one again takes long where a line is long.
		const [start = '', ...more] = (isSecondHalf ? text.slice(1) : text).split(/\r\n|\r|\n/);
		const lines = [this.rest + start, ...more];
		this.rest = lines.pop() ?? '';
		this.checkSize(this.rest.length);
		return lines.flatMap((line) => this.readLine(line));
	}

	private readLine(line: string): ServerSentEvent[] {
		if (line === '') return this.dispatch();
		const colon = line.indexOf(':');
		const field = colon === -1 ? line : line.slice(0, colon);
		const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
		if (field === 'data') {
			this.checkSize(value.length);
			this.size += value.length;
			this.data.push(value);
		}
		if (field === 'event') this.type = value;
		if (field === 'id' && !value.includes('\0')) this.lastId = value;
		if (field === 'retry' && /^\d{1,9}$/.test(value)) this.retryMs = Number(value);
		return [];
	}

	private dispatch(): ServerSentEvent[] {
		const { type, data, lastId } = this;
		this.type = '';
		this.data = [];
		this.size = 0;
		if (data.length === 0) return [];
		return [{ type: type || 'message', data: data.join('\n'), lastId }];
	}

	private checkSize(more: number): void {
		if (this.size + more > MAX_CHARACTERS) throw new MessageTooLarge();
	}
}

/** An answer that goes on: a stream of server-sent events, as long as its connection lives. */
export class ServerSentEvents {
	private readonly parser = new ServerSentEventParser();

	constructor(
		private readonly chunks: AsyncIterable<Uint8Array>,
		/** Ends the connection. */
		readonly close: () => void,
		/** Replaces secrets in what the server sends. */
		private readonly redact: (text: string) => string,
	) {}

	/** How long the server wants a client to wait before it connects again, in ms, if it says so. */
	get retryMs(): number | undefined {
		return this.parser.retryMs;
	}

	/**
	 * The messages, until the server ends the connection. Whoever stops reading ends it.
	 *
	 * @param silentMs after how long without a byte the connection counts as broken
	 * @throws what the network did, or MessageTooLarge for a message that is larger than any is
	 */
	async *read(silentMs: number): AsyncGenerator<ServerSentEvent, void> {
		const chunks = this.chunks[Symbol.asyncIterator]();
		// It takes the mark at the start away, and characters that are cut apart together.
		const decoder = new TextDecoder();
		try {
			for (;;) {
				const read = async (): Promise<IteratorResult<Uint8Array> | undefined> =>
					await chunks.next();
				const next = await withDeadline(read, silentMs, () => undefined);
				if (next === undefined) throw new RangeError('The server stopped responding.');
				if (next.done) return;
				const text = decoder.decode(next.value, { stream: true });
				for (const message of this.parser.parse(text)) {
					yield { ...message, data: this.redact(message.data) };
				}
			}
		} finally {
			this.close();
		}
	}
}

/** Whether a body of an answer can be read bit by bit. */
export const isByteStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Whether an answer is a stream of server-sent events, and no refusal. */
export const isEventStream = ({ statusCode, headers }: RawAnswer): boolean =>
	statusCode === 200 && /^text\/event-stream\b/i.test(String(headers['content-type']));

/** Reads the body of an answer that ends, as far as anything is said in it. */
export async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of chunks) {
		text += decoder.decode(chunk, { stream: true });
		if (text.length >= MAX_TEXT) break;
	}
	return text;
}

/** Reads what a stream was answered with. */
export const serverSentEvents: Reader<ServerSentEvents> = (value) => {
	if (value instanceof ServerSentEvents) return value;
	throw new UnexpectedAnswer('The response is not a stream of events.');
};
