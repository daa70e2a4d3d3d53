import { METADATA_KEYS } from '../../../api/metadata';
import type { NewUser, UserChange } from '../../../api/userSchema';
import { named } from '../../../fields/named';
import type { Parameters } from '../../../fields/parameters';
import { readRolesColumn } from '../../../fields/user/rolesColumn';
import { readEmptyCells } from '../../../fields/user/emptyCells';
import { checkMetadata } from '../../../fields/user/metadataMode';
import { readNewUser, requireNewUser } from '../../../fields/user/newUser';
import { readSyncKey } from '../../../fields/user/syncKey';
import { InputError } from '../../../transport/inputError';
import type { SyncSettings } from './settings';

/** The wanted state of one user. */
export interface SyncRow {
	/** What the user is matched by, as it is compared. */
	key: string;
	/** What a new user gets. */
	body: NewUser;
	/** What a user who is there is to have, and what not, as null. */
	state: NewUser | UserChange;
	/** The value of the external ID, where users are matched by one. */
	externalId?: string | number;
	/** All roles the user is to have: a list of names and IDs, or a text with commas; absent to keep them. */
	roles?: string | string[];
}

/** @throws InputError naming the field that cannot be used */
export function readRow(parameters: Parameters, { matchBy, mode }: SyncSettings): SyncRow {
	const { key, given, externalId } = readSyncKey(parameters, matchBy);
	const body = readNewUser(parameters, 'fieldsToSet');
	const { email, phone_number: phone, username } = body;
	const own = { email, phone_number: phone, username };
	for (const name of ['email', 'phone_number', 'username'] as const) {
		if (given[name] === undefined || own[name] === undefined || own[name] === given[name]) continue;
		throw new InputError(
			`${named(matchBy.label)} is set twice with different values.`,
			"Remove it from 'Fields to Set': users are matched by it, so it cannot change.",
		);
	}
	const wanted = requireNewUser({ ...body, ...given });
	checkMetadata(wanted, mode);
	const roles = readRolesColumn(parameters.collection('fieldsToSet').roles);
	return {
		key,
		body: wanted,
		state: withEmptyCells(wanted, readEmptyCells(parameters, 'fieldsToSet')),
		...(externalId !== undefined && { externalId }),
		...(roles !== undefined && { roles }),
	};
}

/** The same state without what empty cells clear. */
function withEmptyCells(body: NewUser, cleared: UserChange): NewUser | UserChange {
	if (Object.keys(cleared).length === 0) return body;
	const metadata = METADATA_KEYS.flatMap((key) =>
		body[key] || cleared[key] ? [[key, { ...body[key], ...cleared[key] }] as const] : [],
	);
	return { ...body, ...cleared, ...Object.fromEntries(metadata) };
}
