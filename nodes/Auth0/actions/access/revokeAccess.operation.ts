import { revokeUserAccess } from '../../api/sessions';
import { userAction } from '../userAction';
import { requireUser } from '../user/userCheck';

/**
 * get_users_by_id, then user_revoke_access: Auth0 accepts it, also for an ID that no user has, and acts on
 * it within moments.
 */
export const revokeAccess = userAction({
	option: {
		name: 'Revoke Access',
		value: 'revokeAccess',
		action: 'Revoke the access of a user',
		description:
			'End all sessions of a user and revoke the refresh tokens, as for off-boarding; the user can log in again unless blocked (permissions delete:sessions, delete:refresh_tokens; read:users to refuse the ID of nobody)',
	},
	hint: 'Revoke Access needs the permissions delete:sessions and delete:refresh_tokens; with read:users it also tells whether there is such a user',
	options: [
		{
			displayName: 'Preserve Refresh Tokens',
			name: 'preserveRefreshTokens',
			type: 'boolean',
			default: false,
			description: 'Whether to end the sessions only, and leave the refresh tokens as they are',
		},
	],
	read: (item) => item.isOn('preserveRefreshTokens', false),
	async run(id, preserveRefreshTokens, item, api) {
		const checked = await requireUser(item, api, id);
		await api.send(revokeUserAccess(id, { preserve_refresh_tokens: preserveRefreshTokens }));
		return {
			user_id: id,
			sessions: 'revoked',
			refresh_tokens: preserveRefreshTokens ? 'preserved' : 'revoked',
			...checked,
		};
	},
});
