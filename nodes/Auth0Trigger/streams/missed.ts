import { Mailbox } from './mailbox';

/** Since when events are missing, as an ISO 8601 time. */
const missed = new Mailbox<string>();

/**
 * Has a trigger fetch what it missed, now that its stream delivers.
 *
 * @param since an ISO 8601 time; undefined where nothing is missing
 */
export function tellMissed(key: string, since: string | undefined): void {
	missed.withdraw(key);
	if (since !== undefined) missed.tell(key, since);
}

/**
 * Fetches whenever something is missing.
 *
 * @returns what ends it
 */
export const whenMissed = (key: string, fetch: (since: string) => void): (() => void) =>
	missed.listen(key, fetch);
