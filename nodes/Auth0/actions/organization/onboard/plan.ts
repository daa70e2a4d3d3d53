import { getOrganizationByName } from '../../../api/organizations';
import type { Onboarding } from '../../../fields/organization/onboarding';
import type { ManagementApi } from '../../../transport/managementApi';
import { planConnections, type ConnectionPlan } from './connectionsPart';
import { planInvitations, type InvitationPlan } from './invitationsPart';
import { planMembers, type MembersPlan } from './membersPart';
import { planOrganization, type OrganizationPlan } from './organizationPart';
import { requireProfile } from './ssoPart';

/** All that an onboarding has to do, part by part. */
export interface Plan {
	organization: OrganizationPlan;
	connections: ConnectionPlan[];
	members: MembersPlan;
	invitations: InvitationPlan[];
}

/**
 * Compares what there is with what there should be, and checks all that can be checked; nothing is changed.
 *
 * @param mustExist whether the organization is known to be there
 * @throws InputError for what does not exist, and for what Auth0 does not allow
 */
export async function planOnboarding(
	api: ManagementApi,
	{ properties, members: wanted, inviting, sso }: Onboarding,
	mustExist = false,
): Promise<Plan> {
	const byName = getOrganizationByName(properties.name);
	const found = mustExist ? await api.request(byName) : await api.find(byName);
	const organization = planOrganization(found, properties);
	const connections = await planConnections(api, properties.connections, found?.id);
	const members = await planMembers(api, wanted, inviting, found?.id);
	const invitations = await planInvitations(api, members.others, inviting, found?.id);
	if (sso) await requireProfile(api, sso.profileId);
	return { organization, connections, members, invitations };
}
