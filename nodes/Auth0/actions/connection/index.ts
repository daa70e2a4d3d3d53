import { resource } from '../operation';
import { addApplications } from './addApplications.operation';
import { deleteUser } from './deleteUser.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getApplications } from './getApplications.operation';
import { getStatus } from './getStatus.operation';
import { removeApplications } from './removeApplications.operation';

export const connection = resource({
	option: {
		name: 'Connection',
		value: 'connection',
		description: 'Where users come from: databases and identity providers',
	},
	operations: [
		addApplications,
		deleteUser,
		get,
		getAll,
		getApplications,
		getStatus,
		removeApplications,
	],
	defaultOperation: 'getAll',
});
