import { aText, anId, object, optional } from './answers';

/** A role, as Auth0 shows it in lists. */
export const readRole = object({
	id: anId,
	name: aText,
	type: optional(aText),
	owner_id: optional(aText),
});

export type Role = ReturnType<typeof readRole>;

/**
 * Whether it is a role of the tenant, and not of an organization, which gives it to its members.
 *
 * Source: get_roles with roles of organizations switched on, which returns both kinds.
 */
export const isOfTenant = ({ type, owner_id: ownerId }: Role) =>
	type !== 'organization' && !ownerId;
