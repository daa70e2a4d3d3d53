import {
	brandingOf,
	createOrganization,
	metadataOf,
	updateOrganization,
	type Branding,
	type ConnectionForOrganization,
	type OrganizationChange,
} from '../../../api/organizationChanges';
import { getOrganizationByName, type Organization } from '../../../api/organizations';
import { wholeBranding } from '../../../fields/organization/branding';
import { mergedMetadata } from '../../../fields/organization/metadata';
import type { NewProperties } from '../../../fields/organization/properties';
import { isInDoubt, type ManagementApi } from '../../../transport/managementApi';
import { asNew } from '../connections';
import type { Progress } from '../../progress';

/** What became of an organization. */
export interface OrganizationPart {
	organization: Organization;
	outcome: 'created' | 'updated' | 'unchanged';
	/** The properties that an update changed, such as `metadata.plan`. */
	changed: string[];
}

/**
 * Creates an organization that is not there with its connections, and changes what differs in one that is.
 * Metadata that is not given stays.
 *
 * @param found the organization of this name
 * @throws InputError for one color alone, and for more metadata than Auth0 stores
 */
export async function ensureOrganization(
	api: ManagementApi,
	found: Organization | undefined,
	properties: NewProperties,
	connections: ConnectionForOrganization[],
	progress: Progress,
): Promise<OrganizationPart> {
	if (found) return await updated(api, found, properties, progress);
	const created = await create(api, properties, connections);
	if (!created) {
		// It was created in the meantime, or the answer of its creation was lost.
		const other = await api.request(getOrganizationByName(properties.name));
		return await updated(api, other, properties, progress);
	}
	progress.add(`organization “${properties.name}” created`);
	return { organization: created, outcome: 'created', changed: [] };
}

async function create(
	api: ManagementApi,
	{ name, displayName, branding, metadata }: NewProperties,
	connections: ConnectionForOrganization[],
): Promise<Organization | undefined> {
	const request = createOrganization({
		name,
		...(displayName !== '' && { display_name: displayName }),
		...(branding && { branding: wholeBranding(branding) }),
		...(metadata && { metadata }),
		...(connections.length > 0 && { enabled_connections: connections.map(asNew) }),
	});
	const rules = request.errors?.filter(({ status }) => status !== 409);
	return await api.createNew({ ...request, errors: rules }).catch((caught: unknown) => {
		if (!isInDoubt(caught)) throw caught;
		return undefined;
	});
}

async function updated(
	api: ManagementApi,
	found: Organization,
	properties: NewProperties,
	progress: Progress,
): Promise<OrganizationPart> {
	const { body, changed } = changeOf(found, properties);
	if (changed.length === 0) return { organization: found, outcome: 'unchanged', changed };
	const organization = await api.request(updateOrganization(found.id, body));
	progress.add(`organization “${found.name}” updated`);
	return { organization, outcome: 'updated', changed };
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
