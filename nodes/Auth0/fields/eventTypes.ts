import { EVENT_TYPES, isEventType } from '../api/eventTypes';
import { choices } from './choices';

/** All types of events, as lists show them. */
export const EVENT_TYPE_OPTIONS = Object.keys(EVENT_TYPES)
	.filter(isEventType)
	.map((value) => ({ name: EVENT_TYPES[value], value }));

/** The types of events that are wanted. */
export const eventTypes = choices({
	displayName: 'Event Types',
	name: 'eventTypes',
	required: true,
	default: [],
	description: 'Events that start the workflow',
	options: EVENT_TYPE_OPTIONS,
});
