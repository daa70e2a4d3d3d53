import { nothing } from '../../transport/answers';
import { path } from '../../transport/path';
import { userAction } from './userAction';
import { subjectOf } from './userReference';

/** user_revoke_access: Auth0 accepts it, and carries it out within moments. */
export const revokeAccess = userAction({
	option: {
		name: 'Revoke Access',
		value: 'revokeAccess',
		action: 'Revoke the access of a user',
		description:
			'End all sessions of a user and revoke the refresh tokens, as for off-boarding; the user can log in again unless blocked (permissions delete:sessions, delete:refresh_tokens)',
	},
	hint: 'Revoke Access needs the permissions delete:sessions and delete:refresh_tokens',
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
	async carryOut(id, preserveRefreshTokens, _item, api) {
		await api.request({
			method: 'POST',
			answers: nothing,
			path: path`/users/${id}/revoke-access`,
			body: { preserve_refresh_tokens: preserveRefreshTokens },
			subject: subjectOf(id),
			isRepeatable: true,
		});
		return {
			user_id: id,
			sessions: 'revoked',
			refresh_tokens: preserveRefreshTokens ? 'preserved' : 'revoked',
		};
	},
});
