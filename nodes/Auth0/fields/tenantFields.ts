import { locatorField } from './locators';

export const applicationField = locatorField({
	displayName: 'Application',
	name: 'application',
	one: 'an application',
	description:
		'The application in whose name Auth0 addresses the user. The list needs the permission read:clients; without it, choose By Client ID.',
	searchListMethod: 'searchApplications',
	modes: { id: ['By Client ID', 'e.g. 8Tq2vYxJ0hLr5cNzKd3mWb7sGfPaUe1i'] },
});

export const organizationField = locatorField({
	displayName: 'Organization',
	name: 'organization',
	one: 'an organization',
	description:
		'The organization of the user whose branding is used. The list needs the permission read:organizations; without it, choose By ID.',
	searchListMethod: 'searchOrganizations',
	modes: { id: ['By ID', 'e.g. org_2eondWoxcMIpaLQc'] },
});
