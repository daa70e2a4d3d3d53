import { sendTestEvent } from '../../api/eventDeliveries';
import { getEventStream } from '../../api/eventStreams';
import type { EventType } from '../../api/eventTypes';
import { choice } from '../../fields/choice';
import { eventStreamField, readEventStream } from '../../fields/eventStream/streamField';
import { EVENT_TYPE_OPTIONS } from '../../fields/eventTypes';
import { optionsField } from '../../fields/requestOptions';
import { InputError } from '../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import type { Operation } from '../operation';
import { cannotTell, type FurtherPermissions } from '../permissions';

const eventType = choice({
	displayName: 'Event Type',
	name: 'eventType',
	default: 'user.created',
	description: 'Type of the event. Auth0 fills it with sample data and marks it as a test.',
	options: EVENT_TYPE_OPTIONS,
});

const TO_CHECK: FurtherPermissions = {
	to: 'check that the event stream is enabled',
	needs: ['read:event_streams'],
};

const NOT_CHECKED = cannotTell(
	TO_CHECK,
	'whether the event stream is enabled: a disabled one receives no test events',
);

/** Looks whether the stream is enabled, then has Auth0 deliver a test event to it. */
export const test: Operation<{ id: string; type: EventType }> = {
	option: {
		name: 'Send Test Event',
		value: 'test',
		action: 'Send test event',
		description: 'Deliver a test event to an event stream',
	},
	permissions: {
		needs: ['update:event_streams'],
		also: [TO_CHECK],
	},
	fields: [eventStreamField, eventType.field, optionsField()],
	read: (item) => ({ id: readEventStream(item), type: eventType.read(item) }),
	key: ({ id }) => [`event stream ${id}`],
	async execute({ id, type }, { management }) {
		const checked = await requireEnabled(management, id);
		await management.send(sendTestEvent(id, type));
		return { event_stream_id: id, event_type: type, test_event: 'sent', ...checked };
	},
};

/**
 * Refuses a stream that is disabled: Auth0 accepts a test event for it, and delivers nothing.
 *
 * @returns what to add to the output: a note, where the application may not look
 */
async function requireEnabled(api: ManagementApi, id: string): Promise<{ note?: string }> {
	const stream = await api.request(getEventStream(id)).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return undefined;
	});
	if (!stream) return { note: NOT_CHECKED };
	if (stream.status !== 'disabled') return {};
	throw new InputError(
		`Event stream “${stream.name ?? id}” is disabled, so it delivers no events.`,
		'Enable it in Auth0 Dashboard → Event Streams. If an Auth0 Trigger uses it, unpublish its workflow and publish it again.',
	);
}
