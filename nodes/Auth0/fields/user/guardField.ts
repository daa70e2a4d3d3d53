import type { INodeProperties } from 'n8n-workflow';

import { EMAIL_EXAMPLE } from '../../api/examples';
import { InputError } from '../../transport/inputError';
import { EMAIL } from '../emailAndPhone';
import { readIdentifier } from '../identifier';
import { requires } from '../listPermissions';
import { named } from '../named';
import type { Parameters } from '../parameters';

/**
 * The email address that a user must have to be changed: only for tools, as a model can pick a wrong ID, and
 * as whoever reviews its call sees who is meant.
 */
export const guardField: INodeProperties = {
	displayName: 'Only If Email Is',
	name: 'onlyIfEmailIs',
	type: 'string',
	default: '',
	placeholder: `e.g. ${EMAIL_EXAMPLE}`,
	displayOptions: { show: { '@tool': [true] } },
	description: `Only continue if the user has this email address. Let the model fill it in, so a wrong user ID does no harm and reviewers see who is affected. This ${requires('searchUsers')}.`,
};

/**
 * @returns the email address that the user must have; undefined when it does not matter
 * @throws InputError for what is no email address
 */
export function readGuard(parameters: Parameters): string | undefined {
	const email = readIdentifier(guardField.displayName, parameters.text(guardField.name));
	if (email === '') return undefined;
	if (EMAIL.test(email)) return email;
	throw new InputError(
		`“${email}” in ${named(guardField.displayName)} is not an email address.`,
		`Enter one such as ${EMAIL_EXAMPLE}, or leave the field empty.`,
	);
}
