import type { IDataObject } from 'n8n-workflow';

import {
	listFailedDeliveries,
	type DeliveryFilter,
	type EventDelivery,
} from '../../api/eventDeliveries';
import {
	deliveryFiltersField,
	readDeliveryFilters,
} from '../../fields/eventStream/deliveryFilters';
import { eventStreamField, readEventStream } from '../../fields/eventStream/streamField';
import { listFields, readLimit } from '../../fields/listFields';
import { optionsField } from '../../fields/requestOptions';
import { isRecord, isTooDeep } from '../../transport/answers';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';

interface Input {
	id: string;
	filter: DeliveryFilter;
	limit: number;
}

/** Lists the events that a stream could not deliver, each with every attempt and with its data. */
export const getDeliveries: Operation<Input> = {
	option: {
		name: 'Get Failed Deliveries',
		value: 'getDeliveries',
		action: 'Get failed deliveries',
		description: 'Retrieve the events that an event stream could not deliver',
	},
	permissions: { needs: ['read:event_streams'] },
	fields: [eventStreamField, deliveryFiltersField, ...listFields, optionsField()],
	read: (item) => ({
		id: readEventStream(item),
		filter: readDeliveryFilters(item),
		limit: readLimit(item),
	}),
	async execute({ id, filter, limit }, { management }) {
		const deliveries = await readList(management, listFailedDeliveries(id, filter), limit);
		return deliveries.map(withData);
	},
};

/** The same delivery with the data of its event as JSON, which Auth0 returns as text. */
function withData(delivery: EventDelivery): IDataObject {
	const { event } = delivery;
	if (typeof event?.data !== 'string') return delivery;
	return { ...delivery, event: { ...event, data: parse(event.data) } };
}

/** @returns the text as it is, where it is no JSON object */
function parse(text: string): IDataObject | string {
	try {
		const json: unknown = JSON.parse(text);
		return isRecord(json) && !isTooDeep(json) ? json : text;
	} catch {
		return text;
	}
}
