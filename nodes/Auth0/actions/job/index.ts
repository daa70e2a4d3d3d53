import { resource } from '../operation';
import { exportUsers } from './exportUsers.operation';
import { get } from './get.operation';
import { getErrors } from './getErrors.operation';
import { importUsers } from './importUsers.operation';

export const job = resource({
	option: {
		name: 'Job',
		value: 'job',
		description: 'What exports and imports many users at once',
	},
	operations: [exportUsers, get, getErrors, importUsers],
	defaultOperation: 'exportUsers',
});
