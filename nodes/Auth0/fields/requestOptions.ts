import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_TIMEOUT, type ConnectOptions } from '../transport/connection';
import { alphabetically } from './alphabetically';
import type { Parameters } from './parameters';

const MAX_REQUESTS_IN_FLIGHT = 50;
const MAX_TIMEOUT_SECONDS = 300;

/** How requests are sent. */
const requestOptions: INodeProperties[] = [
	{
		displayName: 'Max Concurrent Requests',
		name: 'requestsInFlight',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_REQUESTS_IN_FLIGHT, numberPrecision: 0 },
		default: 1,
		description:
			'Maximum number of requests to send at the same time. 1 sends them one at a time. By default, the node sends as many as Auth0’s rate limit allows. Choose a small number to leave room for your other applications.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_TIMEOUT_SECONDS },
		default: DEFAULT_TIMEOUT,
		description: 'Seconds to wait for a response from Auth0',
	},
];

/** The collection Options: those that every operation has, and its own. */
export const optionsField = (...own: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: alphabetically([...own, ...requestOptions]),
});

/**
 * How requests are sent.
 *
 * @throws InputError naming the option
 */
export function readRequestOptions(parameters: Parameters): ConnectOptions {
	const requestsInFlight = parameters.numberOption('requestsInFlight');
	const seconds = parameters.numberOption('timeout');
	return {
		...(requestsInFlight !== undefined && { requestsInFlight }),
		...(seconds !== undefined && { timeoutMs: seconds * 1000 }),
	};
}
