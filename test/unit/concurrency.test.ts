import { inParallel } from '../../nodes/Auth0/actions/concurrency';
import { randomNumbers } from '../support/randomNumbers';

async function ticks(count: number) {
	for (let tick = 0; tick < count; tick++) await Promise.resolve();
}

interface Observed {
	/** The items, as they were started. */
	started: number[];
	/** The most at the same time, whether they were got ready or run. */
	most: number;
	/** Items that were started while one before them with one of their keys had not ended. */
	outOfOrder: number[];
}

/** Runs items with these keys; each step takes as many ticks as `duration` says. */
async function observe(
	keys: string[][],
	duration: (index: number, step: 'prepare' | 'run') => number,
	limit = 20,
): Promise<Observed> {
	const ended = new Set<number>();
	const observed: Observed = { started: [], most: 0, outOfOrder: [] };
	let running = 0;
	const step = async (count: number) => {
		observed.most = Math.max(observed.most, ++running);
		await ticks(count);
		running--;
	};
	const shares = (one: number, other: number) =>
		keys[one]?.some((key) => keys[other]?.includes(key));
	await inParallel({
		count: keys.length,
		limit,
		async prepare(index) {
			await step(duration(index, 'prepare'));
			return {
				keys: keys[index] ?? [],
				async run() {
					observed.started.push(index);
					for (let other = 0; other < index; other++) {
						if (shares(index, other) && !ended.has(other)) observed.outOfOrder.push(index);
					}
					await step(duration(index, 'run'));
					ended.add(index);
				},
			};
		},
	});
	return observed;
}

it('keeps the order of items that share a key, however long anything takes', async () => {
	for (let seed = 1; seed <= 30; seed++) {
		const random = randomNumbers(seed);
		const below = (count: number) => Math.floor(random() * count);
		const keys = Array.from({ length: 120 }, () =>
			Array.from({ length: below(4) }, () => `user ${below(12)}`),
		);
		const observed = await observe(keys, () => below(20), 1 + below(20));
		expect(observed.outOfOrder).toEqual([]);
		expect(observed.started).toHaveLength(120);
	}
});

it('runs as many at the same time as there may be', async () => {
	const keys = Array.from({ length: 100 }, (_, index) => [`user ${index}`]);
	expect((await observe(keys, () => 5)).most).toBe(20);
});

it('lets others pass those that wait', async () => {
	const keys = [['a'], ['a'], ['b'], [], ['b', 'c'], ['c']];
	const { started } = await observe(keys, (_, step) => (step === 'run' ? 20 : 1));
	expect(started).toEqual([0, 2, 3, 1, 4, 5]);
});

it('starts none before it is known what those before it write to', async () => {
	const keys = [['a'], ['b'], ['b']];
	const slowIsFirst = (index: number, step: string) => (step === 'prepare' && index === 0 ? 50 : 1);
	expect((await observe(keys, slowIsFirst)).started).toEqual([0, 1, 2]);
});

it('gets one ready only when the one before has ended, one by one', async () => {
	const log: string[] = [];
	await inParallel({
		count: 3,
		limit: 1,
		async prepare(index) {
			log.push(`prepare ${index}`);
			await ticks(1);
			return {
				keys: ['a'],
				async run() {
					log.push(`run ${index}`);
					await ticks(3);
				},
			};
		},
	});
	const order = [0, 1, 2].flatMap((index) => [`prepare ${index}`, `run ${index}`]);
	expect(log).toEqual(order);
});

it('looks no more than 1,000 items ahead', async () => {
	let prepared = 0;
	let most = 0;
	await inParallel({
		count: 5000,
		limit: 20,
		async prepare() {
			prepared++;
			most = Math.max(most, prepared);
			await ticks(1);
			return {
				keys: ['the same'],
				async run() {
					await ticks(1);
					prepared--;
				},
			};
		},
	});
	expect(most).toBeLessThanOrEqual(1020);
});

describe('looking ahead', () => {
	/** Runs items without keys; tells what was looked at, and how far ahead of what is done. */
	async function lookingAhead(count: number, size: number, limit: number) {
		const looks: Array<[number, number]> = [];
		const early: number[] = [];
		const seen = new Set<number>();
		let ended = 0;
		let most = 0;
		let inFlight = 0;
		let mostInFlight = 0;
		const step = async (turns: number) => {
			mostInFlight = Math.max(mostInFlight, ++inFlight);
			await ticks(turns);
			inFlight--;
		};
		const { done } = await inParallel({
			count,
			limit,
			lookAhead: {
				size,
				async look(from, to) {
					looks.push([from, to]);
					most = Math.max(most, to - ended);
					// Those that come later take less.
					await step(from === 0 ? 40 : 3);
					for (let index = from; index < to; index++) seen.add(index);
				},
			},
			async prepare(index) {
				if (!seen.has(index)) early.push(index);
				await step(1);
				return {
					keys: [],
					async run() {
						await step(index % 7);
						ended++;
						return index;
					},
				};
			},
		});
		return { looks, early, most, mostInFlight, done };
	}

	it('is at each item once, before it is got ready', async () => {
		for (const count of [0, 1, 99, 100, 1001]) {
			const { looks, early, done } = await lookingAhead(count, 100, 20);
			const parts = Array.from({ length: Math.ceil(count / 100) }, (_, part) => part * 100);
			expect(looks).toEqual(parts.map((from) => [from, Math.min(count, from + 100)]));
			expect(early).toEqual([]);
			expect([...done.keys()].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
		}
	});

	it('is at most 300 items ahead of what is done, and counts as an item', async () => {
		const { most, mostInFlight } = await lookingAhead(2000, 100, 5);
		expect(most).toBeGreaterThan(150);
		expect(most).toBeLessThanOrEqual(300);
		expect(mostInFlight).toBe(5);
		expect((await lookingAhead(500, 100, 1)).mostInFlight).toBe(1);
	});
});

it('starts nothing more once an item has failed, and ends what was started', async () => {
	const { done, failed } = await inParallel({
		count: 100,
		limit: 5,
		async prepare(index) {
			await ticks(1);
			return {
				keys: [],
				async run() {
					await ticks(index === 3 ? 1 : 5);
					if (index === 3) throw new Error('No');
					return index;
				},
			};
		},
	});
	expect([...failed.keys()]).toEqual([3]);
	expect(done.size).toBeLessThan(10);
});
