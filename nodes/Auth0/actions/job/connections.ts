import { listConnections } from '../../api/connections';
import type { Reference } from '../../fields/reference';
import { looksLikeId } from '../../transport/advice';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { perExecution } from '../perExecution';
import { perInput } from '../perInput';
import type { FurtherPermissions } from '../permissions';

/** What it takes to know a connection by its name. */
export const TO_NAME_CONNECTION: FurtherPermissions = {
	to: 'choose the connection by name',
	needs: ['read:connections'],
};

/** Whether it is an ID of a connection, as Auth0 makes them. */
export const isConnectionId = (text: string) => /^con_[A-Za-z0-9]{16}$/.test(text);

/** What to do about a name that no connection has. @param advice what to do in any case */
export const adviceFor = (name: string, advice: string) =>
	isConnectionId(name) ? `${looksLikeId()} ${advice}` : advice;

/**
 * The ID of the connection that the person named, by ID or by name; a name is looked up once an execution.
 *
 * @throws InputError for a name that no connection has
 */
export async function connectionIdOf(
	api: ManagementApi,
	{ mode, value }: Reference,
): Promise<string> {
	if (mode !== 'name' && isConnectionId(value)) return value;
	const id = await idNamed(api, value);
	if (id !== undefined) return id;
	throw new InputError(
		`Connection “${value}” was not found.`,
		adviceFor(value, "Choose 'Connection' from the list, or enter its ID or exact name."),
	);
}

/** As `connectionIdOf`, for an item that changes something of it: looked up once. */
export const changedConnectionId = perInput(
	async (connection: Reference, api: ManagementApi) => await connectionIdOf(api, connection),
);

/** What an item writes to that changes a connection. */
export const connectionKey = (id: string) => `connection ${id}`;

const idNamed = perExecution(async (api, name) => {
	const [connection] = await readList(api, listConnections({ name }));
	return connection?.id;
});
