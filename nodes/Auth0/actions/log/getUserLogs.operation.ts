import { listUserLogs } from '../../api/logs';
import { userList } from '../userList';

/** Lists the log events of a user, the newest first. */
export const getUserLogs = userList({
	option: {
		name: 'Get User Logs',
		value: 'getUserLogs',
		action: 'Get user logs',
		description: 'Retrieve the log events of a user, newest first, up to 1,000',
	},
	permissions: { needs: ['read:logs'] },
	listOf: listUserLogs,
	simplified: [
		'log_id',
		'date',
		'type',
		'description',
		'connection',
		'client_name',
		'ip',
		'user_agent',
		'user_id',
		'user_name',
	],
});
