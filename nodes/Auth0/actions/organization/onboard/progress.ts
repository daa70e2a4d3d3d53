import { InputError } from '../../../transport/inputError';
import { isUnknown } from '../../../transport/managementApi';
import { alsoSay } from '../../../transport/nodeErrors';

/** What an onboarding has done so far, which its error tells. */
export class Progress {
	private readonly done: string[] = [];

	/** @param text such as “organization created” */
	add(text: string): void {
		this.done.push(text);
	}

	/** The error of a part that failed, with what was done before, if anything was. */
	explain(caught: unknown): unknown {
		if (this.done.length === 0) return caught;
		const before = `Done before: ${this.done.join(', ')}.`;
		// These say what to do before another run.
		const saysItself = caught instanceof InputError || isUnknown(caught);
		return alsoSay(caught, saysItself ? before : `${before} ${AGAIN}`);
	}
}

const AGAIN =
	'You can run this item again: it only does what is missing, and invites nobody twice.';
