import type { ConnectionForOrganization } from '../../api/organizationChanges';
import type { GivenConnection } from '../../fields/organization/connections';
import type { ManagementApi } from '../../transport/managementApi';
import { connectionIdOf } from '../job/connections';

/**
 * The connections that the person named, by their IDs, each once: the last row of one counts.
 *
 * @throws InputError for a name that no connection has
 */
export async function connectionsOf(
	api: ManagementApi,
	given: GivenConnection[],
): Promise<ConnectionForOrganization[]> {
	const byId = new Map<string, ConnectionForOrganization>();
	for (const { connection, settings } of given) {
		const id = await connectionIdOf(api, connection);
		byId.set(id, { connection_id: id, ...settings });
	}
	return [...byId.values()];
}

/** A connection as it is enabled: a button is for enterprise connections only, and signup for databases only. */
export const asNew = ({
	connection_id: id,
	assign_membership_on_login: assigns = false,
	is_signup_enabled: hasSignup,
	show_as_button: hasButton,
}: ConnectionForOrganization): ConnectionForOrganization => ({
	connection_id: id,
	assign_membership_on_login: assigns,
	...(hasSignup && { is_signup_enabled: true }),
	...(hasButton === false && { show_as_button: false }),
});
