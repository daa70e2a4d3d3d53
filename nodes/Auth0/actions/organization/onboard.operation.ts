import type { IDataObject } from 'n8n-workflow';

import {
	dryRunOption,
	onboardingFields,
	readOnboarding,
	type Onboarding,
} from '../../fields/organization/onboarding';
import { optionsField } from '../../fields/requestOptions';
import type { ManagementApi } from '../../transport/managementApi';
import { TO_NAME_CONNECTION } from '../job/connections';
import type { Operation } from '../operation';
import { Progress } from '../progress';
import { ensureConnections } from './onboard/connectionsPart';
import { ensureInvitations } from './onboard/invitationsPart';
import { ensureMembers } from './onboard/membersPart';
import { createIt, updateIt } from './onboard/organizationPart';
import { doneOutput, plannedOutput } from './onboard/output';
import { planOnboarding, type Plan } from './onboard/plan';
import { ensureSso } from './onboard/ssoPart';
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
			{
				to: 'check connections, the application and the self-service profile beforehand',
				needs: ['read:connections', 'read:clients', 'read:self_service_profiles'],
			},
		],
	},
	fields: [...onboardingFields, optionsField(dryRunOption)],
	read: readOnboarding,
	key: ({ properties: { name } }) => [newOrganizationKey(name)],
	async execute(wanted, { management }) {
		const plan = await planOnboarding(management, wanted);
		if (wanted.isDryRun) return plannedOutput(wanted, plan);
		const progress = new Progress(AGAIN);
		try {
			return await carryOut(management, wanted, plan, progress);
		} catch (caught) {
			throw progress.explain(caught);
		}
	},
};

/** Does what is planned, the organization first; the link comes last, as each run makes another one. */
async function carryOut(
	api: ManagementApi,
	wanted: Onboarding,
	plan: Plan,
	progress: Progress,
): Promise<IDataObject> {
	const { properties, inviting, sso } = wanted;
	const { organization, connections, members, invitations } = plan;
	const { found } = organization;
	const present = found ?? (await createIt(api, properties, connections));
	if (!present) {
		// There is one that was created in the meantime, or the answer of its creation was lost.
		return await carryOut(api, wanted, await planOnboarding(api, wanted, true), progress);
	}
	if (!found) progress.add(`organization “${properties.name}” created`);
	const { id } = present;
	const now = await updateIt(api, present, organization, progress);
	if (found) await ensureConnections(api, id, connections, progress);
	await ensureMembers(api, id, members, progress);
	const sent = inviting ? await ensureInvitations(api, id, invitations, inviting, progress) : [];
	return { ...doneOutput(now, plan, sent), ...(sso && (await ensureSso(api, id, sso))) };
}
