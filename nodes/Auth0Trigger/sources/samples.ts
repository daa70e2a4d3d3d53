import type { IDataObject } from 'n8n-workflow';

import { EVENT_TYPES, isEventType } from '../../Auth0/api/eventTypes';
import { isLogType, LOG_TYPES } from '../../Auth0/api/logTypes';
import events from '../samples/events.json';
import logs from '../samples/logs.json';
import securityAlerts from '../samples/securityAlerts.json';
import type { Sample } from './source';

/** One sample for each type of events. */
export const EVENT_SAMPLES = Object.entries<IDataObject>(events).flatMap(
	([type, item]): Sample[] =>
		isEventType(type) ? [{ name: EVENT_TYPES[type], eventType: type, item }] : [],
);

const logSamples = (items: Record<string, IDataObject>) =>
	Object.entries(items).flatMap(([type, item]): Sample[] =>
		isLogType(type) ? [{ name: `${LOG_TYPES[type]} (${type})`, item }] : [],
	);

/** What a security alert and a log event look like. Those of other types have the same properties. */
export const ALERT_SAMPLES = logSamples(securityAlerts);
export const LOG_SAMPLES = logSamples(logs);
