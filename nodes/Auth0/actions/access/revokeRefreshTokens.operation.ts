import { deleteUserRefreshTokens } from '../../api/refreshTokens';
import { userAction } from '../userAction';

/** Revokes all refresh tokens of a user: Auth0 accepts it, and carries it out within moments. */
export const revokeRefreshTokens = userAction({
	option: {
		name: 'Revoke Refresh Tokens',
		value: 'revokeRefreshTokens',
		action: 'Revoke refresh tokens',
		description: 'Revoke all refresh tokens of a user, but keep sessions open',
	},
	permissions: { needs: ['delete:refresh_tokens'] },
	isGuarded: true,
	read: () => undefined,
	async execute(id, _given, { management }) {
		await management.send(deleteUserRefreshTokens(id));
		return { user_id: id, refresh_tokens: 'revoked' };
	},
});
