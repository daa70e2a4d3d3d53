import { identityIn, loginsOf } from '../../../api/linkedIdentities';
import { canBeGiven } from '../../../api/userIds';
import type { User } from '../../../api/users';
import { LOGINS } from '../../../fields/user/logins';
import { keyOfLogin } from '../../../fields/user/syncKey';
import { cannotBeCreated } from '../../../fields/user/userField';
import { InputError } from '../../../transport/inputError';
import type { ReadItem } from '../../allAtOnce';
import { changeable } from '../userChanges';
import { Absent } from './absent';
import { compare, type Found } from './compare';
import { externalIdIn } from './externalId';
import type { RoleChange } from './roles';
import type { SyncRow } from './row';
import type { SyncSettings } from './settings';

/** An item, and what was found out about its user. */
export interface Entry {
	index: number;
	row: SyncRow;
	/** The user, if there is one already. */
	found?: Found;
	roles?: RoleChange;
	error?: unknown;
	/** Whether the error is told already. */
	isTold?: boolean;
}

/** What every user is asked for, whatever the items have. */
const NEEDED = ['user_id', 'email', 'name', 'blocked', 'identities', 'app_metadata'];

/**
 * Compares items with the users who are there, who are given to it one after another. It keeps of a user
 * only what differs.
 */
export class Comparison {
	readonly entries: Entry[];
	readonly absent: Absent;
	/** How many users of the scope have nothing by which they could be matched. */
	withoutKey = 0;
	private readonly byKey = new Map<string, Entry>();
	/** Of the items that are matched by an external ID. */
	private readonly byEmail = new Map<string, Entry>();
	/** Users without an external ID who have the email address of an item. */
	private readonly adopted = new Map<Entry, Found | Error>();
	/** Users with another external ID who have the email address of an item. */
	private readonly taken = new Map<Entry, Error>();

	constructor(
		items: Array<ReadItem<{ row: SyncRow }>>,
		private readonly settings: SyncSettings,
	) {
		this.absent = new Absent(settings);
		this.entries = items.map(({ index, input: { row } }) => ({ index, row }));
		for (const entry of this.entries) {
			const first = this.byKey.get(entry.row.key);
			if (first) refuseTwice(settings.matchBy.label, first, entry);
			else this.byKey.set(entry.row.key, entry);
			const { email } = entry.row.body;
			if (settings.matchBy.by === 'externalId' && email !== undefined) {
				this.byEmail.set(keyOfLogin(email), entry);
			}
		}
	}

	/** What of a user is compared. */
	get fields(): string[] {
		const fields = new Set(NEEDED);
		for (const { row } of this.entries) {
			for (const name of Object.keys(changeable(row.state))) fields.add(name);
			if (row.state.user_metadata) fields.add('user_metadata');
		}
		const { by } = this.settings.matchBy;
		if (by !== 'externalId' && by !== 'userId') fields.add(LOGINS[by].field);
		return [...fields];
	}

	/** The items whose user was not found so far. */
	get missing(): Entry[] {
		return this.entries.filter((entry) => !entry.error && !entry.found && !this.adopted.has(entry));
	}

	/** Takes note of a user of the tenant. @param isInScope whether it is one of the scope */
	see(user: User, isInScope: boolean): void {
		if (isInScope) this.absent.count(user);
		const key = this.keyOf(user);
		const entry = key === undefined ? undefined : this.byKey.get(key);
		if (entry) return this.match(entry, user, isInScope);
		const isAdopted = this.seeByEmail(user, key, isInScope);
		if (!isInScope || isAdopted) return;
		if (key === undefined) this.withoutKey++;
		else this.absent.add(user);
	}

	/** Ends the comparison: nobody else is there. */
	close(): void {
		for (const [entry, adopted] of this.adopted) {
			if (entry.found || entry.error) continue;
			if (adopted instanceof Error) entry.error = adopted;
			else entry.found = adopted;
		}
		for (const [entry, error] of this.taken) {
			if (!entry.found && !entry.error) entry.error = error;
		}
		this.adopted.clear();
		this.taken.clear();
		if (this.settings.matchBy.by !== 'userId') return;
		for (const entry of this.missing) {
			if (!canBeGiven(entry.row.key)) entry.error = cannotBeCreated(entry.row.key);
		}
	}

	/** Compares an item with a user who was found in the meantime. @throws InputError for somebody else's */
	meet(entry: Entry, user: User): Found {
		const { matchBy } = this.settings;
		const key = this.keyOf(user);
		if (matchBy.by === 'externalId' && key !== undefined && key !== entry.row.key) {
			throw isTaken(user, key);
		}
		return compare(user, entry.row, this.settings, false);
	}

	private keyOf(user: User): string | undefined {
		const { matchBy } = this.settings;
		if (matchBy.by === 'externalId') return externalIdIn(user.app_metadata, matchBy.path);
		if (matchBy.by === 'userId') return user.user_id;
		const login = this.loginsOf(user)[LOGINS[matchBy.by].field];
		return typeof login === 'string' && login !== '' ? keyOfLogin(login) : undefined;
	}

	/** In the connection, a linked identity can have an email address of its own. */
	private loginsOf(user: User) {
		return loginsOf(user, identityIn(this.settings.connection, user));
	}

	private match(entry: Entry, user: User, isInScope: boolean): void {
		if (entry.error || entry.found?.id === user.user_id) return;
		if (entry.found) {
			entry.error = new InputError(
				`Several users have the ${this.settings.matchBy.label} of this item: “${entry.found.id}” and “${user.user_id}”.`,
				'Neither was changed. Correct one of them in Auth0, then run Sync again.',
			);
			return;
		}
		this.compare(entry, user, isInScope);
	}

	private compare(entry: Entry, user: User, isInScope: boolean): void {
		try {
			entry.found = compare(user, entry.row, this.settings, isInScope);
		} catch (error) {
			entry.error = error;
		}
	}

	/** @returns whether a user without an external ID is that of an item, by the email address */
	private seeByEmail(user: User, key: string | undefined, isInScope: boolean): boolean {
		if (this.byEmail.size === 0 || !identityIn(this.settings.connection, user)) return false;
		const { email } = this.loginsOf(user);
		const entry = typeof email === 'string' ? this.byEmail.get(keyOfLogin(email)) : undefined;
		if (!entry) return false;
		if (key !== undefined) {
			this.taken.set(entry, isTaken(user, key));
			return false;
		}
		try {
			this.adopted.set(entry, compare(user, entry.row, this.settings, isInScope));
		} catch (error) {
			this.adopted.set(entry, error instanceof Error ? error : new Error(String(error)));
		}
		return true;
	}
}

const isTaken = (user: User, key: string) =>
	new InputError(
		`The email address of this item belongs to user “${user.user_id}”, whose external ID is “${key}”.`,
		'Check both in your list. If it is the same person, correct the external ID of the user in Auth0.',
	);

function refuseTwice(label: string, first: Entry, second: Entry): void {
	const error = new InputError(
		`Items ${first.index + 1} and ${second.index + 1} have the same ${label}.`,
		'None of them was processed. Remove one, or correct it.',
	);
	first.error ??= error;
	second.error = error;
}
