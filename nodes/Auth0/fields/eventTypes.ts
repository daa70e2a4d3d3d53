import { EVENT_TYPES, isEventType, type EventType } from '../api/eventTypes';
import { InputError } from '../transport/inputError';
import { choices } from './choices';
import type { Parameters } from './parameters';

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

/** The types that were chosen. @throws InputError when there is none */
export function readEventTypes(parameters: Parameters): EventType[] {
	const types = eventTypes.read(parameters);
	if (types.length > 0) return types;
	throw new InputError("'Event Types' is empty.", 'Choose at least one event type.');
}
