import { resource } from '../operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getUserLogs } from './getUserLogs.operation';

export const log = resource({
	option: { name: 'Log', value: 'log', description: 'What happened in the tenant' },
	operations: [get, getAll, getUserLogs],
	defaultOperation: 'getUserLogs',
});
