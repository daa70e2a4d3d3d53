import { knownCategoryOfLog } from '../../Auth0/api/logCategoryTypes';
import {
	createLogStream,
	deleteLogStream,
	listLogStreams,
	updateLogStream,
	type LogCategory,
	type LogStream,
} from '../../Auth0/api/logStreams';
import { logCategories } from '../../Auth0/fields/logCategories';
import { logTypes } from '../../Auth0/fields/logTypes';
import { CATCH_UP, optionsField, SKIP_DUPLICATES } from '../options';
import type { FoundStream, StreamKind } from '../streams/pushStream';
import { itemOfLog, readLogEvent } from './logEvent';
import { readChosenLogs } from './logFilter';
import { ALERT_SAMPLES, LOG_SAMPLES } from './samples';
import { needsUrl, type PushSource } from './source';

const PRIORITY = 'priority';

/** A log stream that delivers these categories to a webhook, or the security alerts. */
function logStream(categories: LogCategory[], isPriority: boolean): StreamKind {
	const what = { categories, isPriority };
	return {
		chosen: isPriority ? PRIORITY : inOrder(categories),
		list: async (api) => (await api.request(listLogStreams())).map(found),
		create: async (api, { since, ...wanted }) =>
			(await api.request(createLogStream({ ...wanted, ...what }, since))).id,
		update: async (api, id, wanted) => {
			await api.request(updateLogStream(id, { ...wanted, ...what }));
		},
		delete: async (api, id) => {
			await api.find(deleteLogStream(id));
		},
	};
}

const inOrder = (names: readonly string[]) => [...names].sort().join(' ');

function found({ id, name, status, filters, isPriority, sink }: LogStream): FoundStream {
	const { httpEndpoint: url } = sink ?? {};
	return {
		id,
		name: name ?? '',
		isEnabled: status === 'active',
		chosen: isPriority ? PRIORITY : inOrder((filters ?? []).map((filter) => String(filter.name))),
		...(typeof url === 'string' && { url }),
	};
}

/** The eight kinds of log events that tell of an attack, delivered first by Auth0. */
export const securityAlerts: PushSource = {
	option: {
		name: 'Security Alerts',
		value: 'securityAlerts',
		description: `Attacks, breached passwords; ${needsUrl('log_streams')}`,
	},
	fields: [optionsField([CATCH_UP, SKIP_DUPLICATES])],
	tryIt:
		'Click Execute step, then log in to one of your applications with a wrong password until Auth0 blocks you.',
	samples: ALERT_SAMPLES,
	streamOf: () => logStream([], true),
	anyStream: logStream([], true),
	read: (message) => {
		const event = readLogEvent(message);
		return event ? itemOfLog(event) : 'unknown';
	},
};

/** Events of the tenant’s log, delivered by Auth0 in batches. */
export const logs: PushSource = {
	option: {
		name: 'Log Events',
		value: 'logs',
		description: `Logins, changes and more; ${needsUrl('log_streams')}`,
	},
	fields: [logCategories.field, logTypes.field, optionsField([CATCH_UP, SKIP_DUPLICATES])],
	tryIt: 'Click Execute step, then log in to one of your applications.',
	samples: LOG_SAMPLES,
	streamOf: (parameters) =>
		logStream(readChosenLogs(parameters, knownCategoryOfLog).categories, false),
	anyStream: logStream([], false),
	read: (message, parameters) => {
		const event = readLogEvent(message);
		if (!event) return 'unknown';
		const wanted: readonly string[] = logTypes.read(parameters);
		return wanted.length === 0 || wanted.includes(event.type) ? itemOfLog(event) : 'skipped';
	},
};
