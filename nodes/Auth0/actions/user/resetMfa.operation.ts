import { nothing } from '../../transport/answers';
import { path } from '../../transport/path';
import { userAction } from './userAction';
import { subjectOf } from './userReference';

/** delete_authentication-methods. */
export const resetMfa = userAction({
	option: {
		name: 'Reset MFA',
		value: 'resetMfa',
		action: 'Reset the MFA of a user',
		description:
			'Remove all enrolled authentication methods, so that the user enrolls anew at the next login (permission delete:authentication_methods)',
	},
	hint: 'Reset MFA needs the permission delete:authentication_methods',
	read: () => undefined,
	async carryOut(id, _given, _item, api) {
		await api.request({
			method: 'DELETE',
			answers: nothing,
			path: path`/users/${id}/authentication-methods`,
			subject: subjectOf(id),
		});
		return { user_id: id, authentication_methods: 'removed' };
	},
});
