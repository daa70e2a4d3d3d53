import { alsoSay } from '../../../transport/nodeErrors';

/** What an onboarding has done so far, which its error tells. */
export class Progress {
	private readonly done: string[] = [];

	/** @param text such as “organization created” */
	add(text: string): void {
		this.done.push(text);
	}

	/** The error of a part that failed, with what was done before. */
	explain(caught: unknown): unknown {
		const before = this.done.length === 0 ? '' : `Done before: ${this.done.join(', ')}. `;
		return alsoSay(
			caught,
			`${before}You can run this item again: it only does what is missing, and invites nobody twice.`,
		);
	}
}
