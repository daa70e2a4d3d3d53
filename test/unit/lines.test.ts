import { linesOf } from '../../nodes/Auth0/transport/lines';

async function* chunksOf(bytes: Uint8Array, size: number) {
	for (let start = 0; start < bytes.length; start += size)
		yield bytes.subarray(start, start + size);
}

async function read(text: string, size: number) {
	const lines: string[] = [];
	for await (const line of linesOf(chunksOf(new TextEncoder().encode(text), size)))
		lines.push(line);
	return lines;
}

describe('the lines of a text', () => {
	it.each([1, 2, 3, 5, 1000])('are the same wherever it is cut: every %i bytes', async (size) => {
		expect(await read('\uFEFFä{"a":"😀"}\r\n\n  \nb\rb\nlast', size)).toEqual([
			'ä{"a":"😀"}',
			'b\rb',
			'last',
		]);
	});

	it('are read as they come', async () => {
		let given = 0;
		async function* endless() {
			for (;;) {
				given++;
				yield new TextEncoder().encode(`${given}\n`);
			}
		}
		for await (const line of linesOf(endless())) {
			expect(line).toBe(String(given));
			if (given === 3) break;
		}
		expect(given).toBe(3);
	});

	it('are no longer than any is', async () => {
		const long = new Uint8Array(1024 * 1024).fill(120);
		async function* endless() {
			for (;;) yield long;
		}
		await expect(linesOf(endless()).next()).rejects.toMatchObject({
			message: 'The file has a line that is too long.',
			isLasting: true,
		});
	});
});
