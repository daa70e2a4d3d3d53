import { sleep } from 'n8n-workflow';

import type { Auth0Connection } from '../transport/connection';
import type { Tell } from './hints';
import type { Output } from './output';
import type { Results, Run } from './run';

/** The work of an operation that needs all items of a run at once. */
export interface AllAtOnce<Input> {
	/**
	 * Executes all items that share a connection. What is yielded stays, whatever fails later; when it
	 * throws, the items without an outcome fail with that error; where each has one, it is an error of no
	 * item. After an item failed in a run that does not go on, it is ended where it last yielded.
	 *
	 * @returns what became of each item, in any order; an item without an outcome has no output
	 * @throws InputError for input that turns out to be of no use, NodeApiError when Auth0 refuses
	 */
	executeAll(
		items: Array<ReadItem<Input>>,
		auth0: Auth0Connection,
		run: WholeRun,
	): AsyncIterable<Outcome>;
}

/** An item whose fields have been read. */
export interface ReadItem<Input> {
	index: number;
	input: Input;
	/** Tells the person something about this item. */
	tell: Tell;
}

/** The run that the items are part of. */
export interface WholeRun {
	/** Tells the person something about the run. */
	tell: Tell;
	/** How many items could not be read; they failed, and are not among those to execute. */
	unread: number;
}

/** What became of an item; or, without an index, an output that belongs to no item. */
export type Outcome =
	{ index?: number; output: Output | Output[] } | { index: number; error: unknown };

// n8n's own work goes on between so many items.
const READ_WITHOUT_PAUSE = 100;

/**
 * Reads all items, and executes those that share a connection together. When one fails in a run that is not
 * to go on, nothing further is executed: an item that cannot be read stops it before anything is sent.
 *
 * @returns when everything has ended; it never rejects
 */
export async function allAtOnce<Input>(
	operation: AllAtOnce<Input>,
	{ count, hints, read, outputsOf, failure }: Run<Input>,
): Promise<Results> {
	const results: Results = { done: new Map(), failed: new Map(), besides: [] };
	const { done, failed, besides } = results;
	const fail = (index: number, caught: unknown) => {
		try {
			done.set(index, failure(index, caught));
		} catch (error) {
			failed.set(index, error);
		}
	};
	const failBesides = (caught: unknown) => {
		try {
			besides.push(...failure(undefined, caught));
		} catch (error) {
			results.error = error;
		}
	};
	const readAll = async () => {
		const groups = new Map<Auth0Connection, Array<ReadItem<Input>>>();
		for (let index = 0; index < count && failed.size === 0; index++) {
			if (index % READ_WITHOUT_PAUSE === READ_WITHOUT_PAUSE - 1) await sleep(0);
			try {
				const { input, auth0 } = await read(index);
				const group = groups.get(auth0) ?? [];
				groups.set(auth0, group);
				group.push({ index, input, tell: hints.of(index) });
			} catch (caught) {
				fail(index, caught);
			}
		}
		return groups;
	};
	const take = (outcome: Outcome) => {
		if ('error' in outcome) fail(outcome.index, outcome.error);
		else if (outcome.index === undefined) besides.push(...outputsOf(outcome.output));
		else done.set(outcome.index, outputsOf(outcome.output, outcome.index));
	};
	const execute = async (auth0: Auth0Connection, items: Array<ReadItem<Input>>, run: WholeRun) => {
		try {
			for await (const outcome of operation.executeAll(items, auth0, run)) {
				take(outcome);
				if (failed.size > 0) return;
			}
		} catch (caught) {
			const left = items.filter(({ index }) => !done.has(index));
			if (left.length === 0) failBesides(caught);
			for (const { index } of left) {
				if (failed.size === 0) fail(index, caught);
			}
		}
	};

	const groups = await readAll();
	const run = { tell: hints.tell, unread: done.size };
	for (const [auth0, items] of groups) {
		if (failed.size === 0 && results.error === undefined) await execute(auth0, items, run);
	}
	return results;
}
