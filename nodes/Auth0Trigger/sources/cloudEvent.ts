import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../Auth0/transport/answers';
import type { TriggerEvent } from './source';

/** An event of Auth0: what happened, to what, and when. */
interface CloudEvent {
	id: string;
	type: string;
	time: string;
	object: IDataObject;
	context?: unknown;
	/** `test` for one that was sent to try a stream out. */
	purpose?: unknown;
}

/**
 * Reads an event as Auth0 sends it.
 *
 * @returns undefined for what is none
 * @see https://auth0.com/docs/customize/events/create-an-event-stream
 */
export function readCloudEvent(message: IDataObject): CloudEvent | undefined {
	const { id, type, time, data, a0purpose: purpose } = message;
	if (typeof id !== 'string' || id === '' || typeof type !== 'string') return undefined;
	if (typeof time !== 'string' || !isRecord(data) || !isRecord(data.object)) return undefined;
	const { object, context } = data;
	return { id, type, time, object, context, purpose };
}

/** The item of an event: the object that it is about, and what happened to it, and when. */
export function itemOf({ id, type, time, object, context, purpose }: CloudEvent): TriggerEvent {
	const event = {
		id,
		type,
		time,
		...(isRecord(context) && { context }),
		...(purpose === 'test' && { purpose }),
	};
	return { id, json: { ...object, event } };
}
