import type { INodeProperties } from 'n8n-workflow';

import type { ApplicationFilter } from '../../api/clients';
import { APPLICATION_TYPES, isApplicationType } from '../../api/clientTypes';
import { choices } from '../choices';
import { readSwitch, readText } from '../fieldValues';
import { refuseEmpty } from '../filters';
import type { Parameters } from '../parameters';
import { textField } from '../textField';

const types = choices({
	displayName: 'Application Types',
	name: 'applicationTypes',
	default: [],
	description: 'Only applications of these types',
	options: Object.keys(APPLICATION_TYPES)
		.filter(isApplicationType)
		.map((value) => ({ name: `${APPLICATION_TYPES[value]} (${value})`, value }))
		.sort((a, b) => a.name.localeCompare(b.name)),
});

const firstParty: INodeProperties = {
	displayName: 'First Party',
	name: 'firstParty',
	type: 'boolean',
	default: true,
	description: 'Whether to return your own applications. If off, returns those of third parties.',
};

const global: INodeProperties = {
	displayName: 'Global',
	name: 'global',
	type: 'boolean',
	default: true,
	description:
		'Whether to return the global application, which contains old settings of the tenant, and no other. If off, or without this filter, leaves it out.',
};

const nameContains = textField(
	'Name Contains',
	'nameContains',
	'portal',
	'Part of the name, in upper or lower case',
);

/** Which applications are meant. */
export const applicationFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Selects applications that match all filters. Without filters, selects all of them.',
	options: [types.field, firstParty, global, nameContains],
};

/** Which applications are meant: those that Auth0 finds, and of these, those of a name. */
export interface WantedApplications extends ApplicationFilter {
	/** Part of the name; '' for any. */
	nameContains: string;
}

/**
 * Which applications are meant. A filter whose expression returned nothing is refused: without it, there
 * would be more of them than were meant.
 *
 * @throws InputError naming the filter, also one that there is not
 */
export function readApplicationFilters(parameters: Parameters): WantedApplications {
	const given = parameters.wholeCollection(applicationFiltersField.name);
	const wanted: WantedApplications = { nameContains: '' };
	if (types.field.name in given) {
		const chosen = types.readValue(given[types.field.name]);
		wanted.types = chosen.length > 0 ? chosen : refuseEmpty(types.field.displayName);
	}
	if (firstParty.name in given) {
		wanted.isFirstParty = readSwitch(firstParty, given[firstParty.name]);
	}
	if (global.name in given) wanted.isGlobal = readSwitch(global, given[global.name]);
	if (nameContains.name in given) {
		wanted.nameContains =
			readText(nameContains, given[nameContains.name]) || refuseEmpty(nameContains.displayName);
	}
	return wanted;
}
