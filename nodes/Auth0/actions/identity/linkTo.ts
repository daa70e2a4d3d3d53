import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { linkUserIdentity } from '../../api/identities';
import { type IdentityReference, userIdOf } from '../../api/userIds';
import { getUserIdentities } from '../../api/users';
import type { ManagementApi } from '../../transport/managementApi';

/**
 * Makes another user an identity of a user. One that is an identity of it already is no failure: a run that ended
 * in the middle can be run again, and a request whose answer was lost can be sent again.
 *
 * @returns all identities of the user
 * @throws NodeApiError when Auth0 refuses, also where it is an identity of somebody else
 */
export async function linkTo(
	api: ManagementApi,
	id: string,
	body: Parameters<typeof linkUserIdentity>[1],
): Promise<IDataObject[]> {
	return await api.request(linkUserIdentity(id, body)).catch(async (caught: unknown) => {
		if (!(caught instanceof NodeApiError) || caught.httpCode !== '409') throw caught;
		const identities = await identitiesNow(api, id);
		if (identities.some((identity) => userIdOf(identity) === userIdOf(body))) return identities;
		throw caught;
	});
}

/** @returns an empty list where the application may not read them */
async function identitiesNow(
	api: ManagementApi,
	id: string,
): Promise<Array<IDataObject & IdentityReference>> {
	const read = api.request(getUserIdentities(id));
	return await read.then(({ identities }) => identities ?? []).catch(() => []);
}
