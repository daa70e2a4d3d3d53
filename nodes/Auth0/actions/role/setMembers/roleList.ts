import { listRoleMembers } from '../../../api/roles';
import {
	type SetMembersSettings,
	MAX_REMOVED,
	MAX_REMOVED_PERCENT,
} from '../../../fields/roleMembers';
import { named } from '../../../fields/named';
import { InputError } from '../../../transport/inputError';
import type { ManagementApi } from '../../../transport/managementApi';
import { pagesOf } from '../../../transport/paging';
import { inDigits, inPercent } from '../../hints';
import type { Member } from '../../members';

/** Who has a role now. */
export interface Present {
	user_id: string;
	email?: string;
	name?: string;
}

/** The items of one role: all the members that it is to have. */
export class RoleList {
	readonly added: Member[] = [];
	readonly unchanged: Member[] = [];
	/** Those who have the role and are in no item. */
	readonly removed: Present[] = [];
	private readonly present = new Map<string, Present>();

	constructor(
		readonly roleId: string,
		readonly members: Member[],
	) {}

	/** Compares the items with the members of the role. @throws NodeApiError when they cannot be read */
	async compare(api: ManagementApi): Promise<void> {
		for await (const { rows } of pagesOf(api, listRoleMembers(this.roleId))) {
			for (const { user_id, email, name } of rows) {
				this.present.set(user_id, {
					user_id,
					...(typeof email === 'string' && { email }),
					...(typeof name === 'string' && { name }),
				});
			}
		}
		const wanted = new Set<string>();
		for (const member of this.members) {
			// Of two items of the same user, only the first has something to do.
			const isNew = !this.present.has(member.userId) && !wanted.has(member.userId);
			(isNew ? this.added : this.unchanged).push(member);
			wanted.add(member.userId);
		}
		for (const one of this.present.values()) if (!wanted.has(one.user_id)) this.removed.push(one);
	}

	/** What is known of the user of an item. */
	knownOf({ userId, user }: Member): Omit<Present, 'user_id'> {
		const { email, name } = this.present.get(userId) ?? {};
		const given = 'login' in user && user.login === 'email' ? user.value : undefined;
		const address = email ?? given;
		return {
			...(address !== undefined && { email: address }),
			...(name !== undefined && { name }),
		};
	}

	/**
	 * Why nobody may be changed: more would lose the role than the person allows.
	 *
	 * @param role what the message calls it
	 */
	beyond(
		{ maxRemoved, maxRemovedPercent }: SetMembersSettings,
		role: string,
	): InputError | undefined {
		const [removed, all] = [this.removed.length, this.present.size];
		const percent = all === 0 ? 0 : (100 * removed) / all;
		const what = `${inDigits(removed)} of ${inDigits(all)} members (${inPercent(percent, maxRemovedPercent)}) would be removed from role “${role}”`;
		if (removed > maxRemoved) return tooMany(what, MAX_REMOVED, inDigits(maxRemoved));
		if (percent > maxRemovedPercent) {
			return tooMany(what, MAX_REMOVED_PERCENT, `${maxRemovedPercent} %`);
		}
		return undefined;
	}
}

const tooMany = (what: string, field: string, limit: string) =>
	new InputError(
		`${what}, and ${named(field)} allows ${limit}.`,
		`Nobody was changed. The list may be incomplete: check it, and turn on 'Dry Run' to see what would change. If it is right, raise ${named(field)}.`,
	);
