import { MAX_IN_BATCH } from '../api/userBatches';
import type { Auth0Connection } from '../transport/connection';
import { inParallel } from './concurrency';
import type { Tell } from './hints';
import type { Output } from './output';
import type { Results, Run } from './run';

/** The work of an operation that is executed for each item. */
export interface OneByOne<Input> {
	/**
	 * Finds out with a few requests what many items will ask for, before `key` and `execute` ask for it. The items
	 * share a connection. What it throws is of no matter: what it has not found, the items ask for.
	 */
	lookAhead?(inputs: Input[], auth0: Auth0Connection): Promise<void>;
	/**
	 * What an item writes to, if it writes: any texts that are the same for the same thing. Items that
	 * share one run one after another, in the order of the inputs. A look-up that it takes is
	 * made once (`perInput`).
	 */
	key?(input: Input, auth0: Auth0Connection): string[] | Promise<string[]>;
	/**
	 * Executes one item.
	 *
	 * @param tell tells the person something about the run, which n8n shows above the output
	 * @returns the output of the item: one, or several
	 * @throws InputError for input that turns out to be of no use, NodeApiError when Auth0 refuses
	 */
	execute(input: Input, auth0: Auth0Connection, tell: Tell): Promise<Output | Output[]>;
}

/** An item that was read, or why it could not be. */
type Attempt<Input> = { read: { input: Input; auth0: Auth0Connection } } | { caught: unknown };

/** Executes an operation for each item, for several at the same time. */
export async function oneByOne<Input>(
	operation: OneByOne<Input>,
	{ count, limit, signal, hints, read, outputsOf, failure }: Run<Input>,
): Promise<Results> {
	const run = async (index: number, work: () => Promise<Output | Output[]>) => {
		try {
			return outputsOf(await work(), index);
		} catch (caught) {
			return failure(index, caught);
		}
	};
	const ahead = new Map<number, Attempt<Input>>();
	const attempt = async (index: number): Promise<Attempt<Input>> => {
		try {
			return { read: await read(index) };
		} catch (caught) {
			return { caught };
		}
	};
	const look = async (from: number, to: number) => {
		const groups = new Map<Auth0Connection, Input[]>();
		for (let index = from; index < to; index++) {
			const attempted = await attempt(index);
			ahead.set(index, attempted);
			if (!('read' in attempted)) continue;
			const { input, auth0 } = attempted.read;
			groups.set(auth0, [...(groups.get(auth0) ?? []), input]);
		}
		for (const [auth0, inputs] of groups) {
			await operation.lookAhead?.(inputs, auth0).catch(() => undefined);
		}
	};
	const prepare = async (index: number) => {
		const attempted = ahead.get(index) ?? (await attempt(index));
		ahead.delete(index);
		try {
			if ('caught' in attempted) throw attempted.caught;
			const { input, auth0 } = attempted.read;
			const written = (await operation.key?.(input, auth0)) ?? [];
			const keys = written.map((key) => `${auth0.management.audience} ${key}`);
			const work = async () => await operation.execute(input, auth0, hints.of(index));
			return { keys, run: async () => await run(index, work) };
		} catch (caught) {
			return { keys: [], run: async () => failure(index, caught) };
		}
	};
	const lookAhead = operation.lookAhead && { size: MAX_IN_BATCH, look };
	return { ...(await inParallel({ count, limit, lookAhead, prepare, signal })), besides: [] };
}
