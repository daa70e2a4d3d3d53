import { randomInt } from 'crypto';

/** What an event can be of. Source: the enum of `event_type` in [subscribe_events] */
export const EVENT_TYPES = [
	'group.created',
	'group.deleted',
	'group.member.added',
	'group.member.deleted',
	'group.role.assigned',
	'group.role.deleted',
	'group.updated',
	'organization.connection.added',
	'organization.connection.removed',
	'organization.connection.updated',
	'organization.created',
	'organization.deleted',
	'organization.group.role.assigned',
	'organization.group.role.deleted',
	'organization.member.added',
	'organization.member.deleted',
	'organization.member.role.assigned',
	'organization.member.role.deleted',
	'organization.updated',
	'user.created',
	'user.deleted',
	'user.updated',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What happened in the tenant, as Auth0 tells it; each stream adds its own id as `a0stream`. */
export interface CloudEvent {
	specversion: '1.0';
	type: EventType;
	source: string;
	id: string;
	time: string;
	data: object;
	a0tenant: string;
	a0purpose?: 'test';
}

/** What a test says of an event; the rest is made up, `object` as a sample of the type. */
export interface NewEvent {
	type: EventType;
	/** What it happened to: the user, the organization and so on, as it is now. */
	object?: object;
	context?: object;
	/** The whole `data`, instead of `object` and `context`. */
	data?: object;
	id?: string;
	/** When it happened. Now by default. */
	time?: string;
	a0purpose?: 'test';
}

export const TENANT_NAME = 'acme';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** An id of 26 characters, as those of streams and events are: `est_qHr8CeCCp9YpQoFoRzM6xg`. */
export const newId = (prefix: 'est' | 'evt' | 'evd') =>
	`${prefix}_${Array.from({ length: 22 }, () => BASE58[randomInt(BASE58.length)]).join('')}`;

/** The event in the envelope in which Auth0 delivers it. */
export function toCloudEvent(
	{ type, context, id, time, a0purpose, ...given }: NewEvent,
	sample: () => object,
): CloudEvent {
	const data = given.data ?? { object: given.object ?? sample(), ...(context && { context }) };
	return {
		specversion: '1.0',
		type,
		source: `urn:auth0:${TENANT_NAME}.eu`,
		id: id ?? newId('evt'),
		time: time ?? new Date().toISOString(),
		data,
		a0tenant: TENANT_NAME,
		...(a0purpose && { a0purpose }),
	};
}
