import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import type { ClientName } from '../tenant/clients';
import { execute, type NodeSettings } from './engine';
import { byId, byName } from './locators';
import { ACME } from './organizations';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/** Where invitations to the organization are. */
export const PATH = `/api/v2/organizations/${ACME}/invitations`;

/** The ID of an application with a login URI. */
export const PORTAL = 'App00000000000000000000000000001';

/** The parameters that invite Joe. */
export const JOE = {
	organization: byName('acme'),
	email: 'joe@example.com',
	inviterName: 'Jane Doe',
	application: byId(PORTAL),
};

/**
 * What invites people to an organization of a tenant.
 *
 * @returns functions to call inside a test
 */
export function useInvitations(tenant: () => Tenant) {
	const run = async (
		operation: string,
		parameters: INodeParameters = {},
		rows: IDataObject[] = [{}],
		settings: NodeSettings = {},
		client: ClientName = 'full',
	) =>
		await execute(
			credentialFor(tenant(), client),
			{ operation: `organizationInvitation:${operation}`, organization: byId(ACME), ...parameters },
			rows,
			settings,
		);
	const invitations = () => tenant().catalogue.invitations;
	return {
		run,
		/** The outputs of a run, which may not fail. */
		async outputsOf(...given: Parameters<typeof run>) {
			const { items, error } = await run(...given);
			expect(error).toBeUndefined();
			return items.map(({ json }) => json);
		},
		/** What a run says that fails. */
		async errorOf(...given: Parameters<typeof run>) {
			const { error } = await run(...given);
			return { message: error?.message, description: error?.description };
		},
		/** The requests that wanted to change something. */
		changes: () => tenant().requests.filter(isChange),
		invitations,
		/** Who was sent an email, of which kind. */
		emails: () => tenant().emails.map(({ to, kind }) => [to, kind]),
		/** Has people invited already, the last most recently. */
		seed(...names: string[]) {
			for (const [index, name] of names.entries()) {
				invitations().push({
					id: `uinv_${name}`,
					organization_id: ACME,
					inviter: { name: 'Jane Doe' },
					invitee: { email: `${name}@example.com` },
					client_id: PORTAL,
					invitation_url: `https://login.example.com/login?invitation=secret-of-${name}`,
					ticket_id: `ticket-of-${name}`,
					created_at: new Date(1_700_000_000_000 + index * 1000).toISOString(),
					expires_at: '2100-01-01T00:00:00.000Z',
				});
			}
		},
	};
}
