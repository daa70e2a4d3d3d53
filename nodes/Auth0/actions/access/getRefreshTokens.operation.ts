import { listUserRefreshTokens } from '../../api/refreshTokens';
import { REFRESH_TOKEN } from '../../api/resultKinds';
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
	kind: REFRESH_TOKEN,
});
