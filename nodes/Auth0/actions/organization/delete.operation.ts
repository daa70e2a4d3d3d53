import { deleteOrganization } from '../../api/organizationChanges';
import { getOrganization, type Organization } from '../../api/organizations';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import type { Operation } from '../operation';
import { changedOrganizationId, organizationKey } from './organizations';

/** The organization; undefined where the application may not read it. @throws when there is none */
const look = async (api: ManagementApi, id: string): Promise<Organization | undefined> =>
	await api.request(getOrganization(id)).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return undefined;
	});

/**
 * Looks for the organization, then deletes it. Auth0 refuses a second deletion: one whose answer was lost is
 * done, where the organization was there before.
 */
export const deleteOperation: Operation<OrganizationReference> = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete organization',
		description: 'Permanently delete an organization, but not its members',
	},
	permissions: {
		needs: ['delete:organizations'],
		also: [
			{ to: 'choose the organization by name, and return the name', needs: ['read:organizations'] },
		],
	},
	fields: [oneOrganizationField, optionsField()],
	read: readOrganizationReference,
	key: async (organization, { management }) => [
		organizationKey(await changedOrganizationId(organization, management)),
	],
	async execute(organization, { management }) {
		const id = await changedOrganizationId(organization, management);
		const found = await look(management, id);
		const request = deleteOrganization(id);
		await (found ? management.find(request) : management.request(request));
		return { id, ...(found && { name: found.name }), deleted: true };
	},
};
