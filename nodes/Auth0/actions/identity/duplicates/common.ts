import type { IDataObject } from 'n8n-workflow';

import { identitiesOf, isPrimary, loginsOf } from '../../../api/linkedIdentities';
import type { Sameness } from '../../../fields/user/sameness';
import { isRecord } from '../../../transport/answers';
import { inDigits } from '../../hints';

/** What of a user it takes to see what it has in common with others. */
export const fieldsOf = (sameness: Sameness): string[] => {
	if (sameness.by === 'email') return ['identities', 'email', 'email_verified'];
	return sameness.by === 'phone' ? ['identities', 'phone_number', 'phone_verified'] : [sameness.of];
};

/**
 * What a user can have in common with other accounts of the same person, also by linked identities, which have
 * addresses of their own. One that is not verified can be anybody's: whoever enters that of somebody else must
 * not get into the account.
 *
 * @returns an empty list when there is nothing, or when none is verified
 */
export function commonsOf(user: IDataObject, sameness: Sameness): string[] {
	if (sameness.by === 'metadata') {
		let value: unknown = user[sameness.of];
		for (const name of sameness.path) {
			value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
		}
		return [textOf(value)].filter((text) => text !== '');
	}
	const addressOf = sameness.by === 'email' ? emailOf : phoneNumberOf;
	const linked = identitiesOf(user)
		.filter((identity) => !isPrimary(user, identity))
		.map((identity) => loginsOf(user, identity));
	const addresses = [user, ...linked].map(addressOf).filter((address) => address !== '');
	return [...new Set(addresses)];
}

const emailOf = ({ email, email_verified: isVerified }: IDataObject) =>
	isVerified === true ? textOf(email).toLowerCase() : '';

/** The same digits can be written in groups. */
const phoneNumberOf = ({ phone_number: number, phone_verified: isVerified }: IDataObject) =>
	isVerified === true ? textOf(number).replace(/[\s().\-/]/g, '') : '';

const textOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number'
		? String(value).normalize('NFC').trim()
		: '';

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

/** What to tell where no user has what is to be the same. @param users how many there are */
export function nobodyHas(users: number, sameness: Sameness): string {
	const all =
		users === 1
			? 'The 1 user found does not have'
			: `None of the ${inDigits(users)} users found has`;
	if (sameness.by === 'email') return `${all} a verified email address.`;
	if (sameness.by === 'phone') return `${all} a verified phone number.`;
	const where = sameness.of === 'app_metadata' ? 'App Metadata' : 'User Metadata';
	return `${all} text or a number under “${sameness.path.join('.')}” in ${where}. Check 'Name in Metadata'.`;
}
