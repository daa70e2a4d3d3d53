import type { Auth0Connection } from '../transport/connection';
import { inParallel } from './concurrency';
import type { Tell } from './hints';
import type { Output } from './output';
import type { Results, Run } from './run';

/** The work of an operation that is executed for each item. */
export interface OneByOne<Input> {
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
	const prepare = async (index: number) => {
		try {
			const { input, auth0 } = await read(index);
			const written = (await operation.key?.(input, auth0)) ?? [];
			const keys = written.map((key) => `${auth0.management.audience} ${key}`);
			const work = async () => await operation.execute(input, auth0, hints.of(index));
			return { keys, run: async () => await run(index, work) };
		} catch (caught) {
			return { keys: [], run: async () => failure(index, caught) };
		}
	};
	return { ...(await inParallel({ count, limit, prepare, signal })), besides: [] };
}
