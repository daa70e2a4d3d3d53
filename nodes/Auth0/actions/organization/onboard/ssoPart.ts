import type { IDataObject } from 'n8n-workflow';

import { createSsoTicket, getSelfServiceProfile } from '../../../api/selfServiceProfiles';
import type { WantedSso } from '../../../fields/organization/onboarding';
import { isMissingPermission, type ManagementApi } from '../../../transport/managementApi';
import { perExecution } from '../../perExecution';

/**
 * Refuses a self-service profile that does not exist, which is looked for once an execution; where the
 * application may not read it, Auth0 tells.
 *
 * @throws NodeApiError for one that does not exist
 */
export const requireProfile = perExecution(async (api, profileId): Promise<void> => {
	await api.request(getSelfServiceProfile(profileId)).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
	});
});

/** A link to set up single sign-on, unless there is a connection of its name already. */
export async function ensureSso(
	api: ManagementApi,
	organizationId: string,
	{ profileId, connectionName }: WantedSso,
): Promise<IDataObject> {
	const created = await api.createNew(
		createSsoTicket(profileId, {
			connection_config: { name: connectionName },
			enabled_organizations: [{ organization_id: organizationId }],
		}),
	);
	return created ? { sso: 'link_created', ticket: created.ticket } : { sso: 'connection_exists' };
}
