import { listUserRefreshTokens } from '../../api/refreshTokens';
import { userList } from '../userList';

/** Lists what is known of the refresh tokens of a user. */
export const getRefreshTokens = userList({
	option: {
		name: 'Get Refresh Tokens',
		value: 'getRefreshTokens',
		action: 'Get refresh tokens',
		description: 'Retrieve refresh token details, but not the tokens themselves',
	},
	permissions: { needs: ['read:refresh_tokens'], plan: 'Enterprise' },
	listOf: listUserRefreshTokens,
	simplified: [
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
});
