import type { IDataObject } from 'n8n-workflow';

import { identitiesOf, identityIn, isPrimary, loginsOf } from '../../../api/linkedIdentities';
import type { UserChange } from '../../../api/userSchema';
import type { User } from '../../../api/users';
import { checkUpdate } from '../../../fields/user/checks';
import { isRecord } from '../../../transport/answers';
import { mergedMetadata } from '../metadataMerge';
import { changesOf } from '../userChanges';
import { withExternalId } from './externalId';
import { blockOf, MARK } from './returning';
import type { SyncRow } from './row';
import type { SyncSettings } from './settings';
import { loginsIn } from './loginTurns';

/** What of a user who is there differs from the item. */
export interface Found {
	id: string;
	email?: string;
	name?: string;
	/** The bodies of the requests. */
	changes: UserChange[];
	/** The logins that the changes give the user, and those that they replace, as `loginsIn` writes them. */
	takes: string[];
	givesUp: string[];
	/** Whether the user is to be added to the organization. */
	joins: boolean;
	/** Whether the user stays blocked, by somebody else. */
	staysBlocked: boolean;
}

/**
 * Compares a user with an item, after the merge of metadata.
 *
 * @param isInScope whether the user is of the scope
 * @throws InputError when Auth0 refuses such a change for users of this kind
 */
export function compare(
	user: User,
	row: SyncRow,
	settings: SyncSettings,
	isInScope: boolean,
): Found {
	const { state } = row;
	const block = blockOf(user, state.blocked, settings.unblocksReturning);
	const wanted = block === 'lift' ? { ...state, blocked: false } : state;
	const metadata = metadataOf(user, row, settings, block);
	const identity = identityIn(settings.connection, user);
	const changes = changesOf(user, wanted, metadata, identity);
	for (const change of changes) checkUpdate(change, user.user_id);
	const { email, name } = user;
	return {
		id: user.user_id,
		...(typeof email === 'string' && { email }),
		...(typeof name === 'string' && { name }),
		changes,
		...loginChanges(user, changes, identity),
		joins: settings.scope.kind === 'organization' && !isInScope,
		staysBlocked: user.blocked === true && block === 'keep' && state.blocked === undefined,
	};
}

function loginChanges(user: IDataObject, changes: UserChange[], identity?: IDataObject) {
	const { connection } = identity ?? identitiesOf(user).find((own) => isPrimary(user, own)) ?? {};
	const logins = loginsOf(user, identity);
	const replaced = changes.flatMap((change) =>
		Object.keys(change).map((name): [string, IDataObject[string]] => [name, logins[name]]),
	);
	return {
		takes: changes.flatMap((change) => loginsIn(change, connection)),
		givesUp: loginsIn(Object.fromEntries(replaced), connection),
	};
}

/** The metadata to send: that of the item, with the external ID and the mark of Sync. */
function metadataOf(
	user: IDataObject,
	{ state, externalId }: SyncRow,
	{ mode, matchBy }: SyncSettings,
	block: ReturnType<typeof blockOf>,
) {
	const { user_metadata, app_metadata } = mergedMetadata(state, user, mode);
	const has = isRecord(user.app_metadata) ? user.app_metadata : {};
	const app = app_metadata && emptied(app_metadata, has);
	const withId =
		matchBy.by === 'externalId' && externalId !== undefined
			? withExternalId(app, has, matchBy.path, externalId)
			: app;
	return {
		...(user_metadata && { user_metadata }),
		...withMark(withId, has, block),
	};
}

/** An empty object, with which Auth0 removes everything, as the entries to remove: others can be added. */
const emptied = (change: IDataObject, has: IDataObject): IDataObject =>
	Object.keys(change).length > 0
		? change
		: Object.fromEntries(Object.keys(has).map((name): [string, null] => [name, null]));

function withMark(
	change: IDataObject | undefined,
	has: IDataObject,
	block: ReturnType<typeof blockOf>,
) {
	if (!Object.hasOwn(has, MARK)) return change && { app_metadata: change };
	if (block !== 'keep') return { app_metadata: { ...change, [MARK]: null } };
	// Where all metadata is replaced, who is still blocked keeps the mark.
	return change && { app_metadata: { ...change, [MARK]: has[MARK] } };
}
