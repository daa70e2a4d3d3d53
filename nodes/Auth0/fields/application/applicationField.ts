import { CLIENT_ID_EXAMPLE } from '../../api/examples';
import { CHOOSE_FROM_LIST } from '../../transport/advice';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { locatorField, type Locator } from '../locators';
import type { Parameters } from '../parameters';
import type { Reference } from '../reference';

/** An application, as a field of the panel. */
export const APPLICATION = {
	displayName: 'Application',
	name: 'application',
	one: 'an application',
	description: 'Select from the list, or enter the Client ID or name.',
	alsoRequire: 'names',
	searchListMethod: 'searchApplications',
	modes: {
		id: ['By Client ID', `e.g. ${CLIENT_ID_EXAMPLE}`],
		name: ['By Name', 'e.g. Customer Portal'],
	},
} satisfies Locator;

/** The application that an operation is about. */
export const oneApplicationField = { ...locatorField(APPLICATION), required: true };

/** @throws InputError when the field names no application */
export function readOneApplication(parameters: Parameters): Reference {
	const application = parameters.reference(oneApplicationField.name);
	if (application.value !== '') return application;
	throw new InputError("'Application' is empty.", `${CHOOSE_FROM_LIST} ${CHECK_EXPRESSION}`);
}
