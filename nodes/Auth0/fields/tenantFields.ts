import { CLIENT_ID_EXAMPLE } from '../api/examples';
import { locatorField } from './locators';
import type { Parameters } from './parameters';

/** The field of an application, with what it is for. */
export const applicationFieldFor = (description: string) =>
	locatorField({
		displayName: 'Application',
		name: 'application',
		one: 'an application',
		description,
		searchListMethod: 'searchApplications',
		modes: { id: ['By Client ID', `e.g. ${CLIENT_ID_EXAMPLE}`] },
	});

/** The field of the application that a message is from. */
export const applicationField = applicationFieldFor(
	'Application whose name and branding the message uses.',
);

/** The Client ID of the application under Options; '' when it was not added. */
export const readApplication = (parameters: Parameters): string =>
	parameters.locatorOption(applicationField.name);
