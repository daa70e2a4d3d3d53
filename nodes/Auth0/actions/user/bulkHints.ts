import { named } from '../../fields/named';
import { modelLimitField } from '../../fields/user/modelLimit';
import { inDigits } from '../hints';
import type { BulkChange } from './bulkChange';

const users = (count: number) => `${inDigits(count)} ${count === 1 ? 'user' : 'users'}`;

/** What to tell about a dry run. @param changed how many users would be changed */
export const dryRunHint = (found: number, changed: number, { would }: BulkChange) =>
	`Dry run: ${users(found)} found, ${inDigits(changed)} ${would}, nobody was changed.`;

/** What to tell about a run that did not change all users that were found. */
export const restHint = (changed: number, found: number, { did, forTheRest }: BulkChange) =>
	`${inDigits(changed)} of ${inDigits(found)} users ${did}. ${forTheRest}`;

/** What to tell about users who are left as they are: for each reason, how many. */
export function skippedHints(reasons: string[]): string[] {
	const counts = new Map<string, number>();
	for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	return [...counts].map(([reason, count]) => `${users(count)} skipped: ${reason}`);
}

const RAISE = `raise ${named(modelLimitField.displayName)} in the node`;

/** What a model can do where a search finds more users than it may change. */
export const limitHint = (limit: number) =>
	limit === 0
		? `This tool only does dry runs. To allow changes, a person must ${RAISE}.`
		: `This tool only changes users if the search finds at most ${inDigits(limit)}. Narrow the search, or ask a person to ${RAISE}.`;
