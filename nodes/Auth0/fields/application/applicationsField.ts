import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { locatorField, locatorsField, readLocators, type Named } from '../locators';
import type { Parameters } from '../parameters';
import { APPLICATION } from './applicationField';

/** One application in a list of them. */
const applicationField = locatorField({
	...APPLICATION,
	more: 'An expression can return several applications as a list.',
});

/** Applications of the tenant. */
export const applicationsField = (description: string) =>
	locatorsField('Applications', 'applications', description, applicationField);

/** The applications that the person named. @throws InputError when the field names none */
export function requireApplications(parameters: Parameters): Named[] {
	const applications = readLocators(parameters, 'applications', applicationField.name);
	if (applications.length > 0) return applications;
	throw new InputError("'Applications' is empty.", `Add an application. ${CHECK_EXPRESSION}`);
}
