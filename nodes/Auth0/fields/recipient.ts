import { readIdentifier } from './identifier';
import type { Parameters } from './parameters';
import { InputError } from '../transport/inputError';

/** @throws InputError when the field Email holds no email address */
export function readEmail(parameters: Parameters): string {
	const email = readIdentifier('Email', parameters.text('email'));
	if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
	throw new InputError(
		email === '' ? 'Email is empty.' : `Email: “${email}” is not an email address.`,
		'Enter one such as jane.doe@example.com. If it is an expression, check that this item has the value.',
	);
}

/** @throws InputError when the field Phone Number holds none in the international format */
export function readPhoneNumber(parameters: Parameters): string {
	const phoneNumber = readIdentifier('Phone Number', parameters.text('phoneNumber'));
	if (/^\+[0-9]{1,15}$/.test(phoneNumber)) return phoneNumber;
	throw new InputError(
		phoneNumber === ''
			? 'Phone Number is empty.'
			: `Phone Number: “${phoneNumber}” is not in the international format.`,
		'Enter a plus sign, the country code and the number, digits only, such as +15551234567.',
	);
}
