import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../transport/inputError';
import { normaliseHost } from '../transport/tenant';
import { readIdentifier } from './identifier';
import type { Parameters } from './parameters';

/** The brand in whose name Auth0 writes to a user, of a tenant that has several. */
export const customDomainField: INodeProperties = {
	displayName: 'Custom Domain',
	name: 'customDomain',
	type: 'string',
	default: '',
	placeholder: 'e.g. login.example.com',
	description:
		'Custom domain whose links and branding Auth0 uses, for a tenant with several custom domains',
};

/** The language of what Auth0 sends. */
export const emailLanguageField: INodeProperties = {
	displayName: 'Email Language',
	name: 'emailLanguage',
	type: 'string',
	default: '',
	placeholder: 'e.g. pt-BR',
	description:
		'Language of the message, as a tag such as fr or pt-BR. Auth0’s email template receives it as request_language.',
};

/** The headers of a request. */
export type Headers = Record<string, string>;

/**
 * The header that names the custom domain, which Auth0 takes where it mails somebody or makes a link.
 *
 * @see https://auth0.com/docs/api/management/v2/tickets/post-password-change
 *
 * @throws InputError when the option is no host name
 */
export function customDomainHeaders(parameters: Parameters): Headers {
	const given = parameters.textOption('customDomain');
	if (given === '') return {};
	const host = normaliseHost(readIdentifier('Custom Domain', given), (reason) => refusal(reason));
	if (host.includes(':')) throw refusal('has a port');
	return { 'auth0-custom-domain': host };
}

const refusal = (reason: string) =>
	new InputError(
		`'Custom Domain' ${reason}.`,
		'Enter only the host name, such as login.example.com. Auth0 Dashboard lists it under Branding → Custom Domains.',
	);

/**
 * What names the language. Source:
 * https://auth0.com/docs/authenticate/passwordless/authentication-methods/email-otp
 *
 * @throws InputError when the option is no tag of a language
 */
export function emailLanguageHeaders(parameters: Parameters): Headers {
	const language = parameters.textOption('emailLanguage');
	if (language === '') return {};
	if (/^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(language)) return { 'x-request-language': language };
	throw new InputError(
		`“${language.slice(0, 50)}” in 'Email Language' is not a language tag.`,
		'Enter one such as fr or pt-BR.',
	);
}
