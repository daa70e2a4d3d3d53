import { listAuthenticationMethods } from '../../api/authenticationMethods';
import { userListOperation } from '../userList';

/** get_authentication-methods. */
export const getAuthenticationMethods = userListOperation(
	{
		name: 'Get Authentication Methods',
		value: 'getAuthenticationMethods',
		action: 'Get the authentication methods of a user',
		description:
			'Retrieve the MFA factors and passkeys that a user has enrolled (permission read:authentication_methods)',
	},
	'Get Authentication Methods needs the permission read:authentication_methods',
	listAuthenticationMethods,
	[
		'id',
		'type',
		'name',
		'confirmed',
		'phone_number',
		'email',
		'preferred_authentication_method',
		'created_at',
		'enrolled_at',
		'last_auth_at',
	],
);
