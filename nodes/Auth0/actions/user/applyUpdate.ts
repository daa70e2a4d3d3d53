import type { IDataObject } from 'n8n-workflow';

import { updateUser } from '../../api/users';
import { checkUpdate } from '../../fields/user/checks';
import type { Change } from '../../fields/user/updateFields';
import type { ManagementApi } from '../../transport/managementApi';
import { resolveMetadata } from './metadataMerge';

/**
 * Changes one user, with the metadata merged as the person chose.
 *
 * @throws InputError when Auth0 refuses such a change for users of this kind
 */
export async function applyUpdate(
	api: ManagementApi,
	id: string,
	{ body, mode, isJson, headers }: Change,
): Promise<IDataObject> {
	checkUpdate(body, id);
	const metadata = await resolveMetadata(api, id, body, mode);
	const request = { ...updateUser(id, { ...body, ...metadata }), headers };
	return await api.request(isJson ? { ...request, bodyField: 'Body' } : request);
}
