import { isLogType, LOG_TYPES } from '../api/logTypes';
import { choices } from './choices';

/** The types of log events that are wanted: all of them where none is chosen. */
export const logTypes = choices({
	displayName: 'Log Event Types',
	name: 'logTypes',
	default: [],
	description: 'Log events to start the workflow for. Leave empty for all of them.',
	options: Object.keys(LOG_TYPES)
		.filter(isLogType)
		.map((value) => ({ name: `${LOG_TYPES[value]} (${value})`, value })),
});
