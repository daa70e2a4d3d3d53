import {
	type EnabledConnection,
	type EnabledSettings,
	listEnabledConnections,
} from '../../api/organizationConnections';
import type { Reference } from '../../fields/reference';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { adviceFor, isConnectionId } from '../job/connections';
import { perExecution } from '../perExecution';
import type { FurtherPermissions } from '../permissions';

/** What it takes to know a connection of an organization by its name. */
export const TO_NAME_OWN_CONNECTION: FurtherPermissions = {
	to: 'choose the connection by name',
	needs: ['read:organization_connections'],
};

/**
 * The ID of the connection of an organization that the person named, by ID or by name; names are looked up once an
 * execution.
 *
 * @throws InputError for a name that no connection of the organization has
 */
export async function ownConnectionId(
	api: ManagementApi,
	organizationId: string,
	{ mode, value }: Reference,
): Promise<string> {
	if (mode !== 'name' && isConnectionId(value)) return value;
	const connections = await connectionsOf(api, organizationId);
	const found = connections.find(({ connection }) => connection?.name === value);
	if (found) return found.connection_id;
	throw new InputError(
		`Connection “${value}” was not found in the organization.`,
		adviceFor(
			value,
			"Choose 'Connection' from the list, or enter its ID or exact name. To enable a connection, use Add.",
		),
	);
}

const connectionsOf = perExecution(
	async (api, organizationId) => await readList(api, listEnabledConnections(organizationId)),
);

/** What an item writes to that changes a connection of an organization. */
export const connectionKey = (organizationId: string, connectionId: string) =>
	`connection ${connectionId} of organization ${organizationId}`;

/** Whether a connection has these settings already; a switch that Auth0 does not return is off. */
export const hasSettings = (connection: EnabledConnection, settings: EnabledSettings) =>
	Object.entries(settings).every(([name, value]) => (connection[name] ?? false) === value);
