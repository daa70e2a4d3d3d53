import { deleteUserSessions } from '../../api/sessions';
import { userAction } from '../userAction';

/** Ends all sessions of a user: Auth0 accepts it, and carries it out within moments. */
export const revokeSessions = userAction({
	option: {
		name: 'Revoke Sessions',
		value: 'revokeSessions',
		action: 'Revoke sessions',
		description: 'End all sessions of a user, but keep refresh tokens',
	},
	permissions: { needs: ['delete:sessions'] },
	isGuarded: true,
	read: () => undefined,
	async execute(id, _given, { management }) {
		await management.send(deleteUserSessions(id));
		return { user_id: id, sessions: 'revoked' };
	},
});
