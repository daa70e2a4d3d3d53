import type { IDataObject } from 'n8n-workflow';

import { redeliverEvent, redeliverEvents, type DeliveryFilter } from '../../api/eventDeliveries';
import { EVENT_ID_EXAMPLE } from '../../api/examples';
import { choice } from '../../fields/choice';
import {
	deliveryFiltersField,
	readDeliveryFilters,
} from '../../fields/eventStream/deliveryFilters';
import { eventStreamField, readEventStream } from '../../fields/eventStream/streamField';
import { onlyFor } from '../../fields/onlyFor';
import type { Parameters } from '../../fields/parameters';
import { optionsField } from '../../fields/requestOptions';
import { textField } from '../../fields/textField';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import type { Operation } from '../operation';

const which = choice({
	displayName: 'Events',
	name: 'events',
	default: 'failed',
	description: 'Which events to deliver again',
	options: [
		{
			name: 'All That Failed',
			value: 'failed',
			description: 'All failed events that match Filters',
		},
		{ name: 'One Event', value: 'one', description: 'An event that failed, by its ID' },
	],
});

const eventIdField = {
	...textField(
		'Event ID',
		'eventId',
		EVENT_ID_EXAMPLE,
		'ID of an event that failed, as Get Failed Deliveries returns it',
	),
	required: true,
};

interface Input {
	id: string;
	eventId?: string;
	filter: DeliveryFilter;
}

/** Has Auth0 deliver again what a stream could not deliver: it accepts that, and does it within moments. */
export const redeliver: Operation<Input> = {
	option: {
		name: 'Redeliver Events',
		value: 'redeliver',
		action: 'Redeliver events',
		description: 'Deliver events again that failed',
	},
	permissions: { needs: ['update:event_deliveries'] },
	fields: [
		eventStreamField,
		which.field,
		onlyFor({ events: ['one'] }, eventIdField),
		onlyFor({ events: ['failed'] }, deliveryFiltersField),
		optionsField(),
	],
	read: (item) => {
		const id = readEventStream(item);
		return which.read(item) === 'one'
			? { id, eventId: readEventId(item), filter: {} }
			: { id, filter: readDeliveryFilters(item) };
	},
	key: ({ id }) => [`event stream ${id}`],
	async execute({ id, eventId, filter }, { management }): Promise<IDataObject> {
		const request =
			eventId === undefined ? redeliverEvents(id, filter) : redeliverEvent(id, eventId);
		await management.send(request);
		return {
			event_stream_id: id,
			...(eventId !== undefined && { event_id: eventId }),
			redelivery: 'requested',
		};
	},
};

function readEventId(parameters: Parameters): string {
	const id = parameters.text(eventIdField.name);
	if (id !== '') return id;
	throw new InputError(
		"'Event ID' is empty.",
		`Enter the ID of an event that failed, such as {{ $json.event.id }} after Get Failed Deliveries. To redeliver all of them, set 'Events' to All That Failed. ${CHECK_EXPRESSION}`,
	);
}
