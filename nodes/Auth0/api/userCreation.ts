import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest, LookUp, Subject } from '../transport/request';
import { canonicalJson } from './canonicalJson';
import { identityIn } from './linkedIdentities';
import { USER_ERRORS, USER_LABELS } from './userRefusals';
import { listUsersByEmail, spellingsOf, user, type User } from './users';
import type { NewUser, UserProperty } from './userSchema';

/**
 * Creates a user in a database or passwordless connection, and reconciles a creation whose answer is
 * lost by the email address.
 *
 * @param isMarked whether no other creation has this body
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export const createUser = (
	body: NewUser,
	isMarked = false,
): ApiRequest<User, Management.CreateUserRequestContent> => ({
	method: 'POST',
	path: '/users',
	body,
	subject: newSubjectOf(body),
	labels: USER_LABELS,
	errors: USER_ERRORS,
	answers: user,
	lookUp: lookUpOf(body, isMarked),
});

function newSubjectOf({ email, username, phone_number: phone, user_id: id }: NewUser): Subject {
	return {
		name: `User “${email ?? username ?? phone}”`,
		whenExisting: `To change the user, use Update or Create or Update. To create a different one, enter another email address, username${
			id === undefined ? ' or' : ','
		} phone number${id === undefined ? '' : ` or User ID: “${id}” may be taken, too`}.`,
		whenInDoubt: (id) =>
			`Its user_id is ${id}, and it has the values of this item. Auth0’s response to the creation was lost, and another run may have created the same user at the same moment, with a different password. If nothing else creates users, use this one. Otherwise, set its password with Change Password. You can run Create or Update again at any time.`,
	};
}

/** How to find out whether the user was created after all: in a connection, an email is unique. */
function lookUpOf(body: NewUser, isMarked: boolean): LookUp<User> | undefined {
	const { email, connection } = body;
	if (!email) return undefined;
	return {
		requests: spellingsOf(email).map((spelling) => listUsersByEmail(spelling)),
		isMarked,
		idOf: ({ user_id: id }) => id,
		createdAt: ({ created_at: time }) => (typeof time === 'string' ? time : undefined),
		matches: (found) => identityIn(connection, found) !== undefined && isAsWanted(found, body),
	};
}

// They are not properties of the user that is created.
const NOT_RETURNED: ReadonlySet<string> = new Set([
	'connection',
	'password',
	'verify_email',
] satisfies UserProperty[]);

/** Whether a user has all that a creation asked for, so that it can be the one that it created. */
function isAsWanted(found: IDataObject, body: NewUser): boolean {
	return Object.entries(body)
		.filter(([key]) => !NOT_RETURNED.has(key))
		.every(([key, wanted]) => {
			const has = found[key];
			if (key === 'user_id') return String(has).endsWith(`|${wanted}`);
			if (wanted === false && has === undefined) return true;
			// Logins are stored in lower case.
			return canonicalJson(has).toLowerCase() === canonicalJson(wanted).toLowerCase();
		});
}
