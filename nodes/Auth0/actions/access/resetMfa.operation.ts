import { deleteAuthenticationMethods } from '../../api/authenticationMethods';
import { userAction } from '../userAction';
import { requireUser, TO_CHECK } from '../userCheck';

/**
 * Looks for the user, then removes the authentication methods: Auth0 answers the same for an ID that no user
 * has.
 */
export const resetMfa = userAction({
	option: {
		name: 'Reset MFA',
		value: 'resetMfa',
		action: 'Reset MFA',
		description: 'Remove all MFA factors, so the user has to enroll again',
	},
	permissions: {
		needs: ['delete:authentication_methods'],
		also: [TO_CHECK],
	},
	isGuarded: true,
	read: () => undefined,
	async execute(id, _given, { management }, user) {
		const checked = await requireUser(management, id, user);
		await management.send(deleteAuthenticationMethods(id));
		return { user_id: id, authentication_methods: 'removed', ...checked };
	},
});
