import { listUserSessions } from '../../api/sessions';
import { userListOperation } from '../userList';

/** get_sessions_for_user. */
export const getSessions = userListOperation(
	{
		name: 'Get Sessions',
		value: 'getSessions',
		action: 'Get the sessions of a user',
		description: 'Retrieve the login sessions of a user (permission read:sessions)',
	},
	'Get Sessions needs the permission read:sessions, and an Enterprise plan of Auth0',
	listUserSessions,
	[
		'id',
		'user_id',
		'created_at',
		'authenticated_at',
		'last_interacted_at',
		'expires_at',
		'device',
		'clients',
	],
);
