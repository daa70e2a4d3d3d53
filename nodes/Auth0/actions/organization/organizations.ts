import { getOrganization, getOrganizationByName, type Organization } from '../../api/organizations';
import type { OrganizationReference } from '../../fields/organization/organizationField';
import type { ManagementApi } from '../../transport/managementApi';
import { perExecution } from '../perExecution';
import { perInput } from '../perInput';
import type { FurtherPermissions } from '../permissions';

/** What it takes to know an organization by its name. */
export const TO_NAME_ORGANIZATION: FurtherPermissions = {
	to: 'choose the organization by name',
	needs: ['read:organizations'],
};

/**
 * The organization that the person named, as it is now.
 *
 * @throws NodeApiError for one that does not exist
 */
export const findOrganization = async (
	api: ManagementApi,
	{ id, name }: OrganizationReference,
): Promise<Organization> =>
	await api.request(id === undefined ? getOrganizationByName(name) : getOrganization(id));

/**
 * The ID of the organization that the person named; a name is looked up once an execution.
 *
 * @throws NodeApiError for a name that no organization has
 */
export const organizationIdOf = async (
	api: ManagementApi,
	{ id, name }: OrganizationReference,
): Promise<string> => id ?? (await idOfName(api, name));

/**
 * What a request says of the organization that the person chose.
 *
 * @param organization undefined for none
 * @throws NodeApiError for a name that no organization has
 */
export const ofOrganization = async (
	api: ManagementApi,
	organization: OrganizationReference | undefined,
): Promise<{ organization_id?: string }> =>
	organization ? { organization_id: await organizationIdOf(api, organization) } : {};

/** As `organizationIdOf`, for an item that changes the organization: looked up once, to keep the order and to change. */
export const changedOrganizationId = perInput(
	async (organization: OrganizationReference, api: ManagementApi) =>
		await organizationIdOf(api, organization),
);

/** What an item writes to that changes an organization. */
export const organizationKey = (id: string) => `organization ${id}`;

/** What an item writes to that creates an organization. */
export const newOrganizationKey = (name: string) => `organization named ${name}`;

const idOfName = perExecution(
	async (api, name) => (await api.request(getOrganizationByName(name))).id,
);
