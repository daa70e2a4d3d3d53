import type { INodeProperties } from 'n8n-workflow';

import { METADATA_KEYS, type Metadata } from '../../api/metadata';
import type { UserChange } from '../../api/userSchema';
import { isRecord } from '../../transport/answers';
import type { Parameters } from '../parameters';
import { readEntryName, readRows } from '../rows';
import { isBlank } from './newUser';
import type { PropertyName } from './propertyFields';
import { apiKeyOf } from './userProperties';

/** What becomes of a property whose cell is empty. */
export const clearEmptyField: INodeProperties = {
	displayName: 'Clear Empty Cells',
	name: 'clearEmptyCells',
	type: 'boolean',
	default: false,
	description:
		'Whether an empty cell removes the value from a user in Auth0: of names, phone number, picture and metadata entries. If off, an empty cell changes nothing.',
};

/** The properties that an empty cell can clear: without them, people can still log in with their email address. */
const CLEARED = [
	'familyName',
	'givenName',
	'name',
	'nickname',
	'phoneNumber',
	'picture',
] as const satisfies PropertyName[];

const METADATA_ROWS = {
	app_metadata: ['appMetadataFields', 'App Metadata (Fields)'],
	user_metadata: ['userMetadataFields', 'User Metadata (Fields)'],
} as const;

/**
 * What the empty cells of a collection clear, as null.
 *
 * @returns nothing where they are to change nothing
 */
export function readEmptyCells(parameters: Parameters, collection: string): UserChange & Metadata {
	if (!parameters.isOn(clearEmptyField.name, clearEmptyField.default === true)) return {};
	const given = parameters.collection(collection);
	const empty = CLEARED.filter((name) => Object.hasOwn(given, name) && isBlank(given[name]));
	const metadata = METADATA_KEYS.flatMap((key) => {
		const [name, label] = METADATA_ROWS[key];
		const rows = readRows(label, given[name]).filter((row) => isRecord(row) && isBlank(row.value));
		const entries = rows.map((row): [string, null] => [readEntryName(label, row.name), null]);
		return entries.length === 0 ? [] : [[key, Object.fromEntries(entries)] as const];
	});
	return {
		...Object.fromEntries(empty.map((name) => [apiKeyOf(name), null])),
		...Object.fromEntries(metadata),
	};
}
