import type { INodeProperties } from 'n8n-workflow';

import type { DeliveryFilter } from '../../api/eventDeliveries';
import { toSeconds } from '../../api/times';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { choices } from '../choices';
import { readDate } from '../dates';
import { EVENT_TYPE_OPTIONS } from '../eventTypes';
import { dateFilter, refuseEmpty } from '../filters';
import type { Parameters } from '../parameters';

const types = choices({
	displayName: 'Event Types',
	name: 'eventTypes',
	default: [],
	description: 'Only events of these types',
	options: EVENT_TYPE_OPTIONS,
});

const from = dateFilter('From', 'from', 'Only events from this time on, to the second');
const to = dateFilter('To', 'to', 'Only events before this time, to the second');

/** Which of the events that failed are meant. */
export const deliveryFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Selects failed events that match all filters. Without filters, selects all of them.',
	options: [types.field, from, to],
};

/**
 * Which of the events that failed are meant. A filter whose expression returned nothing is refused: without
 * it, there would be more events than were meant.
 *
 * @throws InputError naming the filter, also one that there is not
 */
export function readDeliveryFilters(parameters: Parameters): DeliveryFilter {
	const given = parameters.wholeCollection(deliveryFiltersField.name);
	const filter: DeliveryFilter = {};
	if (types.field.name in given) {
		const chosen = types.readValue(given[types.field.name]);
		filter.eventTypes = chosen.length > 0 ? chosen : refuseEmpty(types.field.displayName);
	}
	for (const field of [from, to]) {
		if (!(field.name in given)) continue;
		const date = readDate(parameters, field.displayName, given[field.name]);
		filter[field === from ? 'from' : 'to'] = date ?? refuseEmpty(field.displayName);
	}
	const [first, end] = [filter.from, filter.to].map((time) => time && toSeconds(time));
	if (!first || !end || first < end) return filter;
	throw new InputError(
		"'From' must be before 'To'.",
		`No event is from ${first} on and before ${end}. ${CHECK_EXPRESSION}`,
	);
}
