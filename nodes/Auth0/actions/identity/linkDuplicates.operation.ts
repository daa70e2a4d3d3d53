import {
	carried,
	groupsFrom,
	linkDuplicatesFields,
	preferredConnection,
	primaryRule,
	readUserIds,
} from '../../fields/user/linkDuplicatesFields';
import { readModelLimit } from '../../fields/user/modelLimit';
import { readRequestOptions } from '../../fields/requestOptions';
import { readSameness } from '../../fields/user/sameness';
import { nobodyFound, readSearch, type SearchedUsers } from '../../fields/user/searchFields';
import { CHOOSE_FROM_LIST } from '../../transport/advice';
import { InputError } from '../../transport/inputError';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { TO_CARRY_OVER } from './carryOver';
import { LinkRun } from './duplicates/linkRun';
import type { LinkSettings } from './duplicates/plan';

/** What is read of an item. */
export interface LinkInput {
	/** The accounts of a person, or a search for people. */
	from: { ids: string[] } | { search: SearchedUsers; nobodyFound: string };
	settings: LinkSettings;
	isDryRun: boolean;
	maxGroups: number;
	/** The most accounts that a model may link; undefined where no model runs the node. */
	modelLimit?: number;
	requestsInFlight?: number;
	continuesOnFail: boolean;
	signal?: AbortSignal;
}

const read = (item: Item): LinkInput => ({
	from:
		groupsFrom.read(item) === 'items'
			? { ids: readUserIds(item) }
			: { search: readSearch(item), nobodyFound: nobodyFound(item, 'No duplicates found.') },
	settings: readSettings(item),
	isDryRun: item.isSet('dryRun'),
	maxGroups: item.number('maxGroups'),
	modelLimit: item.isTool ? readModelLimit(item) : undefined,
	requestsInFlight: readRequestOptions(item).requestsInFlight,
	continuesOnFail: item.continuesOnFail,
	signal: item.signal,
});

function readSettings(item: Item): LinkSettings {
	const rule = primaryRule.read(item);
	const connection = rule === 'connection' ? item.reference(preferredConnection.name).value : '';
	if (rule === 'connection' && connection === '') {
		throw new InputError(`'${preferredConnection.displayName}' is empty.`, CHOOSE_FROM_LIST);
	}
	return { sameness: readSameness(item), rule, connection, wanted: carried.read(item) };
}

/** Links the accounts of people, so that each is one user. */
export const linkDuplicates: Operation<LinkInput> = {
	option: {
		name: 'Link Duplicates',
		value: 'linkDuplicates',
		action: 'Link duplicate users',
		description: 'Link all accounts of a person, after a dry run',
	},
	permissions: {
		needs: ['read:users', 'update:users'],
		also: [
			...TO_CARRY_OVER.filter(({ to }) => to !== 'carry metadata over'),
			{ to: 'link users of several databases', needs: ['read:connections'] },
		],
	},
	fields: linkDuplicatesFields,
	read,
	async *executeAll(items, { management }, run) {
		const [first] = items;
		if (first) yield* new LinkRun(management, items, first.input, run).execute();
	},
};
