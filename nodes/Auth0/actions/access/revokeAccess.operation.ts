import { revokeUserAccess } from '../../api/sessions';
import {
	accessOutput,
	preserveTokensField,
	readPreserveTokens,
} from '../../fields/user/preserveTokens';
import { userAction } from '../userAction';
import { requireUser, TO_CHECK } from '../userCheck';

/**
 * Looks for the user, then revokes the access: Auth0 accepts it, also for an ID that no user has, and acts on
 * it within moments.
 */
export const revokeAccess = userAction({
	option: {
		name: 'Revoke Access',
		value: 'revokeAccess',
		action: 'Revoke access',
		description: 'End all sessions and revoke all refresh tokens',
	},
	permissions: {
		needs: ['delete:sessions', 'delete:refresh_tokens'],
		also: [TO_CHECK],
	},
	isGuarded: true,
	options: [preserveTokensField],
	read: readPreserveTokens,
	async execute(id, preserveRefreshTokens, { management }, user) {
		const checked = await requireUser(management, id, user);
		await management.send(revokeUserAccess(id, { preserve_refresh_tokens: preserveRefreshTokens }));
		return {
			user_id: id,
			...accessOutput(preserveRefreshTokens),
			...checked,
		};
	},
});
