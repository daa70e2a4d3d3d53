import type { LoginProperty } from '../../api/userLogins';
import { EMAIL, EMAIL_EXAMPLE, PHONE_NUMBER, PHONE_NUMBER_EXAMPLE } from '../emailAndPhone';

/** What a user logs in with, and what it is called. */
interface LoginKind {
	field: LoginProperty;
	/** The mode of a field that takes it. */
	label: string;
	article: 'a' | 'an';
	noun: string;
	example: string;
	pattern: RegExp;
	/** What to do when nobody has it. */
	advice: string;
}

const LATE =
	'Auth0 may find a user who was created or changed a moment ago only some seconds later.';

export const LOGINS = {
	email: {
		field: 'email',
		label: 'By Email',
		article: 'an',
		noun: 'email address',
		example: EMAIL_EXAMPLE,
		pattern: EMAIL,
		advice: 'Auth0 looks for the whole address; to look for a part of it, choose From List.',
	},
	phone: {
		field: 'phone_number',
		label: 'By Phone Number',
		article: 'a',
		noun: 'phone number',
		example: PHONE_NUMBER_EXAMPLE,
		pattern: PHONE_NUMBER,
		advice: LATE,
	},
	username: {
		field: 'username',
		label: 'By Username',
		article: 'a',
		noun: 'username',
		example: 'jane.doe',
		pattern: /^[^|]+$/,
		advice: LATE,
	},
} as const satisfies Record<string, LoginKind>;

export type Login = keyof typeof LOGINS;

/** A user as a person names it, other than by the user_id. */
export interface NamedBy {
	login: Login;
	value: string;
}

export const isLogin = (mode: string): mode is Login => Object.hasOwn(LOGINS, mode);

/** What a text must be, whatever it is meant as; undefined for what can be an ID or a username. */
export function loginOf(text: string): Login | undefined {
	if (text.includes('|')) return undefined;
	if (text.includes('@')) return 'email';
	return LOGINS.phone.pattern.test(text) ? 'phone' : undefined;
}
