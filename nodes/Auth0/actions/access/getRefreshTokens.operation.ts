import { listUserRefreshTokens } from '../../api/refreshTokens';
import { userListOperation } from '../userList';

/** get_refresh_tokens_for_user. */
export const getRefreshTokens = userListOperation(
	{
		name: 'Get Refresh Tokens',
		value: 'getRefreshTokens',
		action: 'Get the refresh tokens of a user',
		description:
			'Retrieve what is known of the refresh tokens of a user, not the tokens themselves (permission read:refresh_tokens)',
	},
	'Get Refresh Tokens needs the permission read:refresh_tokens, and an Enterprise plan of Auth0',
	listUserRefreshTokens,
	[
		'id',
		'user_id',
		'created_at',
		'last_exchanged_at',
		'expires_at',
		'client_id',
		'session_id',
		'device',
		'rotating',
	],
);
