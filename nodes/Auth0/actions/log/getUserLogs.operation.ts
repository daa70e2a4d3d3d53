import { listUserLogs } from '../../api/logs';
import { LOG_EVENT } from '../../api/resultKinds';
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
	kind: LOG_EVENT,
});
