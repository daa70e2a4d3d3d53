import type { IDataObject } from 'n8n-workflow';

import { getUser, type User } from '../../../api/users';
import type { CarryOver } from '../../../fields/user/carryOver';
import type { primaryRule } from '../../../fields/user/linkDuplicatesFields';
import type { Sameness } from '../../../fields/user/sameness';
import type { ManagementApi } from '../../../transport/managementApi';
import { type Gains, gainsOf, gainsOutput } from '../carryOver';
import { commonsOf, fieldsOf, NOT_SAME, WHY_NOT } from './common';
import { connected, type Account } from './connected';
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
	/** What is linked; undefined where nothing is. The account to keep need not be in the connection to keep. */
	link?: { primary: string; others: User[]; gains: Gains; isOfConnection: boolean };
	/** Why nothing is. */
	reason?: string;
}

const NEEDED = ['user_id', 'identities', 'created_at', 'last_login', 'logins_count', 'blocked'];

/**
 * Reads accounts, and sees whether they are those of one person and which one remains. Nothing is changed.
 *
 * @param shared what they have in common, where that is known
 * @throws NodeApiError when they cannot be read
 */
export async function planOf(
	api: ManagementApi,
	{ ids, shared: known }: { ids: string[]; shared?: string[] },
	settings: LinkSettings,
): Promise<Plan> {
	const { sameness } = settings;
	const fields = [...new Set([...NEEDED, ...fieldsOf(sameness)])].join(',');
	const read = ids.map(async (id) => ({
		id,
		user: await api.find(getUser(id, { fields, include_fields: true })),
	}));
	const leftOut: LeftOut[] = [];
	const users: User[] = [];
	const accounts: Account[] = [];
	for (const { id, user } of await Promise.all(read)) {
		const values = user ? commonsOf(user, sameness) : [];
		if (!user) leftOut.push({ user_id: id, reason: NOT_THERE });
		else if (values.length === 0) leftOut.push({ user_id: id, reason: WHY_NOT[sameness.by] });
		else {
			users.push(user);
			accounts.push({ id, values, connections: connectionsOf(user) });
		}
	}
	const people = connected(accounts);
	const shared = people.flatMap((person) => person.shared);
	const [{ values: [value] = [] } = {}] = accounts;
	const common = shared.length > 0 ? shared.join(', ') : (value ?? known?.join(', '));
	const reason = whyNotLinked(users, { people: people.length, shared, sameness, known });
	if (reason !== undefined) return { common, leftOut, reason };
	const [primary, ...others] = ranked(users, settings);
	if (!primary) return { common, leftOut, reason: TOO_FEW };
	const gains = await gainsOf(
		api,
		primary.user_id,
		others.map(({ user_id: id }) => id),
		settings.wanted,
	);
	const isOfConnection = settings.rule !== 'connection' || isIn(settings.connection, primary);
	return { common, leftOut, link: { primary: primary.user_id, others, gains, isOfConnection } };
}

const NOT_THERE = 'No user has this ID. It may be linked already.';
const CHANGED = 'The accounts have changed since the search found them.';
const TOO_FEW = 'Fewer than two accounts can be linked.';

/** Whoever is blocked must not get in by another account, nor lose the other by the block. */
const IS_BLOCKED =
	'One of the accounts is blocked, and linking it would lift the block or block the others. Unblock or delete it first.';

function whyNotLinked(
	users: User[],
	{
		people,
		shared,
		sameness,
		known,
	}: { people: number; shared: string[]; sameness: Sameness; known?: string[] },
): string | undefined {
	if (users.length < 2) return TOO_FEW;
	if (people > 1) return NOT_SAME[sameness.by];
	if (known !== undefined && !known.some((value) => shared.includes(value))) return CHANGED;
	return users.some(({ blocked }) => blocked === true) ? IS_BLOCKED : undefined;
}

const isIn = (connection: string, user: User) => connectionsOf(user)[0] === connection;

/** The account that remains first, then the others in the order of the rule. */
function ranked(users: User[], { rule, connection }: LinkSettings): User[] {
	const rankOf = (user: User): number => {
		if (rule === 'mostLogins') return -(Number(user.logins_count) || 0);
		if (rule === 'lastLogin') return -(Date.parse(String(user.last_login)) || 0);
		if (rule === 'connection') return isIn(connection, user) ? 0 : 1;
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
