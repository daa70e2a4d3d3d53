import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Tells the person something about the run that is neither its output nor an error: plain text. */
export type Tell = (hint: string) => void;

/** Older releases of n8n take none. */
type TakesHints = Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>;

const MAX_HINTS = 5;

/** What there is to tell about a run. n8n shows it above the output of the node. */
export class Hints {
	private readonly ofItems = new Map<number, string[]>();
	private readonly ofRun: string[] = [];

	/** Takes a hint of the run. */
	readonly tell: Tell = (hint) => void this.ofRun.push(hint);

	/** What takes the hints of one item. */
	of(index: number): Tell {
		return (hint) => void this.ofItems.set(index, [...(this.ofItems.get(index) ?? []), hint]);
	}

	/** Drops the hints of an item that failed: they are about an output that nobody gets. */
	forget(index: number): void {
		this.ofItems.delete(index);
	}

	/** Hands them to n8n, if it takes any. @param count as `texts` has it */
	show(context: TakesHints, count: number): void {
		const hints = this.texts(count).map(asHint);
		if (hints.length > 0) context.addExecutionHints?.(...hints);
	}

	/**
	 * Each text once, with the number of the items that say so.
	 *
	 * @param count the number of the items of the run
	 */
	texts(count: number): string[] {
		const counts = new Map<string, number>();
		for (const hint of [...this.ofItems.values(), this.ofRun].flat()) {
			counts.set(hint, (counts.get(hint) ?? 0) + 1);
		}
		const texts = [...counts].map(([text, items]) =>
			items === 1 ? text : `${text} (${inDigits(items)} of ${inDigits(count)} items)`,
		);
		const left = texts.length - MAX_HINTS;
		const shown = texts.slice(0, MAX_HINTS);
		if (left > 0) shown.push(`${inDigits(left)} more hints are not shown.`);
		return shown;
	}
}

const asHint = (text: string): NodeExecutionHint => ({
	// n8n takes it for HTML.
	message: text.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
	type: 'info',
	location: 'outputPane',
});

/** A number as people read it. @example inDigits(4210) is '4,210' */
export const inDigits = (number: number) => number.toLocaleString('en-US');

/**
 * A percentage as people read it.
 *
 * @param beyond a limit: a percentage above it must not look as if it were the same
 * @example inPercent(4.26) is '4.3 %', inPercent(5.01, 5) is '5.01 %'
 */
export function inPercent(percent: number, beyond = -Infinity): string {
	const rounded = [percent >= 10 ? 0 : 1, 1, 2, 3, 4].map((decimals) =>
		Number(percent.toFixed(decimals)),
	);
	return `${rounded.find((shown) => shown > beyond) ?? rounded[0]} %`;
}

const MIN_TOLD_MS = 10_000;
const MINUTE_MS = 60_000;

/** What to tell about the time that a run waited for the rate limit; undefined where it was short. */
export function heldBackHint(ms: number): string | undefined {
	if (ms < MIN_TOLD_MS) return undefined;
	const time =
		ms < 2 * MINUTE_MS
			? `${Math.round(ms / 1000)} s`
			: `${inDigits(Math.round(ms / MINUTE_MS))} min`;
	return `Auth0’s rate limit held this run back for ${time}.`;
}
