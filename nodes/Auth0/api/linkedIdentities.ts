import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isRecord } from '../transport/answers';
import { InputError } from '../transport/inputError';
import type { ManagementApi } from '../transport/managementApi';
import { PAGE_SIZE } from '../transport/page';
import { allOf, isExactly } from './lucene';
import { batchesOf, isOneOf } from './queryBatches';
import { partsOf, userIdOf, type IdentityReference } from './userIds';
import { MAX_SEARCHED, searchUsers } from './userSearch';

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

/** Of many users at a time, those who are missing are found to be so within so long. */
const GATHER_MS = 100;

/**
 * Who has the identity of this ID, which is no user of its own, because it was linked. Those that are asked
 * for at about the same time, or while a search is under way, are searched for together.
 *
 * @returns the user_id; undefined when there is none, or when that cannot be found out
 * @throws NodeApiError as `searchUsers` does
 */
export async function ownerOf(api: ManagementApi, id: string): Promise<string | undefined> {
	if (partsOf(id) === undefined) return undefined;
	const owners = searches.get(api) ?? new OwnerSearches(api);
	searches.set(api, owners);
	return await owners.find(id);
}

/** Finds the owners of identities, for one search at a time. */
class OwnerSearches {
	private ids = new Set<string>();
	private last: Promise<unknown> = Promise.resolve();
	/** The search for those that are gathered. */
	private next?: Promise<Map<string, string>>;

	constructor(private readonly api: ManagementApi) {}

	async find(id: string): Promise<string | undefined> {
		this.ids.add(id);
		this.next ??= this.start();
		return (await this.next).get(id);
	}

	private async start() {
		const search = this.last.then(async () => {
			await sleep(GATHER_MS);
			const ids = [...this.ids];
			this.ids = new Set();
			this.next = undefined;
			return await ownersOf(this.api, ids);
		});
		this.last = search.catch(() => undefined);
		return await search;
	}
}

const searches = new WeakMap<ManagementApi, OwnerSearches>();

const IDENTITY_ID = 'identities.user_id';

/** Who has which of these identities, by their IDs. */
async function ownersOf(api: ManagementApi, ids: string[]): Promise<Map<string, string>> {
	const wanted = ids.flatMap((id) => ({ id, ...partsOf(id) }));
	const bare = new Set(wanted.flatMap(({ user_id: bareId }) => bareId ?? []));
	const selection = { fields: 'user_id,identities', include_fields: true };
	const owners = new Map<string, string>();
	for (const batch of batchesOf(bare, { field: IDENTITY_ID, size: PAGE_SIZE, selection })) {
		const condition = isOneOf(IDENTITY_ID, batch);
		// Where it is one, it is told from those that other providers give the same ID.
		const [{ provider } = {}] = wanted.length === 1 ? wanted : [];
		const query =
			provider === undefined
				? condition
				: allOf(isExactly('identities.provider', provider), condition);
		const { users } = await searchUsers(api, { query, selection }, MAX_SEARCHED);
		for (const { id, ...parts } of wanted) {
			const owner = users.find(
				(user) => user.user_id !== id && identitiesOf(user).some((one) => isIdentity(one, parts)),
			);
			if (owner) owners.set(id, String(owner.user_id));
		}
	}
	return owners;
}

const isIdentity = (identity: IDataObject, { provider, user_id: id }: Partial<IdentityReference>) =>
	identity.provider === provider &&
	// Some providers count their users: such an ID can be a number.
	(typeof identity.user_id === 'number'
		? identity.user_id === Number(id)
		: identity.user_id === id);

/** The error of somebody who takes a linked identity for a user. @param owner the user_id of whose it is */
export const linkedIdentityError = (owner: string, id: string): InputError =>
	new InputError(
		`“${id}” is a linked identity of user “${owner}”, not a user.`,
		`To work with this user, enter ${owner}. To make the identity a separate user again, use the Unlink operation of the Identity resource.`,
	);
