import type { IDataObject } from 'n8n-workflow';

import { identityIn, linkedIdentityError, ownerOf } from '../../api/linkedIdentities';
import { findUserIn, hasLoginIn } from '../../api/userLogins';
import { createUser } from '../../api/userCreation';
import { canBeGiven } from '../../api/userIds';
import { getUser, updateUser, type User } from '../../api/users';
import type { NewUser } from '../../api/userSchema';
import { customDomainHeaders, type Headers } from '../../fields/brandOptions';
import { type Show } from '../../fields/output';
import { checkUpdate } from '../../fields/user/checks';
import { splitIdentity } from '../../fields/user/identities';
import { LOGINS, type NamedBy } from '../../fields/user/logins';
import { batchedLookUp } from '../../fields/user/lookUp';
import { checkMetadata, type MetadataMode, readMetadataMode } from '../../fields/user/metadataMode';
import { readNewUser, requireNewUser } from '../../fields/user/newUser';
import { FIND_BY, readFindBy, upsertFields } from '../../fields/user/upsertFields';
import { cannotBeCreated, type UserReference } from '../../fields/user/userField';
import { readUserOutput, userFirst } from '../../fields/user/userOutput';
import { RUN_ITEM_LATER } from '../../transport/advice';
import type { Auth0Connection } from '../../transport/connection';
import { InputError } from '../../transport/inputError';
import { isInDoubt, type ManagementApi } from '../../transport/managementApi';
import type { ApiRequest } from '../../transport/request';
import type { Item } from '../item';
import { lookAhead, takeAhead, use } from '../lookedAhead';
import type { Operation } from '../operation';
import { newUserKeys, userKey } from '../userKeys';
import { metadataDifferences } from './differences';
import { mergedMetadata } from './metadataMerge';
import { changesOf } from './userChanges';

type Change = 'created' | 'updated' | 'unchanged';

/** A user as a row describes it: how to find it, and its properties. */
interface Wanted {
	reference: UserReference;
	isInBatches: boolean;
	body: NewUser;
	mode: MetadataMode;
	headers: Headers;
	show: Show;
}

/**
 * Finds the user, then updates or creates it. When another run creates or deletes the user in
 * between, it starts once more, so that there is one user in the end.
 */
async function execute(wanted: Wanted, { management: api }: Auth0Connection): Promise<IDataObject> {
	const creation = creationOfWanted(wanted);
	const found = findAhead(api, wanted) ?? (await find(api, wanted));
	let mayBeOurs = false;
	if (found) {
		const result = await update(api, found, wanted);
		if (result) return result;
	} else {
		if (!canBeCreated(wanted)) await refuseIdentity(api, wanted);
		const created = await create(api, creation);
		if (created.user) return outputOf(wanted, 'created', created.user);
		mayBeOurs = created.isInDoubt;
	}
	const now = await find(api, wanted);
	const updated = now && (await update(api, now, wanted));
	if (updated) return mayBeOurs ? { ...updated, outcome: 'created_or_updated' } : updated;
	await refuseIdentity(api, wanted);
	const user = await api.request(creation);
	use(api, user.user_id);
	return outputOf(wanted, 'created', user);
}

/** Creates the user; whoever else is there, or may have been created by another run, is left as is. */
async function create(
	api: ManagementApi,
	creation: ApiRequest<User>,
): Promise<{ user?: User; isInDoubt: boolean }> {
	const created = api.createNew(creation).then((user) => {
		if (user) use(api, user.user_id);
		return { user, isInDoubt: false };
	});
	return await created.catch((caught: unknown) => {
		if (!isInDoubt(caught)) throw caught;
		return { isInDoubt: true };
	});
}

/** Whether Auth0 can give the wanted ID to a new user: those of other providers are born at a login. */
const canBeCreated = ({ reference }: Pick<Wanted, 'reference'>) =>
	'login' in reference || canBeGiven(reference.id);

/** @throws InputError for the ID of a linked identity, naming the user whose it is */
async function refuseIdentity(api: ManagementApi, { reference }: Wanted) {
	if ('login' in reference) return;
	const { id } = reference;
	const owner = await ownerOf(api, id);
	if (owner === undefined && canBeCreated({ reference })) return;
	if (owner !== undefined) throw linkedIdentityError(owner, id);
	throw cannotBeCreated(id);
}

function read(item: Item): Wanted {
	const reference = readFindBy(item);
	const given = readNewUser(item, 'fieldsToSet');
	if ('id' in reference) {
		given.user_id = splitIdentity('User ID', reference.id).user_id;
	} else {
		const { field } = LOGINS[reference.login];
		if (given[field] !== undefined && given[field] !== reference.value) {
			throw new InputError(
				`'${FIND_BY[reference.login].label}' is set twice with different values.`,
				"Remove it from 'Fields to Set': it is used to find the user, so it cannot change.",
			);
		}
		given[field] = reference.value;
	}
	const body = requireNewUser(given);
	const mode = readMetadataMode(item);
	checkMetadata(body, mode);
	const headers = customDomainHeaders(item);
	const isInBatches = batchedLookUp.readOption(item) === 'inBatches';
	return { reference, isInBatches, body, mode, headers, show: readUserOutput(item) };
}

function creationOfWanted({ reference, body, headers }: Wanted): ApiRequest<User> {
	const creation = { ...createUser(body), headers };
	const whenExisting = whenExistingOf(reference);
	if (whenExisting === undefined || !creation.subject) return creation;
	return { ...creation, subject: { ...creation.subject, whenExisting } };
}

/** What to do about a user who cannot be created although nobody was found. */
function whenExistingOf(reference: UserReference): string | undefined {
	if ('id' in reference) {
		return `No user has the ID “${reference.id}”, but another one has the email address, username or phone number. Check 'User ID', or set 'Find By' to what that user has.`;
	}
	if (reference.login === 'email') return undefined;
	return `Auth0’s search can take a moment to find a user who was just created or changed. ${RUN_ITEM_LATER}`;
}

async function find(api: ManagementApi, { reference, body }: Wanted): Promise<User | undefined> {
	const user =
		'id' in reference
			? await api.find(getUser(reference.id))
			: await findUserIn(api, body.connection, loginOf(reference));
	if (user) use(api, user.user_id);
	return user;
}

const loginOf = ({ login, value }: NamedBy) => ({ property: LOGINS[login].field, value });

/**
 * The user as the search for many items found it, some seconds ago. That is good enough to tell what is the same,
 * but not to work out metadata to send: what somebody else has written since would be lost.
 */
function findAhead(api: ManagementApi, wanted: Wanted): User | undefined {
	const { reference, body, mode } = wanted;
	const user = takeAhead(
		api,
		reference,
		(user) => 'id' in reference || hasLoginIn(body.connection, user, loginOf(reference)),
	);
	if (!user || mode === 'merge') return user;
	const left = metadataDifferences(user, mergedMetadata(body, user, mode));
	return Object.keys(left).length === 0 ? user : undefined;
}

/**
 * Sends what differs from the user who was found: of a linked identity with its connection, and of the
 * user.
 *
 * @returns undefined when the user is gone
 */
async function update(
	api: ManagementApi,
	user: User,
	wanted: Wanted,
): Promise<IDataObject | undefined> {
	const { reference, body, mode, headers } = wanted;
	const identity = 'login' in reference ? identityIn(body.connection, user) : undefined;
	const changes = changesOf(user, body, mergedMetadata(body, user, mode), identity);
	const id = user.user_id;
	for (const change of changes) checkUpdate(change, id);
	let updated: User | undefined;
	for (const change of changes) {
		updated = await api.find({ ...updateUser(id, change), headers });
		if (!updated) return undefined;
	}
	return updated ? outputOf(wanted, 'updated', updated) : outputOf(wanted, 'unchanged', user);
}

/** The user, and what was done. */
const outputOf = ({ show }: Wanted, outcome: Change, user: IDataObject): IDataObject =>
	userFirst({ outcome, ...show(user) });

// n8n's linter asks for a sentence that is too long for the list.
const DESCRIPTION = 'Upsert: create a user, or update it if it already exists';

/** Updates a user, or creates one who is not there yet. */
export const upsert: Operation<Wanted> = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update user',
		description: DESCRIPTION,
	},
	permissions: { needs: ['read:users', 'create:users', 'update:users'] },
	fields: upsertFields,
	read,
	lookAhead: async (items, { management }) =>
		await lookAhead(
			management,
			items.filter(({ isInBatches }) => isInBatches).map(({ reference }) => ({ user: reference })),
		),
	key: ({ reference, body }) => [
		...newUserKeys(body),
		...('id' in reference ? [userKey(reference.id)] : []),
	],
	execute,
};
