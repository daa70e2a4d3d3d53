import { syncFields } from '../../../fields/user/syncFields';
import type { Item } from '../../item';
import type { Operation } from '../../operation';
import { TO_NAME_ORGANIZATION } from '../../organization/organizations';
import { readRow } from './row';
import { readSettings, sameForAll } from './settings';
import { SyncRun, type SyncInput } from './syncRun';

const settingsOf = sameForAll();

function read(item: Item): SyncInput {
	const settings = settingsOf(readSettings(item));
	const { continuesOnFail, signal } = item;
	return { row: readRow(item, settings), settings, continuesOnFail, signal };
}

/** Makes the users of a scope as the items have them. */
export const sync: Operation<SyncInput> = {
	option: {
		name: 'Sync',
		value: 'sync',
		action: 'Sync users',
		description: 'Make users match a list: create, update, block or delete',
	},
	permissions: {
		needs: ['read:users', 'create:users', 'update:users'],
		also: [
			{ to: 'read a connection by an export', needs: ['read:connections'] },
			{ to: 'delete', needs: ['delete:users'] },
			{
				to: 'set roles',
				needs: ['read:roles', 'read:role_members', 'create:role_members', 'delete:role_members'],
			},
			{
				to: 'sync an organization',
				needs: ['read:organization_members', 'create:organization_members'],
			},
			{ to: 'remove users from it', needs: ['delete:organization_members'] },
			TO_NAME_ORGANIZATION,
		],
	},
	insteadAsTool: 'Use Create or Update, Block or Delete for single users.',
	whyNotAsTool: 'it changes everybody who is not in a list',
	fields: syncFields,
	read,
	async *executeAll(items, auth0, run) {
		const [first] = items;
		if (first) yield* new SyncRun(auth0, items, first.input, run).execute();
	},
};
