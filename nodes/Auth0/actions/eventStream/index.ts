import { resource } from '../operation';
import { getAll } from './getAll.operation';
import { getDeliveries } from './getDeliveries.operation';
import { redeliver } from './redeliver.operation';
import { test } from './test.operation';

export const eventStream = resource({
	option: {
		name: 'Event Stream',
		value: 'eventStream',
		description: 'What delivers user and organization events to a webhook',
	},
	operations: [getAll, getDeliveries, redeliver, test],
	defaultOperation: 'getAll',
});
