import { SESSION } from '../../api/resultKinds';
import { listUserSessions } from '../../api/sessions';
import { userList } from '../userList';

/** Lists the login sessions of a user. */
export const getSessions = userList({
	option: {
		name: 'Get Sessions',
		value: 'getSessions',
		action: 'Get sessions',
		description: 'Retrieve the login sessions of a user',
	},
	permissions: { needs: ['read:sessions'], plan: 'Enterprise' },
	listOf: listUserSessions,
	kind: SESSION,
});
