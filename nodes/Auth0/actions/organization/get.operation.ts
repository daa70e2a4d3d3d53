import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';
import { findOrganization } from './organizations';

/** Retrieves one organization. */
export const get: Operation<OrganizationReference> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get organization',
		description: 'Retrieve an organization by ID or name',
	},
	permissions: { needs: ['read:organizations'] },
	fields: [oneOrganizationField, optionsField()],
	read: readOrganizationReference,
	execute: async (organization, { management }) => await findOrganization(management, organization),
};
