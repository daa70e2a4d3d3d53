import type { IDataObject } from 'n8n-workflow';

import type { UserChange } from '../../../api/userSchema';
import { isRecord } from '../../../transport/answers';

/** The entry of app metadata by which Sync knows whom it blocked. */
export const MARK = 'blocked_by_sync';

/** What blocks a user who is no longer in the list, and remembers who did. */
export const blocking = (now: Date): UserChange => ({
	blocked: true,
	app_metadata: { [MARK]: now.toISOString() },
});

/** Whether Sync blocked the user. */
export const isMarked = ({ app_metadata: app }: IDataObject) =>
	isRecord(app) && app[MARK] !== undefined && app[MARK] !== null;

/**
 * What becomes of the block of a user who is in the list.
 *
 * @param wanted what the item itself says, if it does
 * @returns `lift` for one to lift; `forget` for a mark whose block is gone: a later block is somebody else's
 */
export function blockOf(
	user: IDataObject,
	wanted: boolean | undefined,
	unblocks: boolean,
): 'lift' | 'forget' | 'keep' {
	if (!isMarked(user)) return 'keep';
	if (user.blocked !== true || wanted === false) return 'forget';
	return wanted === undefined && unblocks ? 'lift' : 'keep';
}
