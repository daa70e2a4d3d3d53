import { EMAIL_EXAMPLE, PHONE_NUMBER_EXAMPLE } from '../../api/examples';
import type { LoginProperty } from '../../api/userLogins';
import { CHECK_USER } from '../../api/users';
import { InputError } from '../../transport/inputError';
import { EMAIL, PHONE_NUMBER } from '../emailAndPhone';

/** What a user logs in with, and what it is called. */
interface LoginKind {
	field: LoginProperty;
	/** The mode of a field that takes it. */
	label: string;
	article: 'a' | 'an';
	noun: string;
	example: string;
	pattern: RegExp;
	/** The error of a login that nobody has. */
	notFound(value: string): InputError;
}

const LATE = 'Auth0 can take a few seconds to find a user who was just created or changed.';

/** Makes the error of a login that nobody has. */
const notFound = (noun: string, description: string) => (value: string) =>
	new InputError(`No user has the ${noun} “${value}”.`, `${CHECK_USER} ${description}`);

/** What a user can be named by besides the user_id. */
export const LOGINS = {
	email: {
		field: 'email',
		label: 'By Email',
		article: 'an',
		noun: 'email address',
		example: EMAIL_EXAMPLE,
		pattern: EMAIL,
		notFound: notFound(
			'email address',
			'Enter the full address. To search for part of it, choose From List.',
		),
	},
	phone: {
		field: 'phone_number',
		label: 'By Phone Number',
		article: 'a',
		noun: 'phone number',
		example: PHONE_NUMBER_EXAMPLE,
		pattern: PHONE_NUMBER,
		notFound: notFound('phone number', LATE),
	},
	username: {
		field: 'username',
		label: 'By Username',
		article: 'a',
		noun: 'username',
		example: 'jane.doe',
		pattern: /^[^|]+$/,
		notFound: notFound('username', LATE),
	},
} as const satisfies Record<string, LoginKind>;

/** The name of a kind of login. */
export type Login = keyof typeof LOGINS;

/** A user as a person names it, other than by the user_id. */
export interface NamedBy {
	login: Login;
	value: string;
}

/** Whether the mode of a field takes a kind of login. */
export const isLogin = (mode: string): mode is Login => Object.hasOwn(LOGINS, mode);

/** What a text must be, whatever it is meant as; undefined for what can be an ID or a username. */
export function loginOf(text: string): Login | undefined {
	if (text.includes('|')) return undefined;
	if (text.includes('@')) return 'email';
	return LOGINS.phone.pattern.test(text) ? 'phone' : undefined;
}
