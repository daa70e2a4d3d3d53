import { resource } from '../operation';
import { block } from './block.operation';
import { bulkUpdate } from './bulkUpdate.operation';
import { changePassword } from './changePassword.operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { erase } from './erase.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getEverything } from './getEverything.operation';
import { invite } from './invite.operation';
import { setEmailVerified } from './setEmailVerified.operation';
import { sync } from './sync/sync.operation';
import { unblock } from './unblock.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

export const user = resource({
	option: { name: 'User', value: 'user' },
	operations: [
		block,
		bulkUpdate,
		changePassword,
		create,
		deleteOperation,
		erase,
		get,
		getAll,
		getEverything,
		invite,
		setEmailVerified,
		sync,
		unblock,
		update,
		upsert,
	],
	defaultOperation: 'get',
});
