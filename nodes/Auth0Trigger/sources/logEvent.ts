import type { IDataObject } from 'n8n-workflow';

import { isLogType, LOG_TYPES } from '../../Auth0/api/logTypes';
import { withoutLogSecrets } from '../../Auth0/api/withheld';
import { isRecord } from '../../Auth0/transport/answers';
import type { TriggerEvent } from './source';

/** An event of the tenant’s log. */
export interface LogEvent {
	id: string;
	/** What it is about, as a code, such as `limit_wc`. */
	type: string;
	json: IDataObject;
}

/**
 * Reads an event of the log, as the log itself has it, or as a log stream wraps it, without the secrets that
 * its details can contain.
 *
 * @returns undefined for what is none
 * @see https://auth0.com/docs/customize/log-streams
 */
export function readLogEvent(message: IDataObject): LogEvent | undefined {
	const { data } = message;
	const json = isRecord(data) && typeof data.type === 'string' ? data : message;
	const id = message.log_id ?? json.log_id ?? json._id;
	if (typeof id !== 'string' || id === '' || typeof json.type !== 'string') return undefined;
	return { id, type: json.type, json: withoutLogSecrets(json) };
}

/** The item of a log event: what happened, in words and as a code, when, and its ID first. */
export function itemOfLog({ id, type, json }: LogEvent): TriggerEvent {
	const words = isLogType(type) ? { type_description: LOG_TYPES[type] } : {};
	return { id, json: { ...words, type, date: json.date, log_id: id, ...json } };
}
