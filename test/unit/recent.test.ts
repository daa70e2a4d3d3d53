import { sleep } from 'n8n-workflow';

import { Recent } from '../../nodes/Auth0Trigger/deliveries/recent';
import { Randomness } from '../reliability/trigger/randomness';

/** How long n8n takes from reading its list to writing it. */
const WRITE_MS = 20;
/** After it, a process does not check again by itself. */
const QUIET_MS = 240_000;

const clock = { now: () => Date.now(), wait: async (ms: number) => await sleep(ms) };

/** What n8n remembers, which each process reads and writes whole. */
class Store {
	ids: string[] = [];
	/** Whether every entry gets lost, as if another process wrote all the time. */
	isHopeless = false;

	/** A process of n8n, with what it checked, in the order in which it did. */
	process() {
		const recent = new Recent(clock);
		const checks: string[][] = [];
		const options = { writeMs: WRITE_MS };
		const check = async (ids: string[]) => {
			checks.push(ids);
			const known = [...this.ids];
			await sleep(options.writeMs);
			const missing = ids.filter((id) => !known.includes(id));
			this.ids = this.isHopeless ? [] : [...known, ...missing];
			return new Set(missing);
		};
		/** As an execution does; returns what it starts the workflow with. */
		const execute = async (...ids: string[]) => {
			const fresh = await recent.record(ids, check);
			return ids.filter((id) => fresh.delete(id));
		};
		return { execute, checks, options };
	}
}

/** Lets so much time pass, and what is to happen in it happen. */
const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

/** Executions of one process, one after another. */
async function every100Ms(times: number, execute: (id: string) => Promise<string[]>) {
	for (let count = 0; count < times; count++) {
		const execution = execute(String(count));
		await pass(100);
		await execution;
	}
}

/** Lets time pass until the second of the checks begins. */
async function untilTwo(checks: string[][]): Promise<void> {
	for (let ms = 0; ms < 1_000 && checks.length < 2; ms++) await pass(1);
}

/** Executions of one or more processes that begin at the same moment. */
async function together(...executions: Array<Promise<string[]>>): Promise<string[]> {
	const all = Promise.all(executions);
	await pass(10 * WRITE_MS);
	return (await all).flat();
}

beforeEach(() => {
	jest.useFakeTimers();
	const random = new Randomness(1);
	jest.spyOn(Math, 'random').mockImplementation(() => random.next());
});

afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

describe('two processes that overwrite the entries of each other', () => {
	it('make them again a short time after', async () => {
		const store = new Store();
		const [one, two] = [store.process(), store.process()];
		await expect(together(one.execute('1'), two.execute('2'))).resolves.toEqual(['1', '2']);
		await pass(QUIET_MS);
		expect([...store.ids].sort()).toEqual(['1', '2']);
		await expect(together(two.execute('1'))).resolves.toEqual([]);
		await expect(together(one.execute('2'))).resolves.toEqual([]);
	});

	it('make them again at once with what comes next, which alone is new', async () => {
		const store = new Store();
		const [one, two] = [store.process(), store.process()];
		const both = Promise.all([one.execute('1'), two.execute('2')]);
		await pass(WRITE_MS);
		await both;
		expect(store.ids).toEqual(['2']);
		const next = one.execute('3');
		await pass(WRITE_MS);
		await expect(next).resolves.toEqual(['3']);
		expect([...store.ids].sort()).toEqual(['1', '2', '3']);
	});

	it('find them in the end, however many processes there are', async () => {
		const store = new Store();
		const all = Array.from({ length: 5 }, () => store.process());
		const ids = all.map((_, index) => String(index));
		await together(...all.map(async ({ execute }, index) => await execute(String(index))));
		await pass(QUIET_MS);
		expect([...store.ids].sort()).toEqual(ids);
	});

	it('do not take a lost one for new where it started the workflow', async () => {
		const store = new Store();
		const { execute } = store.process();
		await expect(together(execute('1'))).resolves.toEqual(['1']);
		store.ids = [];
		await expect(together(execute('1', '2'))).resolves.toEqual(['2']);
		await pass(QUIET_MS);
		expect([...store.ids].sort()).toEqual(['1', '2']);
	});
});

describe('a process that checks again', () => {
	it('lets nothing wait that comes meanwhile', async () => {
		const { execute, checks, options } = new Store().process();
		await together(execute('1'));
		options.writeMs = 10_000;
		await untilTwo(checks);
		options.writeMs = WRITE_MS;
		const next = execute('2');
		await pass(WRITE_MS);
		await expect(next).resolves.toEqual(['2']);
	});

	it('makes what it overwrote itself again', async () => {
		const store = new Store();
		const { execute, checks, options } = store.process();
		await together(execute('1'));
		options.writeMs = 10 * WRITE_MS;
		await untilTwo(checks);
		options.writeMs = WRITE_MS;
		await together(execute('2'));
		expect(store.ids).toEqual(['1']);
		await pass(QUIET_MS);
		expect(store.ids).toEqual(['1', '2']);
	});

	it('does so twice when nothing was lost', async () => {
		const { execute, checks } = new Store().process();
		await together(execute('1'));
		await pass(QUIET_MS);
		expect(checks).toEqual([['1'], ['1'], ['1']]);
		await together(execute('2'));
		expect(checks.at(-1)).toEqual(['2']);
	});

	it('gives up when everything gets lost each time', async () => {
		const store = new Store();
		store.isHopeless = true;
		const { execute, checks } = store.process();
		await together(execute('1'));
		await pass(QUIET_MS);
		expect(checks).toHaveLength(7);
		await pass(QUIET_MS);
		expect(checks).toHaveLength(7);
		await expect(together(execute('1'))).resolves.toEqual([]);
		await pass(QUIET_MS);
		await expect(together(execute('2'))).resolves.toEqual(['2']);
		expect(checks[14]).toEqual(['2']);
	});

	it('waits while others come, which take the entries with them until they are safe', async () => {
		const { execute, checks } = new Store().process();
		await every100Ms(20, execute);
		expect(checks).toHaveLength(20);
		expect(checks[5]).toContain('0');
		expect(checks[7]).not.toContain('0');
		await pass(600);
		expect(checks.length).toBeGreaterThan(20);
	});

	it('takes an entry with it for as long again after it was lost', async () => {
		const store = new Store();
		const { execute, checks } = store.process();
		await every100Ms(5, execute);
		store.ids = [];
		await every100Ms(10, execute);
		expect(store.ids).toContain('1');
		expect(checks[9]).toContain('1');
		expect(checks[12]).not.toContain('1');
	});
});
