import {
	brandingOf,
	createOrganization,
	metadataOf,
	updateOrganization,
	type Branding,
	type OrganizationChange,
} from '../../../api/organizationChanges';
import type { Organization } from '../../../api/organizations';
import { wholeBranding } from '../../../fields/organization/branding';
import { mergedMetadata } from '../../../fields/organization/metadata';
import type { NewProperties } from '../../../fields/organization/properties';
import { isInDoubt, type ManagementApi } from '../../../transport/managementApi';
import { asNew } from '../connections';
import type { ConnectionPlan } from './connectionsPart';
import { inOnboarding } from './inOnboarding';
import type { Progress } from '../../progress';

/** What an onboarding does to the organization itself. */
export interface OrganizationPlan {
	/** The organization as it is; undefined for one that is to be created. */
	found?: Organization;
	/** What differs, and what to send to change it. */
	body: OrganizationChange;
	/** The properties that differ, such as `metadata.plan`. */
	changed: string[];
}

/**
 * Compares an organization with what it should have. Metadata that is not given stays.
 *
 * @param found the organization of this name
 * @throws InputError for one color alone, and for more metadata than Auth0 stores
 */
export const planOrganization = (
	found: Organization | undefined,
	properties: NewProperties,
): OrganizationPlan =>
	found ? { found, ...changeOf(found, properties) } : { body: {}, changed: [] };

/**
 * Creates an organization with its connections.
 *
 * @returns undefined where there is one of this name, which was created in the meantime, or by a request
 * whose answer was lost
 */
export async function createIt(
	api: ManagementApi,
	{ name, displayName, branding, metadata }: NewProperties,
	connections: ConnectionPlan[],
): Promise<Organization | undefined> {
	const request = createOrganization({
		name,
		...(displayName !== '' && { display_name: displayName }),
		...(branding && { branding: wholeBranding(branding) }),
		...(metadata && { metadata }),
		...(connections.length > 0 && {
			enabled_connections: connections.map(({ wanted }) => asNew(wanted)),
		}),
	});
	const rules = request.errors?.filter(({ status }) => status !== 409);
	return await api.createNew({ ...request, errors: rules }).catch((caught: unknown) => {
		if (!isInDoubt(caught)) throw caught;
		return undefined;
	});
}

/** Changes what differs in an organization. @returns the organization as it is then */
export async function updateIt(
	api: ManagementApi,
	found: Organization,
	{ body, changed }: OrganizationPlan,
	progress: Progress,
): Promise<Organization> {
	if (changed.length === 0) return found;
	const organization = await api.request(inOnboarding(updateOrganization(found.id, body)));
	progress.add(`organization “${found.name}” updated`);
	return organization;
}

/** What differs between an organization and what it should have, and what to send to change it. */
function changeOf(
	found: Organization,
	{ displayName, branding, metadata }: NewProperties,
): { body: OrganizationChange; changed: string[] } {
	const hasTitle = displayName === '' || displayName === found.display_name;
	const current = brandingOf(found);
	const wanted = branding ? wholeBranding(branding, current) : current;
	const ofBranding = brandingDifferences(current, wanted);
	const has = metadataOf(found);
	const ofMetadata = Object.entries(metadata ?? {}).filter(([name, value]) => has[name] !== value);
	return {
		body: {
			...(!hasTitle && { display_name: displayName }),
			...(ofBranding.length > 0 && { branding: wanted }),
			...(ofMetadata.length > 0 && { metadata: mergedMetadata(has, metadata ?? {}) }),
		},
		changed: [
			...(hasTitle ? [] : ['display_name']),
			...ofBranding,
			...ofMetadata.map(([name]) => `metadata.${name}`),
		],
	};
}

function brandingDifferences(has: Branding, wanted: Branding): string[] {
	const isSame = (one = '', other = '') => one.toLowerCase() === other.toLowerCase();
	return [
		...(has.logo_url === wanted.logo_url ? [] : ['branding.logo_url']),
		...(isSame(has.colors?.primary, wanted.colors?.primary) ? [] : ['branding.colors.primary']),
		...(isSame(has.colors?.page_background, wanted.colors?.page_background)
			? []
			: ['branding.colors.page_background']),
	];
}
