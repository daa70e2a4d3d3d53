import { choices } from '../choices';
import type { Parameters } from '../parameters';
import { notForTools } from '../tool';

/** What a user can be a member of. */
export type Membership = 'roles' | 'organizations' | 'organizationRoles';

const memberships = choices<Membership>({
	displayName: 'Add to Each User',
	name: 'addToUsers',
	default: [],
	description:
		'What to add to each user, for reports. Takes a request for each role or organization and for each 100 members, and none for each user.',
	options: [
		{
			name: 'Organizations',
			value: 'organizations',
			description: 'The organizations that the user is a member of',
		},
		{
			name: 'Organizations With Roles',
			value: 'organizationRoles',
			description: 'The organizations, each with the roles that the user has there',
		},
		{ name: 'Roles', value: 'roles', description: 'The roles assigned to the user directly' },
	],
});

/** The option that adds roles and organizations to users. */
export const membershipsField = notForTools(memberships.field);

/** What to add to each user. @throws InputError for what is not on the list */
export function readMemberships(parameters: Parameters): Membership[] {
	const chosen =
		parameters.option('addToUsers', (_field, value) => memberships.readValue(value)) ?? [];
	// Those with roles are the same ones.
	return chosen.includes('organizationRoles')
		? chosen.filter((name) => name !== 'organizations')
		: chosen;
}
