import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { optionsField } from '../fields/requestOptions';
import { guardField, readGuard } from '../fields/user/guardField';
import { exactLookUp } from '../fields/user/lookUp';
import { readUser, userField, type UserReference } from '../fields/user/userField';
import type { Auth0Connection } from '../transport/connection';
import type { Tell } from './hints';
import type { Item } from './item';
import type { Operation } from './operation';
import type { Permissions } from './permissions';
import { requireEmail } from './userCheck';
import { lookAheadLogins } from './lookedAhead';
import { changedUserId, userKey } from './userKeys';

interface UserAction<T> {
	option: INodePropertyOptions;
	permissions: Permissions;
	/** As that of an `Operation`. */
	insteadAsTool?: string;
	/** Whether a tool can name the email address that the user must have. */
	isGuarded?: boolean;
	/** The fields above User, those between User and Options, and the options. */
	fieldsAbove?: INodeProperties[];
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
		tell: Tell,
	): Promise<IDataObject | IDataObject[]>;
}

interface Input<T> {
	user: UserReference;
	isInBatches: boolean;
	/** The email address that the user must have. */
	email?: string;
	given: T;
}

/** An operation that does something to one user, whom the field User names. */
export const userAction = <T>({
	option,
	permissions,
	insteadAsTool,
	isGuarded = false,
	fieldsAbove = [],
	fields = [],
	options = [],
	read,
	alsoChanges = () => [],
	execute,
}: UserAction<T>): Operation<Input<T>> => ({
	option,
	permissions,
	insteadAsTool,
	fields: [
		...fieldsAbove,
		userField,
		...(isGuarded ? [guardField] : []),
		...fields,
		optionsField(exactLookUp.field, ...options),
	],
	read: (item) => ({
		user: readUser(item),
		isInBatches: exactLookUp.readOption(item) === 'inBatches',
		email: isGuarded ? readGuard(item) : undefined,
		given: read(item),
	}),
	lookAhead: lookAheadLogins,
	async key({ user, given }, { management }) {
		return [await changedUserId(user, management), ...alsoChanges(given)].map(userKey);
	},
	async execute({ user, email, given }, auth0, tell) {
		const id = await changedUserId(user, auth0.management);
		await requireEmail(auth0.management, id, email);
		return await execute(id, given, auth0, user, tell);
	},
});
