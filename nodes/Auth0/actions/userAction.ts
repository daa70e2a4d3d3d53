import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { optionsField } from '../fields/requestOptions';
import type { Auth0Connection } from '../transport/connection';
import type { Item } from './item';
import type { Operation } from './operation';
import type { Permissions } from './permissions';
import { changedUserId, userKey } from './user/userKeys';
import { readUser, userField, type UserReference } from '../fields/user/userField';

interface UserAction<T> {
	option: INodePropertyOptions;
	permissions: Permissions;
	/** The fields between User and Options, and the options. */
	fields?: INodeProperties[];
	options?: INodeProperties[];
	/** Reads the fields besides User. @throws InputError naming the field */
	read(item: Item): T;
	/** The IDs of other users who are changed, too. */
	alsoChanges?(given: T): string[];
	/** Carries it out for the user of this id. */
	execute(
		id: string,
		given: T,
		auth0: Auth0Connection,
		user: UserReference,
	): Promise<IDataObject | IDataObject[]>;
}

/** An operation that does something to one user, whom the field User names. */
export const userAction = <T>({
	option,
	permissions,
	fields = [],
	options = [],
	read,
	alsoChanges = () => [],
	execute,
}: UserAction<T>): Operation<{ user: UserReference; given: T }> => ({
	option,
	permissions,
	fields: [userField, ...fields, optionsField(...options)],
	read: (item) => ({ user: readUser(item), given: read(item) }),
	async key({ user, given }, { management }) {
		return [await changedUserId(user, management), ...alsoChanges(given)].map(userKey);
	},
	async execute({ user, given }, auth0) {
		return await execute(await changedUserId(user, auth0.management), given, auth0, user);
	},
});
