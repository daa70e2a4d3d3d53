import { named } from '../../fields/named';
import { modelLimitField } from '../../fields/user/modelLimit';
import { inDigits } from '../hints';
import type { BulkChange } from './bulkChange';

/** What to tell about a dry run. @param changed how many users would be changed */
export const dryRunHint = (found: number, changed: number, { done }: BulkChange) =>
	`Dry run: ${inDigits(found)} ${found === 1 ? 'user' : 'users'} found, ${inDigits(changed)} would be ${done}, nobody was changed.`;

/** What to tell about a run that did not change all users that were found. */
export const restHint = (changed: number, found: number, { done, forTheRest }: BulkChange) =>
	`${inDigits(changed)} of ${inDigits(found)} users were ${done}. ${forTheRest}`;

const RAISE = `raise ${named(modelLimitField.displayName)} in the node`;

/** What a model can do where a search finds more users than it may change. */
export const limitHint = (limit: number) =>
	limit === 0
		? `This tool only does dry runs. To allow changes, a person must ${RAISE}.`
		: `This tool only changes users if the search finds at most ${inDigits(limit)}. Narrow the search, or ask a person to ${RAISE}.`;
