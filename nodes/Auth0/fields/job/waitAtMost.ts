import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';

const MAX_MINUTES = 24 * 60;
const DEFAULT_MINUTES = 60;
const MINUTE_MS = 60_000;

/** The option for how long to wait. @param what the rest of its description */
export const waitAtMostField = (what: string): INodeProperties => ({
	displayName: 'Wait at Most',
	name: 'waitMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_MINUTES },
	default: DEFAULT_MINUTES,
	description: `Maximum number of minutes to wait for ${what}`,
});

/** How long to wait, in ms. */
export const readWaitAtMost = (parameters: Parameters): number =>
	(parameters.numberOption('waitMinutes') ?? DEFAULT_MINUTES) * MINUTE_MS;
