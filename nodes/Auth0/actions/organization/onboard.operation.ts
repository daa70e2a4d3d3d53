import type { IDataObject } from 'n8n-workflow';

import { getOrganizationByName } from '../../api/organizations';
import { createSsoTicket } from '../../api/selfServiceProfiles';
import {
	onboardingFields,
	readOnboarding,
	type Onboarding,
	type WantedSso,
} from '../../fields/organization/onboarding';
import { optionsField } from '../../fields/requestOptions';
import type { ManagementApi } from '../../transport/managementApi';
import { TO_NAME_CONNECTION } from '../job/connections';
import type { Operation } from '../operation';
import { Progress } from '../progress';
import { connectionsOf } from './connections';
import { ensureConnections } from './onboard/connectionsPart';
import { ensureMembers, findMembers } from './onboard/membersPart';
import { ensureOrganization } from './onboard/organizationPart';
import { newOrganizationKey } from './organizations';

const AGAIN =
	'You can run this item again: it only does what is missing, and invites nobody twice.';

/** Sets up an organization as a whole: what it has already stays, and what differs is changed. */
export const onboard: Operation<Onboarding> = {
	option: {
		name: 'Onboard',
		value: 'onboard',
		action: 'Onboard organization',
		description: 'Create or complete an organization with connections and members',
	},
	permissions: {
		needs: ['read:organizations', 'create:organizations'],
		also: [
			{ to: 'change an organization that exists', needs: ['update:organizations'] },
			{ to: 'enable connections', needs: ['create:organization_connections'] },
			{
				to: 'enable connections for an organization that exists',
				needs: ['read:organization_connections', 'update:organization_connections'],
			},
			TO_NAME_CONNECTION,
			{
				to: 'add members',
				needs: ['read:organization_members', 'create:organization_members'],
			},
			{ to: 'find members by email, and check user IDs', needs: ['read:users'] },
			{
				to: 'give members roles',
				needs: ['read:roles', 'read:organization_member_roles', 'create:organization_member_roles'],
			},
			{
				to: 'invite people',
				needs: ['read:organization_invitations', 'create:organization_invitations'],
			},
			{ to: 'create SSO setup links', needs: ['create:sso_access_tickets'] },
		],
	},
	fields: [...onboardingFields, optionsField()],
	read: readOnboarding,
	key: ({ properties: { name } }) => [newOrganizationKey(name)],
	async execute({ properties, members, inviting, sso }, { management }) {
		const connections = await connectionsOf(management, properties.connections);
		const found = await management.find(getOrganizationByName(properties.name));
		const known = await findMembers(management, members, inviting, found?.id);
		const progress = new Progress(AGAIN);
		try {
			const part = await ensureOrganization(management, found, properties, connections, progress);
			const { organization, outcome, changed } = part;
			const { id } = organization;
			const isNew = outcome === 'created';
			return {
				id,
				name: organization.name,
				display_name: organization.display_name ?? undefined,
				outcome,
				...(changed.length > 0 && { changed }),
				connections: await ensureConnections(management, id, connections, isNew, progress),
				members: await ensureMembers(management, id, known, inviting, isNew, progress),
				...(sso && (await ensureSso(management, id, sso))),
			};
		} catch (caught) {
			throw progress.explain(caught);
		}
	},
};

/** A link to set up single sign-on, unless there is a connection of its name already. */
async function ensureSso(
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
