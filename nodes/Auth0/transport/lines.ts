import { UnreadableFile } from './unreadableFile';

/** What one line may hold: more is no line of a file of users. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/**
 * The lines of a text that comes in pieces, without their ends; empty ones are left out. No more than a
 * piece and a line are kept.
 *
 * @param chunks UTF-8, wherever it was cut; a byte order mark at the start is no part of it
 * @throws UnreadableFile for a line that is larger than any is
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		if (rest.length > MAX_CHARACTERS)
			throw new UnreadableFile('The file has a line that is too long.', true);
		yield* lines.map(withoutReturn).filter(isNotEmpty);
	}
	yield* [rest + decoder.decode()].map(withoutReturn).filter(isNotEmpty);
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
const isNotEmpty = (line: string) => line.trim() !== '';
