import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../requestOptions';
import { checkUpdate } from './checks';
import { splitIdentity } from './identities';
import { readMetadata } from './metadata';
import { checkMetadata, metadataModeField, resolveMetadata } from './metadataMode';
import {
	checkNewUser,
	creationOf,
	isIn,
	newUserConnection,
	newUserFields,
	withoutBlanks,
} from './newUser';
import { patchOf } from './patchUser';
import { propertyFields } from './propertyFields';
import { output, outputFields } from './userOutput';
import { readProperties, type ApiKey, type UserBody } from './userProperties';
import { subjectOf, userAnswer, userPath, usersWithEmail, type UserAnswer } from './userReference';

const fields: INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		noDataExpression: true,
		default: 'email',
		description: 'How to tell whether the user is there already',
		hint: 'Create or Update needs the permissions read:users, create:users and update:users',
		options: [
			{ name: 'Email and Connection', value: 'email' },
			{ name: 'User ID', value: 'userId' },
		],
	},
	newUserConnection,
	{
		...propertyFields.email,
		description: 'Email address of the user, which is unique in a connection',
	},
	{
		displayName: 'User ID',
		name: 'upsertUserId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. auth0|5f7c8ec7c33c6c004bbafe82',
		displayOptions: { show: { findBy: ['userId'] } },
		description:
			'The whole user_id. A new user gets it, too, with the prefix that belongs to the connection.',
	},
	{
		...propertyFields.password,
		description:
			'First password of a new user, which a database connection needs. A user who is there already keeps the own one.',
	},
	{
		displayName: 'Fields to Set',
		name: 'fieldsToSet',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What a new user gets, and what is changed of one who is there already',
		options: newUserFields,
	},
	optionsField(metadataModeField, ...outputFields),
];

type Change = 'created' | 'updated' | 'unchanged';

/** A user as a row describes it: how to find it, and its properties [post_users]. */
interface Wanted {
	/** The whole user_id; '' when the user is found by email and connection. */
	id: string;
	body: UserBody;
}

/**
 * get_users-by-email or get_users_by_id, then post_users or patch_users_by_id. When another run creates
 * or deletes the user in between, it starts once more, so that there is one user in the end.
 */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const wanted = read(item);
	const { body } = wanted;
	const creation = creationOf(body);
	const found = await find(api, wanted);
	if (found) {
		const result = await update(item, api, found, body);
		if (result) return result;
	} else {
		const user = await api.createNew(creation);
		if (user) return outputOf(item, 'created', user);
	}
	const now = await find(api, wanted);
	const updated = now && (await update(item, api, now, body));
	return updated ?? outputOf(item, 'created', await api.request(creation));
}

function read(item: Item): Wanted {
	const isById = item.choice('findBy') === 'userId';
	const identity = isById ? splitIdentity(item, 'User ID', item.text('upsertUserId')) : undefined;
	const given = withoutBlanks({
		...item.collection('fieldsToSet'),
		connection: item.reference('connection').value,
		email: item.value('email'),
		password: item.value('password'),
	});
	const body = {
		...readProperties(item, given),
		...readMetadata(item, given),
		...(identity && { user_id: identity.user_id }),
	};
	if (!isById && !body.email) {
		throw item.refusal(
			'Email is empty.',
			'Enter the email address by which to find the user. If it is an expression, check that this item has the value.',
		);
	}
	checkNewUser(item, body);
	checkMetadata(item, body);
	return { id: identity ? `${identity.provider}|${identity.user_id}` : '', body };
}

async function find(api: ManagementApi, { id, body }: Wanted): Promise<UserAnswer | undefined> {
	if (id !== '') {
		return await api.find({
			method: 'GET',
			path: userPath(id),
			subject: subjectOf(id),
			answers: userAnswer,
		});
	}
	const users = await usersWithEmail(api, String(body.email), userAnswer);
	return users.find((user) => isIn(String(body.connection), user));
}

/** What says where a user is created, and what is only meant for a new one. */
const FOR_NEW_USERS: ReadonlySet<string> = new Set([
	'connection',
	'password',
	'user_id',
	'verify_email',
] satisfies ApiKey[]);

/** Auth0 takes a change of these to be one, even if the value is the same. */
const LOGINS: ReadonlySet<string> = new Set([
	'email',
	'phone_number',
	'username',
] satisfies ApiKey[]);

/** @returns undefined when the user is gone */
async function update(
	item: Item,
	api: ManagementApi,
	user: UserAnswer,
	body: UserBody,
): Promise<IDataObject | undefined> {
	const isSame = (key: string, value: unknown) =>
		LOGINS.has(key) && String(user[key]).toLowerCase() === String(value).toLowerCase();
	const changes: UserBody = Object.fromEntries(
		Object.entries(body).filter(([key, value]) => !FOR_NEW_USERS.has(key) && !isSame(key, value)),
	);
	if (Object.keys(changes).length === 0) return outputOf(item, 'unchanged', user);
	const id = user.user_id;
	checkUpdate(item, changes, id);
	const metadata = await resolveMetadata(item, api, id, changes);
	const updated = await api.find(patchOf(id, { ...changes, ...metadata }));
	return updated && outputOf(item, 'updated', updated);
}

/** The user, and what was done. */
const outputOf = (item: Item, outcome: Change, user: IDataObject): IDataObject => ({
	outcome,
	...output(item, user),
});

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a user',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields,
	writesTo: (item) =>
		(item.choice('findBy') === 'userId'
			? item.text('upsertUserId')
			: item.text('email')
		).toLowerCase(),
	execute,
};
