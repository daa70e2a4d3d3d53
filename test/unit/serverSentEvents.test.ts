import fc from 'fast-check';

import {
	ServerSentEventParser,
	ServerSentEvents,
	type ServerSentEvent,
} from '../../nodes/Auth0/transport/serverSentEvents';
import { useFastClock } from '../support/fastClock';

useFastClock();

const parse = (...pieces: string[]) => {
	const parser = new ServerSentEventParser();
	return pieces.flatMap((piece) => parser.parse(piece));
};

const message = (data: string, { type = 'message', lastId = '' } = {}) => ({ type, data, lastId });

describe('a message', () => {
	it.each<[string, string, ServerSentEvent[]]>([
		['of one line', 'data: a\n\n', [message('a')]],
		['of several lines', 'data: a\ndata:\ndata: b\n\n', [message('a\n\nb')]],
		['without the space', 'data:a\n\n', [message('a')]],
		['with more spaces than one', 'data:  a\n\n', [message(' a')]],
		['with a colon in it', 'data: {"a": 1}\n\n', [message('{"a": 1}')]],
		['with a type', 'event: user.created\ndata: a\n\n', [message('a', { type: 'user.created' })]],
		['after one with a type', 'event: x\n\ndata: a\n\n', [message('a')]],
		['with an ID', 'id: 7\ndata: a\n\n', [message('a', { lastId: '7' })]],
		[
			'after one with an ID',
			'id: 7\ndata: a\n\ndata: b\n\n',
			[message('a', { lastId: '7' }), message('b', { lastId: '7' })],
		],
		['with an ID that was taken back', 'id: 7\n\nid\ndata: a\n\n', [message('a')]],
		['with an ID with a null', 'id: 7\n\nid: 8\0\ndata: a\n\n', [message('a', { lastId: '7' })]],
		['between comments', ':connected\n\n: heartbeat\ndata: a\n: more\n\n', [message('a')]],
		['with fields that nobody knows', 'colour: red\ndata: a\nflag\n\n', [message('a')]],
		['of nothing', 'data\n\n', [message('')]],
		['of Windows', 'data: a\r\ndata: b\r\n\r\n', [message('a\nb')]],
		['of an old Macintosh', 'data: a\rdata: b\r\r', [message('a\nb')]],
		['that has not ended', 'data: a\n', []],
		['without data', 'event: x\nid: 7\n\n', []],
	])('%s', (_what, text, expected) => {
		expect(parse(text)).toEqual(expected);
	});

	it('ends at a line feed that comes after its carriage return', () => {
		expect(parse('data: a\r', '\ndata: b\r', '\n\r\n')).toEqual([message('a\nb')]);
	});

	it('is refused when it is larger than any is', () => {
		const piece = 'x'.repeat(1024 * 1024);
		const endless = Array.from({ length: 17 }, () => piece);
		expect(() => parse('data: ', ...endless)).toThrow(RangeError);
		expect(() => parse(...endless.map((text) => `data: ${text}\n`))).toThrow(RangeError);
		expect(parse(...endless.map((text) => `data: ${text}\n\n`))).toHaveLength(17);
	});
});

it('tells how long to wait, where the server says it in digits', () => {
	const parser = new ServerSentEventParser();
	expect(parser.retryMs).toBeUndefined();
	parser.parse('retry: 2000\n\nretry: soon\nretry: -1\nretry: 99999999999999\n');
	expect(parser.retryMs).toBe(2000);
});

describe('a stream', () => {
	/** @yields the pieces, and then the error, if there is one */
	async function* chunksOf(pieces: Uint8Array[], error?: Error) {
		for (const piece of pieces) {
			await Promise.resolve();
			yield piece;
		}
		if (error) throw error;
	}

	const streamOf = (chunks: AsyncIterable<Uint8Array>, close = jest.fn()) =>
		new ServerSentEvents(chunks, close, (text) => text.replaceAll('secret', '***'));

	async function all(stream: ServerSentEvents) {
		const messages: ServerSentEvent[] = [];
		for await (const one of stream.read(1000)) messages.push(one);
		return messages;
	}

	const cut = (bytes: Uint8Array, at: number[]) => {
		const ends = [...new Set(at.map((end) => end % (bytes.length + 1)))].sort((a, b) => a - b);
		return [0, ...ends].map((start, index) => bytes.slice(start, ends[index]));
	};

	it('says the same wherever it is cut, and however its lines end', async () => {
		const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\0]/g, ''));
		const written = fc.record({
			type: line.filter((type) => type !== ''),
			lastId: line,
			lines: fc.array(line, { minLength: 1 }),
			end: fc.constantFrom('\n', '\r\n', '\r'),
			comment: line,
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(written),
				fc.array(fc.nat()),
				fc.boolean(),
				async (messages, at, mark) => {
					const text = messages.map(({ type, lastId, lines, end, comment }) =>
						[
							`:${comment}`,
							`event: ${type}`,
							`id: ${lastId}`,
							...lines.map((data) => `data: ${data}`),
							'',
							'',
						].join(end),
					);
					const bytes = new TextEncoder().encode((mark ? '\ufeff' : '') + text.join(''));
					expect(await all(streamOf(chunksOf(cut(bytes, at))))).toEqual(
						messages.map(({ type, lastId, lines }) => ({ type, lastId, data: lines.join('\n') })),
					);
				},
			),
		);
	});

	it('never throws for bytes that are no text, and hands on no half message', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array(), async (bytes) => {
				await expect(all(streamOf(chunksOf([bytes])))).resolves.toBeInstanceOf(Array);
			}),
		);
	});

	it('shows no secret', async () => {
		const bytes = new TextEncoder().encode('data: my secret\n\n');
		expect(await all(streamOf(chunksOf(cut(bytes, [12]))))).toEqual([message('my ***')]);
	});

	it('ends its connection when nobody reads on, and when it breaks off', async () => {
		const bytes = [new TextEncoder().encode('data: a\n\ndata: b\n\n')];
		const left = jest.fn();
		const reading = streamOf(chunksOf(bytes), left).read(1000);
		await reading.next();
		await reading.return();
		expect(left).toHaveBeenCalled();
		const broken = jest.fn();
		const error = new Error('ECONNRESET');
		await expect(all(streamOf(chunksOf(bytes, error), broken))).rejects.toBe(error);
		expect(broken).toHaveBeenCalled();
	});

	it('is broken when it falls silent', async () => {
		const close = jest.fn();
		const silent: AsyncIterable<Uint8Array> = {
			[Symbol.asyncIterator]: () => ({ next: async () => await new Promise(() => undefined) }),
		};
		await expect(all(streamOf(silent, close))).rejects.toThrow('stopped responding');
		expect(close).toHaveBeenCalled();
	});
});
