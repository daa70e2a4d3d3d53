import { ApiError } from '../errors';
import type { RedeliverBody } from '../schemas';
import { newId, type CloudEvent, type EventType } from './events';
import { authorizationOf, type EventStream, type EventStreams } from './eventStreams';
import { retry, type UnderWay } from './underWay';
import { isTaken, type Webhooks } from './webhooks';

/** An event that could not be delivered, as the API shows it. */
export interface Delivery {
	id: string;
	event_stream_id: string;
	status: 'failed';
	event_type: EventType;
	attempts: Array<{ status: 'failed'; timestamp: string; error_message?: string }>;
	event?: Omit<CloudEvent, 'data' | 'a0tenant' | 'a0purpose'> & { data: string };
}

const WAITS_MS = [1000, 2000, 4000];
const MAX_FAILURES = 5000;

/**
 * Delivers events to the webhooks of event streams, four times at most, and keeps what failed.
 *
 * @see https://auth0.com/docs/customize/events/events-best-practices
 */
export class EventDeliveries {
	/** After how many failures in a row a stream is disabled; a test may set it. */
	disableAfter = 500;
	private readonly failures = new Map<string, { delivery: Delivery; event: CloudEvent }>();
	/** What was ever sent: the event and its stream. */
	private readonly known = new Set<string>();

	constructor(
		private readonly streams: EventStreams,
		private readonly webhooks: Webhooks,
		private readonly underWay: UnderWay,
	) {}

	reset(): void {
		this.failures.clear();
		this.known.clear();
		this.disableAfter = 500;
	}

	/** To each enabled stream that wants events of this type. */
	publish(event: CloudEvent): void {
		for (const stream of this.streams.all()) {
			const isWanted = stream.subscriptions.some(({ event_type: type }) => type === event.type);
			if (isWanted) this.deliver(stream, event);
		}
	}

	/** To one stream, unless it is disabled. */
	deliver(stream: EventStream, event: CloudEvent): void {
		if (stream.status === 'enabled') this.start(stream, event, newId('evd'), []);
	}

	/** What failed for a stream, the oldest first. */
	failed(streamId: string): Delivery[] {
		return [...this.failures.values()]
			.map(({ delivery }) => delivery)
			.filter(({ event_stream_id: id }) => id === streamId);
	}

	/** @throws ApiError 404 */
	requireFailed(streamId: string, eventId: string): Delivery {
		const found = this.failed(streamId).find(({ event }) => event?.id === eventId);
		if (found) return found;
		throw new ApiError(404, 'The requested event does not exist.');
	}

	/** Adds what failed, without a request. */
	putFailed(streamId: string, event: CloudEvent, attempts: Delivery['attempts'] = []): Delivery {
		const delivery = toDelivery(newId('evd'), streamId, event, attempts);
		this.failures.set(delivery.id, { delivery, event });
		return delivery;
	}

	/** Sends again what failed and passes the filter. */
	redeliver(streamId: string, filter: RedeliverBody): void {
		const stream = this.streams.require(streamId);
		for (const delivery of select(this.failed(streamId), filter)) this.restart(stream, delivery);
	}

	/** @throws ApiError 404 for an event that was never sent there, 409 for one that did not fail */
	redeliverEvent(streamId: string, eventId: string): void {
		const stream = this.streams.require(streamId);
		const delivery = this.failed(streamId).find(({ event }) => event?.id === eventId);
		if (delivery) return this.restart(stream, delivery);
		if (!this.known.has(`${streamId} ${eventId}`)) {
			throw new ApiError(404, 'The requested event does not exist.');
		}
		throw new ApiError(409, 'The event is not in a state that allows redelivery.');
	}

	private restart(stream: EventStream, { id, attempts }: Delivery): void {
		const failure = this.failures.get(id);
		this.failures.delete(id);
		if (failure) this.start(stream, failure.event, id, attempts);
	}

	private start(
		{ id: streamId, destination }: EventStream,
		event: CloudEvent,
		id: string,
		attempts: Delivery['attempts'],
	): void {
		if (destination.type !== 'webhook') return;
		this.known.add(`${streamId} ${event.id}`);
		for (let copy = 0; copy < this.webhooks.settings.copies; copy++) {
			this.underWay.start(async (signal) => {
				const failed = [...attempts];
				const attempt = async (number: number) =>
					await this.attempt(streamId, event, number, failed, signal);
				const isDelivered = await retry(attempt, WAITS_MS, signal);
				const stream = this.streams.get(streamId);
				if (!stream) return;
				if (isDelivered) stream.failuresInARow = 0;
				else this.fail(stream, event, toDelivery(id, streamId, event, failed));
			});
		}
	}

	private async attempt(
		streamId: string,
		event: CloudEvent,
		number: number,
		failed: Delivery['attempts'],
		signal: AbortSignal,
	): Promise<'done' | 'again' | 'in vain'> {
		const destination = this.streams.get(streamId)?.destination;
		if (destination?.type !== 'webhook') return 'in vain';
		const { webhook_endpoint: url, webhook_authorization: authorization } =
			destination.configuration;
		const post = await this.webhooks.post(
			{
				streamId,
				ids: [event.id],
				url,
				attempt: number,
				body: JSON.stringify({ ...event, a0stream: streamId }),
				headers: {
					'content-type': this.webhooks.settings.contentType,
					'user-agent': 'Auth0',
					...authorizationOf(authorization),
				},
			},
			signal,
		);
		if (isTaken(post)) return 'done';
		const { status, error, at } = post;
		failed.push({
			status: 'failed',
			timestamp: new Date(at).toISOString(),
			error_message: error ?? `The webhook answered with the status ${status}`,
		});
		return status !== undefined && status >= 400 && status < 500 ? 'in vain' : 'again';
	}

	private fail(stream: EventStream, event: CloudEvent, delivery: Delivery): void {
		this.failures.set(delivery.id, { delivery, event });
		stream.failuresInARow++;
		const isBroken =
			stream.failuresInARow >= this.disableAfter || this.failed(stream.id).length >= MAX_FAILURES;
		if (isBroken && stream.status === 'enabled') {
			stream.status = 'disabled';
			stream.updated_at = new Date().toISOString();
		}
	}
}

function toDelivery(
	id: string,
	streamId: string,
	{ id: eventId, source, specversion, type, time, data }: CloudEvent,
	attempts: Delivery['attempts'],
): Delivery {
	return {
		id,
		event_stream_id: streamId,
		status: 'failed',
		event_type: type,
		attempts,
		event: { id: eventId, source, specversion, type, time, data: JSON.stringify(data) },
	};
}

/** Those that pass: from `date_from` on, and before `date_to`, when the event happened. */
export function select(
	deliveries: readonly Delivery[],
	{ date_from: from, date_to: to, statuses, event_types: types }: RedeliverBody,
): Delivery[] {
	return deliveries.filter(({ status, event_type: type, event }) => {
		const time = Date.parse(event?.time ?? '');
		return (
			(statuses?.includes(status) ?? true) &&
			(types?.includes(type) ?? true) &&
			(from === undefined || time >= Date.parse(from)) &&
			(to === undefined || time < Date.parse(to))
		);
	});
}
