import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../Auth0/transport/answers';

/** The name under which it is kept. */
const REDELIVERED = 'redelivered';

/**
 * Keeps how many events Auth0 delivers again from now on, where n8n keeps it for all of its processes.
 *
 * @param count undefined where nobody knows
 */
export function keepRedelivered(store: IDataObject, count: number | undefined): void {
	delete store[REDELIVERED];
	if (count) store[REDELIVERED] = `${count} ${new Date().toISOString()}`;
}

/**
 * How many events Auth0 delivers again, if this is one of them: it happened before Auth0 was asked.
 *
 * @returns the number, with a key that is the same for all of them
 */
export function redeliveredWith(
	{ [REDELIVERED]: kept }: IDataObject,
	{ event }: IDataObject,
): { count: number; key: string } | undefined {
	if (typeof kept !== 'string' || !isRecord(event)) return undefined;
	const [count, until = ''] = kept.split(' ');
	const isOlder = Date.parse(String(event.time)) < Date.parse(until);
	return isOlder ? { count: Number(count), key: `${REDELIVERED} ${until}` } : undefined;
}
