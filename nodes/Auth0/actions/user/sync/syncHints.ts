import { inDigits } from '../../hints';
import type { Absent } from './absent';
import { DONE_TO_ABSENT } from './caps';
import type { SyncSettings } from './settings';

/** How many users of each kind there were. */
export interface Counts {
	created: number;
	updated: number;
	unchanged: number;
	/** Those who are not in the list, and were blocked, deleted or removed. */
	absent: number;
	failed: number;
}

/** What to tell about a run: how many of each kind. */
export function countsHint(counts: Counts, { absentUsers, isDryRun }: SyncSettings): string {
	const { created, updated, unchanged, absent, failed } = counts;
	const would = isDryRun ? 'would be ' : '';
	const parts = [
		`${inDigits(created)} ${would}created`,
		`${inDigits(updated)} ${would}updated`,
		absentUsers !== 'nothing' && `${inDigits(absent)} ${would}${DONE_TO_ABSENT[absentUsers].done}`,
		`${inDigits(unchanged)} unchanged`,
		failed > 0 && `${inDigits(failed)} failed`,
	];
	const text = parts.filter((part) => part !== false).join(', ');
	return isDryRun ? `Dry run: ${text}. Nobody was changed.` : `Sync: ${text}.`;
}

/** What to tell where users who are not in the list are left alone, because the list has faults. */
export const notSafeHint = (faults: number, { total }: Absent) =>
	`${inDigits(faults)} ${faults === 1 ? 'item' : 'items'} failed, so the ${inDigits(total)} ${
		total === 1 ? 'user' : 'users'
	} not in the list ${total === 1 ? 'is' : 'are'} left alone: Sync cannot tell whether a failed item belongs to one of them.`;

/** What to tell about users who are not in the list, where nothing is to be done to them. */
export const absentHint = ({ total }: Absent) =>
	`${inDigits(total)} ${total === 1 ? 'user' : 'users'} of the scope ${total === 1 ? 'is' : 'are'} not in the list.`;

/** What to tell about users who cannot be matched. */
export const withoutKeyHint = (count: number, label: string) =>
	`${inDigits(count)} ${count === 1 ? 'user' : 'users'} of the scope ${count === 1 ? 'has' : 'have'} no ${label}, and ${count === 1 ? 'was' : 'were'} left as ${count === 1 ? 'it is' : 'they are'}.`;

/** What to tell about users of the list who are blocked, and not by Sync. */
export const staysBlockedHint = (count: number) =>
	`${inDigits(count)} ${count === 1 ? 'user' : 'users'} in the list ${count === 1 ? 'stays' : 'stay'} blocked: Sync only unblocks users it has blocked itself.`;
