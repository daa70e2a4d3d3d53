import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** What to do after an error that stops the run. */
export const HOW_TO_CONTINUE =
	"To continue after a failure, set 'On Error' to Continue in the Settings of this node.";

/** The error of the first item that failed. It says what became of the others. */
export function stopsTheRun(
	done: Map<number, unknown>,
	failed: Map<number, unknown>,
	count: number,
): unknown {
	const index = Math.min(...failed.keys());
	const error = failed.get(index);
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) return error;
	// The same error can be that of several items.
	error.context.itemIndex = index;
	if (count > 1) {
		const others = [...failed.keys()].filter((other) => other !== index);
		error.description = [
			error.description,
			`Item ${index + 1} of ${count} (index ${index}) failed. Completed: ${ranges([...done.keys()])}.`,
			others.length > 0 && `Also failed: ${ranges(others)}.`,
			HOW_TO_CONTINUE,
		]
			.filter(Boolean)
			.join(' ');
	}
	return error;
}

/** Items as people count them. @example ranges([0, 1, 2, 4]) is '1–3, 5' */
function ranges(indexes: number[]): string {
	const parts: Array<[number, number]> = [];
	for (const number of indexes.map((index) => index + 1).sort((a, b) => a - b)) {
		const last = parts.at(-1);
		if (last?.[1] === number - 1) last[1] = number;
		else parts.push([number, number]);
	}
	const texts = parts.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
	return texts.join(', ') || 'none';
}
