import { resource } from '../operation';
import { getUserLogs } from './getUserLogs.operation';

export const log = resource({
	option: { name: 'Log', value: 'log' },
	operations: [getUserLogs],
	defaultOperation: 'getUserLogs',
});
