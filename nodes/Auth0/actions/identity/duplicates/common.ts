import type { IDataObject } from 'n8n-workflow';

import type { Sameness } from '../../../fields/user/sameness';
import { isRecord } from '../../../transport/answers';

/** What of a user it takes to see what it has in common with others. */
export const fieldsOf = (sameness: Sameness): string[] => {
	if (sameness.by === 'email') return ['email', 'email_verified'];
	return sameness.by === 'phone' ? ['phone_number', 'phone_verified'] : [sameness.of];
};

/**
 * What a user has in common with other accounts of the same person. An address that is not verified can be
 * anybody's: whoever enters that of somebody else must not get into the account.
 *
 * @returns undefined when there is nothing, or when it is not verified
 */
export function commonOf(user: IDataObject, sameness: Sameness): string | undefined {
	if (sameness.by === 'email') {
		return user.email_verified === true ? canonical(user.email) : undefined;
	}
	if (sameness.by === 'phone') {
		return user.phone_verified === true ? canonical(user.phone_number) : undefined;
	}
	let value: unknown = user[sameness.of];
	for (const name of sameness.path) {
		value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return textOf(value);
}

const canonical = (value: unknown) =>
	typeof value === 'string' && value !== '' ? value.normalize('NFC').toLowerCase() : undefined;

const textOf = (value: unknown) => {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
};

/** Why an account is not taken for one of the person. */
export const WHY_NOT: Record<Sameness['by'], string> = {
	email: 'It has no verified email address.',
	phone: 'It has no verified phone number.',
	metadata: 'It has no such entry in its metadata.',
};

/** Why accounts are not taken for those of one person. */
export const NOT_SAME: Record<Sameness['by'], string> = {
	email: 'The accounts don’t have the same verified email address.',
	phone: 'The accounts don’t have the same verified phone number.',
	metadata: 'The accounts don’t have the same value in their metadata.',
};
