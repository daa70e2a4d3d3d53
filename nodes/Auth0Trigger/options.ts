import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../Auth0/fields/parameters';

/** The name of the option to leave out what was delivered before. */
export const SKIP_DUPLICATES = 'skipDuplicates';

const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Skip Duplicates',
		name: SKIP_DUPLICATES,
		type: 'boolean',
		default: true,
		description:
			'Whether to skip events that were already delivered, because Auth0 can deliver an event twice. The node remembers the last 2,000.',
	},
];

/** The collection of options, of which a source has these. */
export const optionsField = (names: string[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: OPTIONS.filter(({ name }) => names.includes(name)),
});

/** Whether what was delivered before is left out. */
export const skipsDuplicates = (parameters: Parameters) => parameters.isOn(SKIP_DUPLICATES, true);
