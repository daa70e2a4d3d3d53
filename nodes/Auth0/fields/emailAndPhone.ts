import { EMAIL_EXAMPLE, PHONE_NUMBER_EXAMPLE } from '../api/examples';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { MAX_QUOTED, shorten } from '../transport/shorten';
import { readIdentifier } from './identifier';
import type { Parameters } from './parameters';
import { textField } from './textField';

/**
 * An email address as Auth0 takes it in every connection.
 *
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * Whether text is an email address by the strict rules that Auth0 has for invitations.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/post-invitations
 */
export const isEmailAddress = (text: string) => {
	const [name = '', domain = '', ...others] = text.split('@');
	return (
		others.length === 0 &&
		/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(name) &&
		/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(domain) &&
		!/(?:^|\.)-|-(?:\.|$)/.test(domain)
	);
};

/** A phone number as Auth0 takes it in every connection. */
export const PHONE_NUMBER = /^\+[0-9]{1,15}$/;

/** The field of an email address. */
export const emailField = textField('Email', 'email', EMAIL_EXAMPLE, 'Email address of the user');

/** The field of a phone number. */
export const phoneNumberField = textField(
	'Phone Number',
	'phoneNumber',
	PHONE_NUMBER_EXAMPLE,
	'Phone number with a plus sign and the country code, digits only (E.164)',
);

const ENTER_EMAIL = `Enter one such as ${EMAIL_EXAMPLE}.`;
const ENTER_PHONE_NUMBER = `Enter a plus sign, the country code and the number, digits only, such as ${PHONE_NUMBER_EXAMPLE}.`;

/** @throws InputError for what is no email address */
export function checkEmail(email: string): void {
	if (EMAIL.test(email)) return;
	throw new InputError(`“${email}” in 'Email' is not an email address.`, ENTER_EMAIL);
}

/** @throws InputError for what is no phone number in the international format */
export function checkPhoneNumber(phoneNumber: string): void {
	if (PHONE_NUMBER.test(phoneNumber)) return;
	throw new InputError(
		`“${phoneNumber}” in 'Phone Number' is not in international format.`,
		ENTER_PHONE_NUMBER,
	);
}

/** @throws InputError when the field Email holds no email address */
export function readEmail(parameters: Parameters): string {
	const email = readIdentifier('Email', parameters.text(emailField.name));
	if (email === '') throw new InputError("'Email' is empty.", `${ENTER_EMAIL} ${CHECK_EXPRESSION}`);
	checkEmail(email);
	return email;
}

/** @throws InputError as `readEmail` does, and for an address to which Auth0 sends no invitation */
export function readInvitedEmail(parameters: Parameters): string {
	const email = readEmail(parameters);
	if (isEmailAddress(email)) return email;
	throw new InputError(
		`“${shorten(email, MAX_QUOTED)}” in 'Email' is not an email address that Auth0 can invite.`,
		ENTER_EMAIL,
	);
}

/** @throws InputError when the field Phone Number holds none in the international format */
export function readPhoneNumber(parameters: Parameters): string {
	const phoneNumber = readIdentifier('Phone Number', parameters.text(phoneNumberField.name));
	if (phoneNumber === '') {
		throw new InputError("'Phone Number' is empty.", `${ENTER_PHONE_NUMBER} ${CHECK_EXPRESSION}`);
	}
	checkPhoneNumber(phoneNumber);
	return phoneNumber;
}
