import type { IDataObject } from 'n8n-workflow';

import { getUser, type User } from '../../../api/users';
import type { CarryOver } from '../../../fields/user/carryOver';
import type { primaryRule } from '../../../fields/user/linkDuplicatesFields';
import type { Sameness } from '../../../fields/user/sameness';
import type { ManagementApi } from '../../../transport/managementApi';
import { type Gains, gainsOf, gainsOutput } from '../carryOver';
import { commonOf, fieldsOf, NOT_SAME, WHY_NOT } from './common';
import { connectionsOf } from './groups';

/** What holds for all groups of an item. */
export interface LinkSettings {
	sameness: Sameness;
	rule: ReturnType<typeof primaryRule.read>;
	/** The connection of the rule. */
	connection: string;
	wanted: CarryOver;
}

/** An account that is not linked, and why. */
interface LeftOut {
	user_id: string;
	reason: string;
}

/** What is to be done with the accounts of a person, as Auth0 has them now. */
export interface Plan {
	common?: string;
	leftOut: LeftOut[];
	/** What is linked; undefined where nothing is. */
	link?: { primary: string; others: User[]; gains: Gains };
	/** Why nothing is. */
	reason?: string;
}

const NEEDED = ['user_id', 'identities', 'created_at', 'last_login', 'logins_count', 'blocked'];

/**
 * Reads accounts, and sees whether they are those of one person and which one remains. Nothing is changed.
 *
 * @param common what they have in common, where that is known
 * @throws NodeApiError when they cannot be read
 */
export async function planOf(
	api: ManagementApi,
	{ ids, common: known }: { ids: string[]; common?: string },
	settings: LinkSettings,
): Promise<Plan> {
	const { sameness } = settings;
	const fields = [...NEEDED, ...fieldsOf(sameness)].join(',');
	const read = ids.map(async (id) => ({
		id,
		user: await api.find(getUser(id, { fields, include_fields: true })),
	}));
	const leftOut: LeftOut[] = [];
	const users: User[] = [];
	const values = new Set<string>();
	for (const { id, user } of await Promise.all(read)) {
		const value = user && commonOf(user, sameness);
		if (!user) leftOut.push({ user_id: id, reason: NOT_THERE });
		else if (value === undefined) leftOut.push({ user_id: id, reason: WHY_NOT[sameness.by] });
		else {
			users.push(user);
			values.add(value);
		}
	}
	const [common = known] = values;
	const reason = whyNotLinked(users, values, { sameness, known });
	if (reason !== undefined) return { common, leftOut, reason };
	const [primary, ...others] = ranked(users, settings);
	if (!primary) return { common, leftOut, reason: TOO_FEW };
	const gains = await gainsOf(
		api,
		primary.user_id,
		others.map(({ user_id: id }) => id),
		settings.wanted,
	);
	return { common, leftOut, link: { primary: primary.user_id, others, gains } };
}

const NOT_THERE = 'No user has this ID. It may be linked already.';
const CHANGED = 'The accounts have changed since the search found them.';
const TOO_FEW = 'Fewer than two accounts can be linked.';

/** Whoever is blocked must not get in by another account, nor lose the other by the block. */
const IS_BLOCKED =
	'One of the accounts is blocked, and linking it would lift the block or block the others. Unblock or delete it first.';

function whyNotLinked(
	users: User[],
	values: Set<string>,
	{ sameness, known }: { sameness: Sameness; known?: string },
): string | undefined {
	if (users.length < 2) return TOO_FEW;
	if (values.size > 1) return NOT_SAME[sameness.by];
	if (known !== undefined && !values.has(known)) return CHANGED;
	return users.some(({ blocked }) => blocked === true) ? IS_BLOCKED : undefined;
}

/** The account that remains first, then the others in the order of the rule. */
function ranked(users: User[], { rule, connection }: LinkSettings): User[] {
	const rankOf = (user: User): number => {
		if (rule === 'mostLogins') return -(Number(user.logins_count) || 0);
		if (rule === 'lastLogin') return -(Date.parse(String(user.last_login)) || 0);
		if (rule === 'connection') return connectionsOf(user)[0] === connection ? 0 : 1;
		return 0;
	};
	const createdAt = (user: User) => Date.parse(String(user.created_at)) || 0;
	return [...users].sort(
		(one, other) => rankOf(one) - rankOf(other) || createdAt(one) - createdAt(other),
	);
}

/** What the output says of a plan. @param outcome of what is linked */
export function planOutput(
	{ common, leftOut, link, reason }: Plan,
	{ sameness }: LinkSettings,
	outcome: string,
): IDataObject {
	return {
		...(link && { user_id: link.primary }),
		same_by: sameness.by,
		...(common !== undefined && { value: common }),
		outcome: link ? outcome : 'skipped',
		...(reason !== undefined && { reason }),
		...(link && {
			linked: link.others.map(({ user_id: id }) => id),
			carried_over: gainsOutput(link.gains),
		}),
		left_out: leftOut,
	};
}
