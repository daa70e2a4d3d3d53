import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../Auth0/fields/parameters';

/** The name of the option of how far back to catch up. */
export const CATCH_UP = 'catchUpHours';

/** The name of the option to leave out what was delivered before. */
export const SKIP_DUPLICATES = 'skipDuplicates';

const DEFAULT_CATCH_UP_HOURS = 24;

const HOUR_MS = 3_600_000;

const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Catch Up (Hours)',
		name: CATCH_UP,
		type: 'number',
		default: DEFAULT_CATCH_UP_HOURS,
		typeOptions: { minValue: 0, maxValue: 720, numberPrecision: 0 },
		description:
			'How far back Auth0 delivers again what it could not deliver, such as while n8n was not running. Enter 0 to skip it.',
	},
	{
		displayName: 'Skip Duplicates',
		name: SKIP_DUPLICATES,
		type: 'boolean',
		default: true,
		description:
			'Whether to skip events that were already delivered, because Auth0 can deliver an event twice. The node remembers the last 5,000.',
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

/** How far back to catch up, in ms; 0 for not at all. */
export const readCatchUpMs = (parameters: Parameters) =>
	(parameters.numberOption(CATCH_UP) ?? DEFAULT_CATCH_UP_HOURS) * HOUR_MS;
