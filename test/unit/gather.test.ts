import { sleep } from 'n8n-workflow';

import { gather } from '../../nodes/Auth0Trigger/pulls/gather';
import { useFastClock } from '../support/fastClock';

useFastClock();

/** Each item after so many ms. */
async function* after(...waits: number[]): AsyncGenerator<number, void> {
	for (const [index, ms] of waits.entries()) {
		await sleep(ms);
		yield index;
	}
}

async function batchesOf(items: AsyncGenerator<number, void>, firstLive = Infinity, max = 100) {
	const batches: number[][] = [];
	const isLive = (index: number) => index >= firstLive;
	for await (const batch of gather(items, { isLive, quietMs: 2_000, max })) batches.push(batch);
	return batches;
}

it.each([
	['what comes without a pause', after(0, 1_000, 1_000, 3_000, 0), [[0, 1, 2], [3], [4]]],
	['also where the first is late', after(60_000, 0, 3_000), [[0, 1], [2]]],
	['all there is', after(0, 0), [[0, 1]]],
	['nothing', after(), []],
])('gathers %s', async (_what, items, batches) => {
	expect(await batchesOf(items)).toEqual(batches);
});

it('gathers until one has only come now', async () => {
	expect(await batchesOf(after(0, 0, 0, 0), 2)).toEqual([[0, 1], [2], [3]]);
});

it('holds back no more than it may', async () => {
	expect(await batchesOf(after(0, 0, 0, 0), Infinity, 2)).toEqual([[0, 1], [2], [3]]);
	expect(await batchesOf(after(0, 0), Infinity, 0)).toEqual([[0], [1]]);
});
