import { ApiError, badRequest } from '../errors';
import type {
	CreateEventStreamBody,
	Destination,
	UpdateEventStreamBody,
	WebhookAuthorization,
} from '../schemas';
import { EVENT_TYPES, newId } from './events';

/** An event stream, with the secret of its webhook. */
export interface EventStream {
	id: string;
	status: 'enabled' | 'disabled';
	name?: string;
	subscriptions: Array<{ event_type?: string }>;
	created_at: string;
	updated_at: string;
	destination: Destination;
	/** How many events in a row could not be delivered. */
	failuresInARow: number;
}

const TYPES: readonly string[] = EVENT_TYPES;

/** The event streams of the tenant, in the order in which they were created. */
export class EventStreams {
	/** How many the plan allows; a test may set it. */
	limit = Infinity;
	private readonly streams = new Map<string, EventStream>();

	all(): EventStream[] {
		return [...this.streams.values()];
	}

	get(id: string): EventStream | undefined {
		return this.streams.get(id);
	}

	/** @throws ApiError 404 */
	require(id: string): EventStream {
		const stream = this.streams.get(id);
		if (stream) return stream;
		throw new ApiError(404, 'The requested stream does not exist.');
	}

	/** Adds a stream as it is, whatever the limit. */
	put(stream: Partial<EventStream> & Pick<EventStream, 'destination'>): EventStream {
		const now = new Date().toISOString();
		const added: EventStream = {
			id: newId('est'),
			status: 'enabled',
			subscriptions: [],
			created_at: now,
			updated_at: now,
			failuresInARow: 0,
			...stream,
		};
		this.streams.set(added.id, added);
		return added;
	}

	/** @throws ApiError 400 for an event type that does not exist, 409 for the limit or the name */
	create(body: CreateEventStreamBody): EventStream {
		checkTypes(body);
		if (this.streams.size >= this.limit) {
			throw new ApiError(
				409,
				'You have reached the maximum number of event streams for your account.',
			);
		}
		this.checkName(body.name);
		return this.put(body);
	}

	/** @throws ApiError 400, 404 and 409 */
	update(id: string, body: UpdateEventStreamBody): EventStream {
		const stream = this.require(id);
		checkTypes(body);
		this.checkName(body.name, id);
		const isEnabled = body.status === 'enabled' && stream.status === 'disabled';
		return Object.assign(stream, body, {
			updated_at: new Date().toISOString(),
			...(isEnabled && { failuresInARow: 0 }),
		});
	}

	/** Also of a stream that is gone. */
	delete(id: string): void {
		this.streams.delete(id);
	}

	clear(): void {
		this.streams.clear();
		this.limit = Infinity;
	}

	private checkName(name: string | undefined, exceptId?: string): void {
		const isTaken = this.all().some((stream) => stream.name === name && stream.id !== exceptId);
		if (name !== undefined && isTaken) {
			throw new ApiError(409, 'Event stream name already in use.');
		}
	}
}

function checkTypes({ subscriptions = [] }: UpdateEventStreamBody): void {
	for (const { event_type: type } of subscriptions) {
		if (type !== undefined && TYPES.includes(type)) continue;
		throw badRequest(`Invalid event type: ${type}`);
	}
}

/** A stream as the API shows it: the token, password or value of its webhook never. */
export function shown({
	id,
	status,
	name,
	subscriptions,
	created_at,
	updated_at,
	destination,
}: EventStream): object {
	return {
		id,
		status,
		name,
		subscriptions,
		created_at,
		updated_at,
		destination: hide(destination),
	};
}

function hide({ type, configuration }: Destination): object {
	if (type === 'webhook') {
		const { webhook_endpoint, webhook_authorization: authorization } = configuration;
		const { method } = authorization;
		const named =
			method === 'basic'
				? { username: authorization.username }
				: method === 'custom_header' && { header_key: authorization.header_key };
		return {
			type,
			configuration: { webhook_endpoint, webhook_authorization: { method, ...named } },
		};
	}
	if (type === 'action') return { type, configuration };
	const source = 'aws.partner/auth0.com/acme-26d6c893-39b9-4910-a65a-0fd71d6e6580/auth0.events';
	return { type, configuration: { ...configuration, aws_partner_event_source: source } };
}

/** The headers that let the tenant in at the webhook. */
export function authorizationOf(authorization: WebhookAuthorization): Record<string, string> {
	switch (authorization.method) {
		case 'bearer':
			return { authorization: `Bearer ${authorization.token}` };
		case 'basic': {
			const pair = Buffer.from(`${authorization.username}:${authorization.password}`);
			return { authorization: `Basic ${pair.toString('base64')}` };
		}
		case 'custom_header':
			return { [authorization.header_key]: authorization.header_value };
	}
}
