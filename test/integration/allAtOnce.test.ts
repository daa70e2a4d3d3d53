import type { AllAtOnce } from '../../nodes/Auth0/actions/allAtOnce';
import type { Operation } from '../../nodes/Auth0/actions/operation';
import { WithFiles } from '../../nodes/Auth0/actions/output';
import { user } from '../../nodes/Auth0/actions/user';
import { InputError } from '../../nodes/Auth0/transport/inputError';
import { execute, type NodeSettings } from '../support/engine';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };
const UNREADABLE = 2;

type Executed = Parameters<AllAtOnce<number>['executeAll']>;

/** Runs four items of an operation that works on all of them at once. */
async function run(executeAll: AllAtOnce<number>['executeAll'], settings?: NodeSettings) {
	const operation: Operation<number> = {
		option: { name: 'All at Once', value: 'allAtOnce' },
		permissions: { needs: [] },
		fields: [],
		read({ index }) {
			if (index === UNREADABLE && settings) throw new InputError('Unreadable.', 'Check it.');
			return index * 10;
		},
		executeAll,
	};
	user.operations.allAtOnce = operation;
	const json = [{}, {}, {}, {}];
	return await execute(credentialFor(tenant()), { operation: 'allAtOnce' }, json, settings);
}

afterEach(() => {
	delete user.operations.allAtOnce;
});

it('gets all items in one call, and pairs and orders what it yields in any order', async () => {
	const calls: Executed[] = [];

	const { items, hints } = await run(async function* (...executed) {
		calls.push(executed);
		const [read, , { tell }] = executed;
		tell('Of the run.');
		yield { output: { of: 'nobody' } };
		for (const { index, input, tell: tellOfItem } of [...read].reverse()) {
			tellOfItem('Of an item.');
			yield { index, output: [{ input }, { second: true }] };
		}
	});

	expect(calls.map(([read]) => read.length)).toEqual([4]);
	expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
		...[0, 1, 2, 3].flatMap((item) => [
			[{ input: item * 10 }, { item }],
			[{ second: true }, { item }],
		]),
		[{ of: 'nobody' }, undefined],
	]);
	expect(hints).toEqual(['Of an item. (4 of 4 items)', 'Of the run.']);
});

it('goes on past what fails: before, in, and after it', async () => {
	let unread: number | undefined;

	const { items } = await run(async function* ([first, second], _auth0, whole) {
		unread = whole.unread;
		if (first) yield { index: first.index, output: { done: true } };
		if (second) yield { index: second.index, error: new InputError('Its own.', '') };
		throw new InputError('All the others.', '');
	}, GO_ON);

	expect(unread).toBe(1);
	expect(items.map(({ json }) => json.error ?? json)).toEqual([
		{ done: true },
		'Its own.',
		'Unreadable.',
		'All the others.',
	]);
});

it('sends nothing when an item cannot be read and the run is to stop', async () => {
	let isExecuted = false;

	// eslint-disable-next-line require-yield
	const { error } = await run(async function* () {
		isExecuted = true;
	}, {});

	expect(isExecuted).toBe(false);
	expect(error).toMatchObject({
		message: 'Unreadable.',
		description: expect.stringContaining('Item 3 of 4 (index 2) failed. Completed: none.'),
	});
});

it('stops at the first that fails, and says which are done', async () => {
	const yielded: number[] = [];

	const { error } = await run(async function* (read) {
		for (const { index } of read) {
			yielded.push(index);
			if (index === 1) yield { index, error: new InputError('Its own.', '') };
			else yield { index, output: {} };
		}
	});

	expect(yielded).toEqual([0, 1]);
	expect(error).toMatchObject({
		message: 'Its own.',
		description: expect.stringContaining('Item 2 of 4 (index 1) failed. Completed: 1.'),
	});
});

describe('an error after every item has its outcome', () => {
	const failsAtLast: Parameters<typeof run>[0] = async function* (read) {
		for (const { index, input } of read) yield { index, output: { input } };
		throw new InputError('Of none.', 'Check it.');
	};

	it('stops the run, and is that of no item', async () => {
		const { items, error } = await run(failsAtLast);
		expect(items).toEqual([]);
		expect(error).toMatchObject({ message: 'Of none.', description: 'Check it.' });
		expect(error?.context.itemIndex).toBeUndefined();
	});

	it('is put out besides where the run goes on', async () => {
		const { items } = await run(failsAtLast, GO_ON);
		expect(items.map(({ json, pairedItem }) => [json.error ?? json, pairedItem])).toEqual([
			[{ input: 0 }, { item: 0 }],
			[{ input: 10 }, { item: 1 }],
			['Unreadable.', { item: 2 }],
			[{ input: 30 }, { item: 3 }],
			['Of none.', undefined],
		]);
	});
});

it('puts out files', async () => {
	const binary = { data: { data: 'aGk=', mimeType: 'text/plain' } };

	const { items } = await run(async function* ([first]) {
		if (first) yield { index: first.index, output: new WithFiles({ of: 1 }, binary) };
	});

	expect(items).toEqual([{ json: { of: 1 }, binary, pairedItem: { item: 0 } }]);
});
