import { InputError } from '../transport/inputError';
import { isUnknown } from '../transport/managementApi';
import { alsoSay } from '../transport/nodeErrors';

/** What work of several parts has done so far, which its error tells. */
export class Progress {
	private readonly done: string[] = [];

	/** @param again what another run does, in a sentence; '' where the error says it */
	constructor(private readonly again: string) {}

	/** @param text such as “organization created” */
	add(text: string): void {
		this.done.push(text);
	}

	/**
	 * Does a part, and takes note of it, unless it returns that there was nothing to do: `false`.
	 *
	 * @throws the error of the part, with what was done before
	 */
	async step<T>(text: string, run: () => Promise<T>): Promise<T> {
		const result = await run().catch((caught: unknown) => {
			throw this.explain(caught);
		});
		if (result !== false) this.add(text);
		return result;
	}

	/** The error of a part that failed, with what was done before, if anything was. */
	explain(caught: unknown): unknown {
		if (this.done.length === 0) return caught;
		const before = `Done before: ${this.done.join(', ')}.`;
		// These say what to do before another run.
		const saysItself = caught instanceof InputError || isUnknown(caught);
		return alsoSay(caught, saysItself ? before : `${before} ${this.again}`.trim());
	}
}
