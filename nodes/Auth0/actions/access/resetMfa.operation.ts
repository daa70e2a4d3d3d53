import { deleteAuthenticationMethods } from '../../api/authenticationMethods';
import { userAction } from '../userAction';
import { requireUser } from '../user/userCheck';

/** get_users_by_id, then delete_authentication-methods, which Auth0 also answers for an ID that no user has. */
export const resetMfa = userAction({
	option: {
		name: 'Reset MFA',
		value: 'resetMfa',
		action: 'Reset the MFA of a user',
		description:
			'Remove all enrolled authentication methods, so that the user enrolls anew at the next login (permission delete:authentication_methods; read:users to refuse the ID of nobody)',
	},
	hint: 'Reset MFA needs the permission delete:authentication_methods; with read:users it also tells whether there is such a user',
	read: () => undefined,
	async run(id, _given, item, api) {
		const checked = await requireUser(item, api, id);
		await api.send(deleteAuthenticationMethods(id));
		return { user_id: id, authentication_methods: 'removed', ...checked };
	},
});
