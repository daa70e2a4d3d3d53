import { sleep } from 'n8n-workflow';

import { Stopwatch } from '../../nodes/Auth0/transport/stopwatch';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

it('counts what goes on at the same time once, and not the time between', async () => {
	const stopwatch = new Stopwatch();
	const work = async (from: number, to: number) => {
		await sleep(from);
		await stopwatch.during(async () => await sleep(to - from));
	};
	const all = [work(10, 30), work(12, 50), work(70, 75)];
	await jest.runAllTimersAsync();
	await Promise.all(all);
	expect(stopwatch.ms).toBe(45);
});

it('counts what ends with an error', async () => {
	const stopwatch = new Stopwatch();
	const failing = stopwatch.during(async () => {
		await sleep(7);
		throw new TypeError('No');
	});
	const settled = expect(failing).rejects.toThrow('No');
	await jest.runAllTimersAsync();
	await settled;
	expect(stopwatch.ms).toBe(7);
});
