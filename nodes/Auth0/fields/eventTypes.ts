import { EVENT_TYPES, isEventType } from '../api/eventTypes';
import { choices } from './choices';

/** The types of events that are wanted. */
export const eventTypes = choices({
	displayName: 'Event Types',
	name: 'eventTypes',
	required: true,
	default: [],
	description: 'Events that start the workflow',
	options: Object.keys(EVENT_TYPES)
		.filter(isEventType)
		.map((value) => ({ name: EVENT_TYPES[value], value })),
});
