import { updateUser } from '../../api/users';
import { outputOptions, simplifyFields } from '../../fields/output';
import { propertyFields } from '../../fields/user/propertyFields';
import { readUserOutput } from '../../fields/user/userOutput';
import { readProperties } from '../../fields/user/userProperties';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { userAction } from '../userAction';

/** Sets a new password, in a database connection. */
export const changePassword = userAction({
	option: {
		name: 'Change Password',
		value: 'changePassword',
		action: 'Change user password',
		description: 'Set a new password and end the user’s sessions',
	},
	permissions: { needs: ['update:users'] },
	isGuarded: true,
	fields: [{ ...propertyFields.password, required: true }, ...simplifyFields],
	options: [propertyFields.connection, ...outputOptions],
	read(item) {
		const { password } = readProperties({ password: item.value('password') });
		if (typeof password !== 'string' || password === '') {
			throw new InputError("'Password' is empty.", `Enter the new password. ${CHECK_EXPRESSION}`);
		}
		const connection = item.locatorOption('connection');
		return { body: { password, ...(connection && { connection }) }, show: readUserOutput(item) };
	},
	execute: async (id, { body, show }, { management }) =>
		show(await management.request(updateUser(id, body))),
});
