/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { getActiveResourcesInfo } from 'node:process';
import { sleep, type DeduplicationItemTypes } from 'n8n-workflow';

import { recordNew } from '../../nodes/Auth0Trigger/deliveries/duplicates';

let count = 0;

/** What is waited for before a check is repeated. */
let waits: AbortController[];

beforeEach(() => {
	waits = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const wait = new AbortController();
		waits.push(wait);
		return wait.signal;
	});
});

afterEach(() => jest.restoreAllMocks());

/** A trigger with what n8n remembers for it, which is read and written whole. */
function trigger() {
	const id = `workflow ${++count}`;
	const remembered: { ids: string[] } = { ids: [] };
	const checks: string[][] = [];
	const failures: Error[] = [];
	const context = {
		getNode: () => ({ id: 'node' }),
		getWorkflow: () => ({ id }),
		helpers: {
			async checkProcessedAndRecord(items: DeduplicationItemTypes[]) {
				const ids = items.map(String);
				const failure = failures.shift();
				if (failure) throw failure;
				checks.push(ids);
				const known = [...remembered.ids];
				await sleep(1);
				const fresh = ids.filter((each) => !known.includes(each));
				remembered.ids = [...known, ...fresh];
				return { new: fresh, processed: [] };
			},
		},
	};
	/** As an execution does, which returns the events that it got. */
	const execute = async (...ids: string[]) => {
		const fresh = await recordNew(context, ids);
		return ids.filter((each) => fresh.delete(each));
	};
	return { execute, checks, failures, remembered };
}

it('puts each event out once, whatever comes together', async () => {
	const { execute, remembered } = trigger();
	const executions = ['1', '2', '1', '3', '2', '1'].map(async (id) => await execute(id));
	expect((await Promise.all(executions)).flat()).toEqual(['1', '2', '3']);
	expect(remembered.ids).toEqual(['1', '2', '3']);
	await expect(execute('1', '4', '4')).resolves.toEqual(['4']);
});

it('checks what comes meanwhile at once', async () => {
	const { execute, checks } = trigger();
	const ids = Array.from({ length: 1_000 }, (_, index) => String(index));
	const executions = await Promise.all(ids.map(async (id) => await execute(id)));
	expect(executions).toEqual(ids.map((id) => [id]));
	expect(checks.length).toBeLessThan(3);
});

it('loses no entry to a check that is under way', async () => {
	const { execute, checks, remembered } = trigger();
	const first = execute('1');
	while (checks.length === 0) await Promise.resolve();
	await Promise.all([first, execute('2')]);
	expect(remembered.ids).toEqual(['1', '2']);
});

it('goes on after a check that failed, and returns rather too much', async () => {
	const { execute, failures } = trigger();
	await execute('1');
	failures.push(new Error('busy'));
	await expect(execute('1')).resolves.toEqual([]);
	failures.push(new Error('down'), new Error('down'));
	await expect(execute('1', '2')).resolves.toEqual(['2']);
	await expect(execute('2')).resolves.toEqual([]);
});

it('does not keep n8n from ending while it waits to check again', async () => {
	const timers = () => getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
	jest.restoreAllMocks();
	const timeout = jest.spyOn(AbortSignal, 'timeout');
	const { execute } = trigger();
	const before = timers();
	await execute('1');
	expect(timeout).toHaveBeenCalledTimes(1);
	expect(timers()).toBe(before);
});

it('checks again what it could not check', async () => {
	const { execute, failures, remembered } = trigger();
	failures.push(...Array.from({ length: 4 }, () => new Error('down')));
	await expect(execute('1')).resolves.toEqual(['1']);
	for (const number of [1, 2]) {
		expect(remembered.ids).toEqual([]);
		waits[number - 1]?.abort();
		await sleep(5);
	}
	expect(remembered.ids).toEqual(['1']);
});
