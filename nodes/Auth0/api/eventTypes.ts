/**
 * What happens in a tenant, by the names that Auth0’s events have, in words.
 *
 * Source: the `event_type` of GET /events in Auth0’s OpenAPI document.
 *
 * @see https://auth0.com/docs/customize/events
 */
export const EVENT_TYPES = {
	'user.created': 'User created',
	'user.updated': 'User updated',
	'user.deleted': 'User deleted',
	'organization.created': 'Organization created',
	'organization.updated': 'Organization updated',
	'organization.deleted': 'Organization deleted',
	'organization.member.added': 'Organization member added',
	'organization.member.deleted': 'Organization member removed',
	'organization.member.role.assigned': 'Organization member role assigned',
	'organization.member.role.deleted': 'Organization member role removed',
	'organization.connection.added': 'Organization connection added',
	'organization.connection.updated': 'Organization connection updated',
	'organization.connection.removed': 'Organization connection removed',
	'organization.group.role.assigned': 'Organization group role assigned',
	'organization.group.role.deleted': 'Organization group role removed',
	'group.created': 'Group created',
	'group.updated': 'Group updated',
	'group.deleted': 'Group deleted',
	'group.member.added': 'Group member added',
	'group.member.deleted': 'Group member removed',
	'group.role.assigned': 'Group role assigned',
	'group.role.deleted': 'Group role removed',
} as const;

/** The name of a type of events. */
export type EventType = keyof typeof EVENT_TYPES;

/** Whether it is the name of a type of events. */
export const isEventType = (name: unknown): name is EventType =>
	typeof name === 'string' && Object.hasOwn(EVENT_TYPES, name);
