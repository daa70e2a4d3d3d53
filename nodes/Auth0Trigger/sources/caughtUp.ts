import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../Auth0/transport/answers';

/** How many events were caught up, as the first of them says; undefined for every other. */
export function countIn({ event, caughtUp }: IDataObject): number | undefined {
	const count = isRecord(event) ? event.caughtUp : caughtUp;
	return typeof count === 'number' ? count : undefined;
}

/** The first of the events that were caught up: it says how many there are, beside its ID and time. */
export const withCount = ({ event, ...json }: IDataObject, caughtUp: number): IDataObject =>
	isRecord(event) ? { ...json, event: { ...event, caughtUp } } : { ...json, caughtUp };
