import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../transport/answers';
import { InputError } from '../transport/inputError';
import type { ManagementApi } from '../transport/managementApi';
import { allOf, isExactly } from './lucene';
import { partsOf, userIdOf } from './userIds';
import { searchUsers } from './userSearch';

/** The identities of a user: the own one, and those that were linked. */
export function identitiesOf({ identities }: IDataObject): IDataObject[] {
	const list: unknown[] = Array.isArray(identities) ? identities : [];
	return list.filter(isRecord);
}

/** The identity of a user in a connection. */
export const identityIn = (connection: string, user: IDataObject): IDataObject | undefined =>
	identitiesOf(user).find((identity) => identity.connection === connection);

/** Whether an identity is the one that gives the user its user_id, and not one that was linked. */
export const isPrimary = ({ user_id: userId }: IDataObject, identity: IDataObject) =>
	userId === userIdOf(identity);

/** What holds the logins of an identity: the user, or what the identity was before it was linked. */
export function loginsOf(user: IDataObject, identity?: IDataObject): IDataObject {
	if (identity === undefined || isPrimary(user, identity)) return user;
	return isRecord(identity.profileData) ? identity.profileData : {};
}

/**
 * Who has the identity of this ID, which is no user of its own, because it was linked.
 *
 * @returns the user_id; undefined when there is none, or when that cannot be found out
 */
export async function ownerOf(api: ManagementApi, id: string): Promise<string | undefined> {
	const parts = partsOf(id);
	if (parts === undefined) return undefined;
	const { provider, user_id: userId } = parts;
	const { users } = await searchUsers(api, {
		query: allOf(
			isExactly('identities.provider', provider),
			isExactly('identities.user_id', userId),
		),
		selection: { fields: 'user_id,identities', include_fields: true },
	});
	const isIt = (identity: IDataObject) =>
		identity.provider === provider &&
		// Some providers count their users: such an ID can be a number.
		(typeof identity.user_id === 'number'
			? identity.user_id === Number(userId)
			: identity.user_id === userId);
	const owner = users.find((user) => user.user_id !== id && identitiesOf(user).some(isIt));
	return owner && String(owner.user_id);
}

/** The error of somebody who takes a linked identity for a user. @param owner the user_id of whose it is */
export const linkedIdentityError = (owner: string, id: string): InputError =>
	new InputError(
		`“${id}” is a linked identity of user “${owner}”, not a user.`,
		`To work with this user, enter ${owner}. To make the identity a separate user again, use the Unlink operation of the Identity resource.`,
	);
