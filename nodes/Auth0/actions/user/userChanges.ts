import type { IDataObject } from 'n8n-workflow';

import { isMetadataKey, type Metadata } from '../../api/metadata';
import { only, type NewUserBody, type UserChange, type UserProperty } from '../../api/userSchema';
import { differences, metadataDifferences } from './differences';

/** What says where a user is created, and what is only meant for a new one. */
const FOR_NEW_USERS: ReadonlySet<string> = new Set([
	'connection',
	'password',
	'user_id',
	'verify_email',
] satisfies UserProperty[]);

/** What of a user to create can be changed of one who is there, metadata apart. */
export const changeable = (wanted: NewUserBody | UserChange): UserChange =>
	only(wanted, (key) => !FOR_NEW_USERS.has(key) && !isMetadataKey(key));

/**
 * The bodies of the requests after which a user who was read is as wanted: of a linked identity with its
 * connection, and of the user. None of them is empty.
 *
 * @param metadata what to send of it, merged
 * @param identity the one that is meant, if it can be a linked one
 */
export function changesOf(
	user: IDataObject,
	wanted: NewUserBody | UserChange,
	metadata: Metadata,
	identity?: IDataObject,
): UserChange[] {
	const { ofIdentity, ofUser } = differences(user, changeable(wanted), identity);
	return [ofIdentity, { ...ofUser, ...metadataDifferences(user, metadata) }]
		.filter((change) => Object.keys(change).length > 0)
		.flatMap(separately);
}

/** Auth0 changes a username in a request of its own. */
function separately(change: UserChange): UserChange[] {
	const { username, ...rest } = change;
	const isExclusive = 'email' in change || 'email_verified' in change;
	if (username === undefined || !isExclusive) return [change];
	const { connection } = change;
	return [rest, { username, ...(connection !== undefined && { connection }) }];
}
