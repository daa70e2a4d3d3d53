import { createUser } from '../../../api/userCreation';
import { assignRoles, unassignRoles } from '../../../api/roles';
import { findUserIn } from '../../../api/userLogins';
import { getUser, updateUser, type User } from '../../../api/users';
import { LOGINS } from '../../../fields/user/logins';
import { isInDoubt, type ManagementApi } from '../../../transport/managementApi';
import type { Comparison, Entry } from './comparison';
import { withExternalId } from './externalId';
import type { Found } from './compare';
import { changesRoles, compareRolesOf } from './roles';
import type { SyncRow } from './row';
import type { SyncSettings } from './settings';

/** What was done for an item. */
export interface Done {
	outcome: 'created' | 'updated' | 'unchanged' | 'created_or_updated';
	found: Found;
}

/** Whether anything is to be done for an item. */
export const isToChange = (entry: Entry) =>
	!entry.found || entry.found.changes.length > 0 || entry.found.joins || changesRoles(entry);

/** The body of the user to create for an item. */
export function newUserOf({ body, externalId }: SyncRow, { matchBy }: SyncSettings) {
	if (matchBy.by !== 'externalId' || externalId === undefined) return body;
	const metadata = withExternalId(body.app_metadata, {}, matchBy.path, externalId);
	return metadata ? { ...body, app_metadata: metadata } : body;
}

/** Creates or changes users for items. */
export class CarryOut {
	constructor(
		private readonly api: ManagementApi,
		private readonly settings: SyncSettings,
		private readonly comparison: Comparison,
	) {}

	/**
	 * Makes the user as the item has it. When another run creates or deletes the user in between, it starts
	 * once more, so that there is one user in the end.
	 */
	async run(entry: Entry): Promise<Done> {
		const done = await this.ofUser(entry);
		const { found, outcome } = done;
		if (!entry.found && outcome !== 'created') await compareRolesOf(this.api, entry, found.id);
		await this.setRoles(found.id, entry);
		return outcome === 'unchanged' && changesRoles(entry) ? { found, outcome: 'updated' } : done;
	}

	private async ofUser(entry: Entry): Promise<Done> {
		const { found } = entry;
		if (found) {
			if (await this.update(found)) return { outcome: 'updated', found };
		} else {
			const { user, isInDoubt: mayBeOurs } = await this.createNew(entry);
			if (user) return created(user);
			const other = await this.meet(entry);
			if (other && (await this.update(other))) {
				const isChanged = other.changes.length > 0;
				const outcome = mayBeOurs ? 'created_or_updated' : isChanged ? 'updated' : 'unchanged';
				return { outcome, found: other };
			}
		}
		return created(await this.api.request(this.creationOf(entry)));
	}

	/** @returns whether the user is still there */
	private async update({ id, changes }: Found): Promise<boolean> {
		const { headers } = this.settings;
		for (const change of changes) {
			if (!(await this.api.find({ ...updateUser(id, change), headers }))) return false;
		}
		return true;
	}

	/** Creates the user; whoever else is there is left as is. */
	private async createNew(entry: Entry): Promise<{ user?: User; isInDoubt: boolean }> {
		const created = this.api
			.createNew(this.creationOf(entry))
			.then((user) => ({ user, isInDoubt: false }));
		return await created.catch((caught: unknown) => {
			if (!isInDoubt(caught)) throw caught;
			return { isInDoubt: true };
		});
	}

	/** Finds the user who was created in the meantime, or whom the search did not know yet. */
	private async meet(entry: Entry): Promise<Found | undefined> {
		const { matchBy, connection } = this.settings;
		const { body, key } = entry.row;
		const user = await (matchBy.by === 'userId'
			? this.api.find(getUser(key))
			: this.findBy(connection, matchBy.by === 'externalId' ? 'email' : matchBy.by, body));
		return user && this.comparison.meet(entry, user);
	}

	private async findBy(connection: string, login: keyof typeof LOGINS, body: SyncRow['body']) {
		const property = LOGINS[login].field;
		const value = body[property];
		if (value === undefined) return undefined;
		return await findUserIn(this.api, connection, { property, value });
	}

	private creationOf({ row }: Entry) {
		const { headers } = this.settings;
		return { ...createUser(newUserOf(row, this.settings)), headers };
	}

	private async setRoles(id: string, { roles }: Entry): Promise<void> {
		const added = [...(roles?.added.keys() ?? [])];
		const removed = [...(roles?.removed.keys() ?? [])];
		// First what is missing: a user who is left with too many roles can still work.
		if (added.length > 0) await this.api.send(assignRoles(id, added));
		if (removed.length > 0) await this.api.send(unassignRoles(id, removed));
	}
}

function created(user: User): Done {
	const { user_id: id, email, name } = user;
	return {
		outcome: 'created',
		found: {
			id,
			...(typeof email === 'string' && { email }),
			...(typeof name === 'string' && { name }),
			changes: [],
			takes: [],
			givesUp: [],
			joins: true,
			staysBlocked: false,
		},
	};
}
