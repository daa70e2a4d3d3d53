import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listOf } from '../../transport/answers';
import { USER_ERRORS, USER_LABELS } from '../../api/userRefusals';
import type { ApiRequest, LookUp, Subject } from '../../transport/request';
import { alphabetically } from '../../fields/alphabetically';
import { isRecord } from '../../fields/item';
import { canonicalJson } from '../../fields/json';
import { checkFormats } from '../../fields/user/checks';
import { connectionField } from '../../fields/connectionField';
import { metadataFields } from '../../fields/user/metadata';
import { propertyFields } from '../../fields/user/propertyFields';
import type { UserBody } from '../../fields/user/userProperties';
import { identityIn, spellingsOf } from './logins';
import { userAnswer, type UserAnswer } from './userAnswer';
import { InputError } from '../../transport/inputError';

const DEFAULT_CONNECTION = 'Username-Password-Authentication';

/** The connection that a user is created in. */
export const newUserConnection: INodeProperties = {
	...connectionField,
	required: true,
	default: { mode: 'list', value: DEFAULT_CONNECTION, cachedResultName: DEFAULT_CONNECTION },
	description:
		'The database or passwordless connection that the user is created in. The list needs the permission read:connections; without it, choose By Name.',
};

/** The properties that a new user can have besides connection, email and password. */
export const newUserFields: INodeProperties[] = alphabetically([
	propertyFields.blocked,
	propertyFields.emailVerified,
	propertyFields.familyName,
	propertyFields.givenName,
	propertyFields.name,
	propertyFields.nickname,
	propertyFields.phoneNumber,
	propertyFields.phoneVerified,
	propertyFields.picture,
	propertyFields.username,
	propertyFields.verifyEmail,
	...metadataFields(),
]);

/**
 * The creation of a user [post_users].
 * @param bodyField the field in which the person typed the body, if so
 * @param isMarked whether no other creation has this body
 */
export const creationOf = (
	body: UserBody,
	isMarked = false,
	bodyField?: string,
): ApiRequest<UserAnswer> => ({
	method: 'POST',
	path: '/users',
	body,
	subject: subjectOf(body),
	labels: USER_LABELS,
	bodyField,
	errors: USER_ERRORS,
	answers: userAnswer,
	lookUp: lookUpOf(body, isMarked),
});

function subjectOf({ email, username, phone_number: phone, user_id: id }: UserBody): Subject {
	return {
		name: `User “${email ?? username ?? phone}”`,
		whenExisting: `Change the user with the operation Update, or create this one with another email address, username${
			id === undefined ? ' or' : ','
		} phone number${id === undefined ? '' : ` or User ID: “${id}” may be taken, too`}.`,
		whenInDoubt: (id) =>
			`Its user_id is ${id}, and it has the values of this item. The answer to the creation was lost, and another run can have created the same user at the same moment, with a password of its own. If nothing else creates users, use this one. Otherwise set its password with Change Password. Create or Update can be run again at any time.`,
	};
}

/** How to find out whether the user was created after all: in a connection, an email is unique. */
function lookUpOf(body: UserBody, isMarked: boolean): LookUp<UserAnswer> | undefined {
	const { email, connection } = body;
	if (!email) return undefined;
	return {
		requests: spellingsOf(String(email)).map((spelling) => ({
			method: 'GET',
			path: '/users-by-email',
			query: { email: spelling },
			answers: listOf(userAnswer),
		})),
		isMarked,
		idOf: ({ user_id: id }) => id,
		createdAt: ({ created_at: time }) => (typeof time === 'string' ? time : undefined),
		matches: (user) => identityIn(String(connection), user) !== undefined && isAsWanted(user, body),
	};
}

// They are not properties of the user that is created.
const NOT_RETURNED: ReadonlySet<string> = new Set(['connection', 'password', 'verify_email']);

/** Whether a user has all that a creation asked for, so that it can be the one that it created. */
function isAsWanted(user: IDataObject, body: UserBody): boolean {
	return Object.entries(body)
		.filter(([key]) => !NOT_RETURNED.has(key))
		.every(([key, wanted]) => {
			const has = user[key];
			if (key === 'user_id') return String(has).endsWith(`|${wanted}`);
			if (wanted === false && has === undefined) return true;
			// Logins are stored in lower case.
			return canonicalJson(has).toLowerCase() === canonicalJson(wanted).toLowerCase();
		});
}

/**
 * What a collection gives a new user, who has nothing to clear: an empty cell of a sheet is a field
 * that is not given, in rows of metadata, too.
 */
export function withoutBlanks(collection: IDataObject): IDataObject {
	const given = Object.entries(collection).filter(([, value]) => !isBlank(value));
	return Object.fromEntries(given.map(([name, value]) => [name, withoutBlankRows(value)]));
}

const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(isRecord(value) && '__rl' in value && isBlank(value.value));

function withoutBlankRows<T>(value: T) {
	if (!isRecord(value) || !Array.isArray(value.entry)) return value;
	const isGiven = (row: unknown) => !isRecord(row) || row.type === 'null' || !isBlank(row.value);
	return { ...value, entry: value.entry.filter(isGiven) };
}

/**
 * Refuses a new user whom Auth0 refuses in every connection.
 *
 * @param noConnection what to say when the connection is missing
 * @throws InputError naming the field
 */
export function checkNewUser(body: UserBody, noConnection = 'Connection is empty.') {
	if (typeof body.connection !== 'string' || body.connection.trim() === '') {
		throw new InputError(
			noConnection,
			'Name the connection that the user is created in, such as Username-Password-Authentication.',
		);
	}
	if (!body.email && !body.username && !body.phone_number) {
		throw new InputError(
			'Email is empty, and there is neither a Username nor a Phone Number.',
			'Enter what the user logs in with. If it is an expression, check that this item has the value.',
		);
	}
	if (typeof body.user_id === 'string' && body.user_id.includes('|')) {
		throw new InputError(
			`User ID “${body.user_id}” holds a prefix.`,
			'Enter it without the part up to the |: Auth0 adds the prefix of the connection, such as auth0|.',
		);
	}
	checkFormats(body);
}
