import {
	brandingOf,
	metadataOf,
	updateOrganization,
	type OrganizationChange,
} from '../../api/organizationChanges';
import { getOrganization, type Organization } from '../../api/organizations';
import { wholeBranding, type GivenBranding } from '../../fields/organization/branding';
import { mergedMetadata } from '../../fields/organization/metadata';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import {
	metadataModeField,
	organizationUpdateField,
	readOrganizationUpdate,
	type GivenChange,
} from '../../fields/organization/properties';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';
import { changedOrganizationId, organizationKey } from './organizations';

interface Input {
	organization: OrganizationReference;
	change: GivenChange;
}

/**
 * Changes an organization. As Auth0 puts branding and metadata in the place of all that is there, what is
 * there is read first, so that nothing is lost which was not given.
 */
export const update: Operation<Input> = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update organization',
		description: 'Change the names, branding or metadata of an organization',
	},
	permissions: {
		needs: ['update:organizations'],
		also: [
			{
				to: 'choose the organization by name, and keep branding and metadata that you don’t set',
				needs: ['read:organizations'],
			},
		],
	},
	fields: [oneOrganizationField, organizationUpdateField, optionsField(metadataModeField)],
	read: (item) => ({
		organization: readOrganizationReference(item),
		change: readOrganizationUpdate(item),
	}),
	key: async ({ organization }, { management }) => [
		organizationKey(await changedOrganizationId(organization, management)),
	],
	async execute({ organization, change }, { management }) {
		const id = await changedOrganizationId(organization, management);
		const current = needsCurrent(change)
			? await management.request(getOrganization(id))
			: undefined;
		return await management.request(updateOrganization(id, bodyOf(change, current)));
	},
};

const needsCurrent = ({ branding, metadata, replacesMetadata }: GivenChange) =>
	(branding !== undefined && !isWhole(branding)) || (metadata !== undefined && !replacesMetadata);

const isWhole = ({ logo_url: logo, colors }: GivenBranding) =>
	logo !== undefined && colors?.primary !== undefined && colors.page_background !== undefined;

/**
 * What to send so that the organization has what is given, and keeps the rest.
 *
 * @throws InputError for one color alone, and for more metadata than Auth0 stores
 */
export const bodyOf = (
	{ texts, branding, metadata, replacesMetadata }: GivenChange,
	current?: Organization,
): OrganizationChange => ({
	...texts,
	...(branding && { branding: wholeBranding(branding, current && brandingOf(current)) }),
	...(metadata && {
		metadata: replacesMetadata
			? metadata
			: mergedMetadata(current ? metadataOf(current) : {}, metadata),
	}),
});
