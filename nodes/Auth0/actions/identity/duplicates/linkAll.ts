import { listConnections } from '../../../api/connections';
import { partsOf } from '../../../api/userIds';
import type { User } from '../../../api/users';
import type { ManagementApi } from '../../../transport/managementApi';
import { alsoSay } from '../../../transport/nodeErrors';
import { readList } from '../../../transport/paging';
import { perExecution } from '../../perExecution';
import { carryOver } from '../carryOver';
import { linkTo } from '../linkTo';
import { connectionsOf } from './groups';
import type { Plan } from './plan';

/**
 * Gives the account that remains what the others have, then links these: where it ends in the middle, nothing
 * is lost, and another run goes on.
 *
 * @throws NodeApiError when Auth0 refuses a part
 */
export async function linkAll(
	api: ManagementApi,
	{ primary, others, gains }: NonNullable<Plan['link']>,
): Promise<void> {
	await carryOver(api, primary, gains);
	let linked = 0;
	for (const other of others) {
		const identity = partsOf(other.user_id);
		if (!identity) continue;
		const connectionId = await databaseIdOf(api, other);
		const body = {
			...identity,
			...(connectionId !== undefined && { connection_id: connectionId }),
		};
		await linkTo(api, primary, body).catch((caught: unknown) => {
			throw alsoSay(
				caught,
				`${linked} of ${others.length} accounts were linked to “${primary}” before that. What was to be carried over has been, and nothing was lost. Run it again for the others.`,
			);
		});
		linked++;
	}
}

/** The ID of the database of an account, which Auth0 asks for where the tenant has several. */
async function databaseIdOf(api: ManagementApi, user: User): Promise<string | undefined> {
	if (!user.user_id.startsWith('auth0|')) return undefined;
	const databases = await databasesOf(api, '');
	const [own = ''] = connectionsOf(user);
	return databases.size > 1 ? databases.get(own) : undefined;
}

const databasesOf = perExecution(async (api) => {
	const read = readList(api, listConnections({ strategy: ['auth0'] }));
	const databases = await read.catch(() => []);
	return new Map(databases.map(({ id, name }) => [name, id]));
});
