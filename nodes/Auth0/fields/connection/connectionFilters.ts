import type { INodeProperties } from 'n8n-workflow';

import { isStrategy, SEARCHED_STRATEGIES, STRATEGIES } from '../../api/connectionStrategies';
import { choices } from '../choices';
import { readText } from '../fieldValues';
import { refuseEmpty } from '../filters';
import type { Parameters } from '../parameters';
import { textField } from '../textField';

const strategies = choices({
	displayName: 'Strategies',
	name: 'strategies',
	default: [],
	description: 'Only connections of these kinds',
	options: SEARCHED_STRATEGIES.filter(isStrategy)
		.map((value) => ({ name: `${STRATEGIES[value]} (${value})`, value }))
		.sort((a, b) => a.name.localeCompare(b.name)),
});

const nameContains = textField(
	'Name Contains',
	'nameContains',
	'acme',
	'Part of the name or display name, in upper or lower case',
);

/** Which connections are meant. */
export const connectionFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Selects connections that match all filters. Without filters, selects all of them.',
	options: [nameContains, strategies.field],
};

/** Which connections are meant. */
export interface WantedConnections {
	/** The codes of their strategies; absent for all. */
	strategy?: string[];
	/** Part of the name or display name; '' for any. */
	nameContains: string;
}

/**
 * Which connections are meant. A filter whose expression returned nothing is refused: without it, there
 * would be more of them than were meant.
 *
 * @throws InputError naming the filter, also one that there is not
 */
export function readConnectionFilters(parameters: Parameters): WantedConnections {
	const given = parameters.wholeCollection(connectionFiltersField.name);
	const wanted: WantedConnections = { nameContains: '' };
	if (strategies.field.name in given) {
		const chosen = strategies.readValue(given[strategies.field.name]);
		wanted.strategy = chosen.length > 0 ? chosen : refuseEmpty(strategies.field.displayName);
	}
	if (nameContains.name in given) {
		wanted.nameContains =
			readText(nameContains, given[nameContains.name]) || refuseEmpty(nameContains.displayName);
	}
	return wanted;
}
