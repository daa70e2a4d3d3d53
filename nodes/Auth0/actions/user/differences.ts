import type { IDataObject } from 'n8n-workflow';

import { canonicalJson } from '../../api/canonicalJson';
import { isPrimary, loginsOf } from '../../api/linkedIdentities';
import { only, type UserChange, type UserProperty } from '../../api/userSchema';
import type { Metadata } from '../../api/metadata';
import { isRecord } from '../../transport/answers';

/** They are compared without regard to case: databases store them in lower case. */
const CASELESS: ReadonlySet<string> = new Set(['email', 'username'] satisfies UserProperty[]);

/** What Auth0 changes of a linked identity, if its connection is named. */
const OF_IDENTITIES: ReadonlySet<string> = new Set([
	'email',
	'email_verified',
	'phone_number',
	'phone_verified',
	'username',
] satisfies UserProperty[]);

/**
 * What is left to change of a user who was read, so that he is as wanted, metadata apart: a request
 * for a linked identity, whose connection has to be named, and one for the user.
 *
 * @param identity the one that is meant, if it can be a linked one
 * @returns the bodies of the requests; empty ones would change nothing
 */
export function differences(
	user: IDataObject,
	wanted: UserChange,
	identity?: IDataObject,
): { ofIdentity: UserChange; ofUser: UserChange } {
	const isLinked = identity !== undefined && !isPrimary(user, identity);
	const isOfIdentity = (key: string) => isLinked && OF_IDENTITIES.has(key);
	const logins = loginsOf(user, identity);
	const left = only(
		wanted,
		(key) => !isSame(key, (isOfIdentity(key) ? logins : user)[key], wanted[key]),
	);
	const ofIdentity = only(left, isOfIdentity);
	const connection = String(identity?.connection);
	return {
		ofIdentity: Object.keys(ofIdentity).length === 0 ? {} : { ...ofIdentity, connection },
		ofUser: only(left, (key) => !isOfIdentity(key)),
	};
}

/** @param has what the user has; Auth0 stores no switch until it is set once, and nothing of what is cleared */
function isSame(key: string, has: unknown, wanted: unknown): boolean {
	const isNothing = wanted === false || wanted === null;
	if (isNothing && (has === undefined || has === null)) return true;
	if (CASELESS.has(key)) return String(has).toLowerCase() === String(wanted).toLowerCase();
	return canonicalJson(has) === canonicalJson(wanted);
}

/** What is left to send of metadata, for Auth0's merge of the first level. */
export function metadataDifferences(
	{ user_metadata: user, app_metadata: app }: IDataObject,
	wanted: Metadata,
): Metadata {
	const userLeft = wanted.user_metadata && metadataLeft(user, wanted.user_metadata);
	const appLeft = wanted.app_metadata && metadataLeft(app, wanted.app_metadata);
	return {
		...(userLeft && { user_metadata: userLeft }),
		...(appLeft && { app_metadata: appLeft }),
	};
}

/** @returns undefined when nothing is left */
function metadataLeft(stored: unknown, wanted: IDataObject): IDataObject | undefined {
	const has = new Map<string, unknown>(Object.entries(isRecord(stored) ? stored : {}));
	// An empty object removes everything.
	if (Object.keys(wanted).length === 0) return has.size === 0 ? undefined : wanted;
	const left = Object.entries(wanted).filter(([key, value]) =>
		value === null ? has.has(key) : canonicalJson(has.get(key)) !== canonicalJson(value),
	);
	return left.length === 0 ? undefined : Object.fromEntries(left);
}
