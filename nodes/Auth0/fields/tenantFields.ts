import { CLIENT_ID_EXAMPLE, ORGANIZATION_ID_EXAMPLE } from '../api/examples';
import { locatorField } from './locators';
import type { Parameters } from './parameters';

/** The field of an application. */
export const applicationField = locatorField({
	displayName: 'Application',
	name: 'application',
	one: 'an application',
	description:
		'Application whose name and branding the message uses. The list requires the read:clients permission; without it, choose By Client ID.',
	searchListMethod: 'searchApplications',
	modes: { id: ['By Client ID', `e.g. ${CLIENT_ID_EXAMPLE}`] },
});

/** The Client ID of the application under Options; '' when it was not added. */
export const readApplication = (parameters: Parameters): string =>
	parameters.locatorOption(applicationField.name);

/** The field of an organization. */
export const organizationField = locatorField({
	displayName: 'Organization',
	name: 'organization',
	one: 'an organization',
	description:
		'Organization of the user whose branding the message uses. The list requires the read:organizations permission; without it, choose By ID.',
	searchListMethod: 'searchOrganizations',
	modes: { id: ['By ID', `e.g. ${ORGANIZATION_ID_EXAMPLE}`] },
});

/** The ID of the organization under Options; '' when it was not added. */
export const readOrganization = (parameters: Parameters): string =>
	parameters.locatorOption(organizationField.name);
