import type { User } from '../../../api/users';
import type { SyncSettings } from './settings';

/** A user who is not in the list. */
export interface AbsentUser {
	user_id: string;
	email?: string;
	name?: string;
}

/** The users of a scope who are not in the list: all are counted, and no more are kept than may be changed. */
export class Absent {
	readonly users: AbsentUser[] = [];
	/** How many would be changed. */
	total = 0;
	/** How many are there of whom these can be. */
	base = 0;

	constructor(private readonly settings: Pick<SyncSettings, 'absentUsers' | 'maxAbsent'>) {}

	/** Takes note of a user of the scope. */
	count(user: User): void {
		if (this.concerns(user)) this.base++;
	}

	/** Takes note of one who is not in the list. */
	add(user: User): void {
		if (!this.concerns(user)) return;
		this.total++;
		if (this.settings.absentUsers === 'nothing' || this.users.length >= this.settings.maxAbsent) {
			return;
		}
		const { user_id, email, name } = user;
		this.users.push({
			user_id,
			...(typeof email === 'string' && { email }),
			...(typeof name === 'string' && { name }),
		});
	}

	/** The users of whom this many would be changed, in percent. */
	get percent(): number {
		return this.base === 0 ? 0 : (100 * this.total) / this.base;
	}

	/** Whoever is blocked already is not blocked again. */
	private concerns({ blocked }: User): boolean {
		return this.settings.absentUsers !== 'block' || blocked !== true;
	}
}
