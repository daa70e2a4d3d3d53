const GZIP = [0x1f, 0x8b];

/** The bytes of a file, unzipped if it is a gzip file. A broken one is an error of zlib while it is read. */
export async function unzipped(
	chunks: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
	const { start, all } = await startOf(chunks, GZIP.length);
	if (!GZIP.every((byte, index) => start[index] === byte)) return all;
	return ReadableStream.from(all).pipeThrough(new DecompressionStream('gzip'));
}

/**
 * Looks at the start of a file.
 *
 * @param length how many bytes of it are wanted; a shorter file has fewer
 * @returns the start, and all bytes, those of the start among them
 */
export async function startOf(
	chunks: AsyncIterable<Uint8Array>,
	length: number,
): Promise<{ start: Uint8Array; all: AsyncGenerator<Uint8Array, void> }> {
	const coming = chunks[Symbol.asyncIterator]();
	let start: Uint8Array = new Uint8Array();
	while (start.length < length) {
		const next = await coming.next();
		if (next.done) break;
		start = Buffer.concat([start, next.value]);
	}
	return { start, all: startingWith(start, coming) };
}

async function* startingWith(
	start: Uint8Array,
	coming: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
	try {
		if (start.length > 0) yield start;
		for (let next = await coming.next(); !next.done; next = await coming.next()) yield next.value;
	} finally {
		await coming.return?.();
	}
}
