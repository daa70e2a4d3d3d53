import type { INodeProperties } from 'n8n-workflow';

import { readRequestOptions } from '../fields/requestOptions';
import { guardField, readGuard } from '../fields/user/guardField';
import { batchedLookUp } from '../fields/user/lookUp';
import { readUser, userField, type UserReference } from '../fields/user/userField';
import type { ManagementApi } from '../transport/managementApi';
import type { ReadItem } from './allAtOnce';
import type { Item } from './item';
import { lookAheadLogins, lookedAhead } from './lookedAhead';
import { userIdOf } from './namedUsers';
import { runAll } from './runAll';
import { requireEmail } from './userCheck';

/** What an item says about one member of a group of users, such as a role. */
export interface MemberInput<Group> {
	group: Group;
	user: UserReference;
	isInBatches: boolean;
	/** The email address that the user must have. */
	email?: string;
	requestsInFlight?: number;
	continuesOnFail: boolean;
	signal?: AbortSignal;
}

/** An item whose group and user are found. */
export interface Member {
	index: number;
	groupId: string;
	userId: string;
	user: UserReference;
}

/** The fields of an operation that works on one member in each item. @param group that of the group */
export const memberFields = (group: INodeProperties): INodeProperties[] => [
	group,
	userField,
	guardField,
];

/** The option that says how the users of the items are looked up. */
export const memberLookUp = batchedLookUp.field;

/** @throws InputError naming the field that cannot be used */
export function readMember<Group>(
	item: Item,
	readGroup: (item: Item) => Group,
	isGuarded: boolean,
): MemberInput<Group> {
	const { continuesOnFail, signal } = item;
	const { requestsInFlight } = readRequestOptions(item);
	return {
		group: readGroup(item),
		user: readUser(item),
		isInBatches: batchedLookUp.readOption(item) === 'inBatches',
		email: isGuarded ? readGuard(item) : undefined,
		...(requestsInFlight !== undefined && { requestsInFlight }),
		continuesOnFail,
		signal,
	};
}

/**
 * Finds the groups and the users of all items: those who are named by a login, many with one request. Nothing is
 * changed.
 *
 * @param groupIdOf finds a group
 * @returns who was found, in the order of the items, and why others were not; of a run that is not to go on,
 * the first only
 */
export async function findMembers<Group>(
	items: Array<ReadItem<MemberInput<Group>>>,
	api: ManagementApi,
	groupIdOf: (api: ManagementApi, group: Group) => Promise<string>,
): Promise<{ members: Member[]; failures: Array<{ index: number; error: unknown }> }> {
	await lookAheadLogins(
		items.map(({ input }) => input),
		{ management: api },
	);
	const idOf = userFinder(api);
	const failures: Array<{ index: number; error: unknown }> = [];
	const found = await runAll(items, mannerOf(items), async ({ index, input }) => {
		const { group, user, email } = input;
		const groupId = await groupIdOf(api, group);
		const userId = await idOf(user);
		await requireEmail(api, userId, email);
		return { index, groupId, userId, user };
	});
	failures.push(...found.failures.map(({ of, error }) => ({ index: of.index, error })));
	const members = found.done.filter((one) => one !== undefined);
	return { members: members.sort((one, other) => one.index - other.index), failures };

	function mannerOf([first]: typeof items) {
		return {
			limit: first?.input.requestsInFlight,
			signal: first?.input.signal,
			...(first?.input.continuesOnFail && {
				failed({ index }: (typeof items)[number], error: unknown): undefined {
					failures.push({ index, error });
				},
			}),
		};
	}
}

/** Finds users by what names them, each login once: what was found ahead of all will do. */
function userFinder(api: ManagementApi) {
	const known = new Map<string, Promise<string>>();
	return async (user: UserReference): Promise<string> => {
		if ('id' in user) return user.id;
		const [ahead, ...others] = lookedAhead(user) ?? [];
		if (ahead && others.length === 0) return ahead.user_id;
		const key = `${user.login} ${user.value}`;
		const id = known.get(key) ?? userIdOf(user, api);
		known.set(key, id);
		return await id;
	};
}
