import { named } from '../../../fields/named';
import { InputError } from '../../../transport/inputError';
import { inDigits, inPercent } from '../../hints';
import type { Absent } from './absent';
import type { SyncSettings } from './settings';

/** What is done to those who are not in the list: in a sentence, and as an outcome. */
export const DONE_TO_ABSENT = {
	block: { done: 'blocked', outcome: 'blocked' },
	delete: { done: 'deleted', outcome: 'deleted' },
	remove: { done: 'removed from the organization', outcome: 'removed' },
} as const;

/**
 * Why a run must not go on: it would change more than the person allows.
 *
 * @param changes how many users would be created and updated
 * @param absent those who are not in the list; undefined where nothing is done to them
 * @returns the error to stop with, before anything is sent; undefined within the limits
 */
export function beyondCaps(
	changes: number,
	absent: Absent | undefined,
	{ maxChanges, maxAbsent, maxAbsentPercent, absentUsers }: SyncSettings,
): InputError | undefined {
	if (absentUsers !== 'nothing' && absent && absent.total > 0) {
		const { done } = DONE_TO_ABSENT[absentUsers];
		const percent = inPercent(absent.percent, maxAbsentPercent);
		const what = `${inDigits(absent.total)} of ${inDigits(absent.base)} users (${percent}) would be ${done}`;
		if (absent.total > maxAbsent) {
			return tooMany(what, 'Max Users to Block or Remove', inDigits(maxAbsent));
		}
		if (absent.percent > maxAbsentPercent) {
			return tooMany(what, 'Max Users to Block or Remove (%)', `${maxAbsentPercent} %`);
		}
	}
	if (changes <= maxChanges) return undefined;
	return tooMany(
		`${inDigits(changes)} ${changes === 1 ? 'user' : 'users'} would be created or updated`,
		'Max Changes',
		inDigits(maxChanges),
	);
}

const tooMany = (what: string, field: string, limit: string) =>
	new InputError(
		`${what}, and ${named(field)} allows ${limit}.`,
		`Nobody was changed. The list may be incomplete: check it, and turn on 'Dry Run' to see what would change. If it is right, raise ${named(field)}.`,
	);
