import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../transport/inputError';
import type { ReadItem } from '../../allAtOnce';
import type { LinkInput } from '../linkDuplicates.operation';
import type { Plan } from './plan';

/** The accounts of a person, and what becomes of them. */
export interface Person {
	item: ReadItem<LinkInput>;
	ids: string[];
	/** What they have in common, of a search. */
	shared?: string[];
	/** Who of an earlier item has the same accounts; nothing is done for the person then. */
	sameAs?: Person;
	plan?: Plan;
	output?: IDataObject;
	error?: unknown;
}

/**
 * Marks those whom an earlier item has, too. One account cannot become part of two people: where only some
 * of the accounts are the same, both get an error.
 */
export function markTwice(people: Person[]): void {
	const byAccounts = new Map<string, Person>();
	const byAccount = new Map<string, Person>();
	for (const person of people) {
		const accounts = JSON.stringify([...person.ids].sort());
		person.sameAs = byAccounts.get(accounts);
		if (person.sameAs) continue;
		byAccounts.set(accounts, person);
		for (const id of person.ids) {
			const other = byAccount.get(id);
			byAccount.set(id, other ?? person);
			if (!other || other === person) continue;
			const error = inTwo(id, other, person);
			other.error ??= error;
			person.error ??= error;
		}
	}
}

const inTwo = (id: string, one: Person, other: Person) =>
	new InputError(
		`User “${id}” is in items ${one.item.index + 1} and ${other.item.index + 1}.`,
		'search' in other.item.input.from
			? 'Neither was linked. The searches of both find different accounts of the same person. Use one search that finds all of them.'
			: 'Neither was linked. Put all accounts of a person into one item.',
	);

/** What tells that items search for the same people. */
export const ONCE_HINT =
	"Several items have the same accounts. To search only once, turn on 'Execute Once' in the Settings of this node.";

/** The output of somebody whose accounts are left as they are, unread. */
export const untouched = ({ ids }: Person, reason: string): IDataObject => ({
	outcome: 'skipped',
	reason,
	left_out: ids.map((id) => ({ user_id: id, reason })),
});
