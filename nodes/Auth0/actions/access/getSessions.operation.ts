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
	simplified: [
		'id',
		'user_id',
		'created_at',
		'authenticated_at',
		'last_interacted_at',
		'expires_at',
		'device',
		'clients',
	],
});
