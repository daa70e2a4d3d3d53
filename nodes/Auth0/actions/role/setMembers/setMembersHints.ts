import { inDigits } from '../../hints';

/** How many members of each kind there were. */
interface Counts {
	added: number;
	removed: number;
	unchanged: number;
	failed: number;
}

/** What to tell about a run: how many of each kind. */
export function countsHint({ added, removed, unchanged, failed }: Counts, isDryRun: boolean) {
	const would = isDryRun ? 'would be ' : '';
	const text = [
		`${inDigits(added)} ${would}added`,
		`${inDigits(removed)} ${would}removed`,
		`${inDigits(unchanged)} unchanged`,
		...(failed > 0 ? [`${inDigits(failed)} failed`] : []),
	].join(', ');
	return isDryRun ? `Dry run: ${text}. Nobody was changed.` : `Set Members: ${text}.`;
}

/** What to tell where nobody is removed, because the list has faults. */
export const notSafeHint = (faults: number) =>
	`${inDigits(faults)} ${faults === 1 ? 'item' : 'items'} failed, so nobody is removed: a failed item can belong to a member who is not in the list.`;
