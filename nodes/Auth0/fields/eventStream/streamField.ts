import { SELECT_STREAM } from '../../api/eventStreams';
import { EVENT_STREAM_ID_EXAMPLE } from '../../api/examples';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { locatorField } from '../locators';
import type { Parameters } from '../parameters';

/** The field of an event stream. */
export const eventStreamField = {
	...locatorField({
		displayName: 'Event Stream',
		name: 'eventStream',
		one: 'an event stream',
		description: 'Select from the list, or enter the ID.',
		searchListMethod: 'searchEventStreams',
		modes: { id: ['By ID', `e.g. ${EVENT_STREAM_ID_EXAMPLE}`] },
	}),
	required: true,
};

/**
 * The ID of the event stream.
 *
 * @throws InputError when the field is empty
 */
export function readEventStream(parameters: Parameters): string {
	const { value } = parameters.reference(eventStreamField.name);
	if (value !== '') return value;
	throw new InputError("'Event Stream' is empty.", `${SELECT_STREAM} ${CHECK_EXPRESSION}`);
}
