import type { INodeProperties } from 'n8n-workflow';

import { USER_ID_EXAMPLE } from '../Auth0/api/examples';
import type { Parameters } from '../Auth0/fields/parameters';

/** The name of the option of how far back to catch up. */
export const CATCH_UP = 'catchUpHours';

/** The name of the option to leave out what was delivered before. */
export const SKIP_DUPLICATES = 'skipDuplicates';

/** The name of the option for how often to look for log events. */
export const POLL_INTERVAL = 'pollInterval';

/** The name of the option for the user that log events are about. */
export const USER_ID = 'userId';

const DEFAULT_CATCH_UP_HOURS = 24;
const DEFAULT_POLL_MINUTES = 1;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How far back to catch up where nothing says otherwise. */
export const DEFAULT_CATCH_UP_MS = DEFAULT_CATCH_UP_HOURS * HOUR_MS;

const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Catch Up (Hours)',
		name: CATCH_UP,
		type: 'number',
		default: DEFAULT_CATCH_UP_HOURS,
		typeOptions: { minValue: 0, maxValue: 720, numberPrecision: 0 },
		description:
			'How far back to catch up on what was missed, such as while n8n was not running. Enter 0 to skip it.',
	},
	{
		displayName: 'Check Every (Minutes)',
		name: POLL_INTERVAL,
		type: 'number',
		default: DEFAULT_POLL_MINUTES,
		typeOptions: { minValue: 1, maxValue: 1440, numberPrecision: 0 },
		description: 'Minutes from one look at the log to the next',
	},
	{
		displayName: 'Skip Duplicates',
		name: SKIP_DUPLICATES,
		type: 'boolean',
		default: true,
		description:
			'Whether to skip events that were already delivered, because Auth0 can deliver an event twice. The node remembers the last 5,000.',
	},
	{
		displayName: 'User ID',
		name: USER_ID,
		type: 'string',
		default: '',
		placeholder: `e.g. ${USER_ID_EXAMPLE}`,
		description: 'Only log events about this user',
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

/** How long to wait from one look at the log to the next, in ms. */
export const pollIntervalMs = (parameters: Parameters) =>
	(parameters.numberOption(POLL_INTERVAL) ?? DEFAULT_POLL_MINUTES) * MINUTE_MS;
