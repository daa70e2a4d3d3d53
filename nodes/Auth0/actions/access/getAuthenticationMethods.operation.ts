import { listAuthenticationMethods } from '../../api/authenticationMethods';
import { userList } from '../userList';

/** Lists the MFA factors and passkeys of a user. */
export const getAuthenticationMethods = userList({
	option: {
		name: 'Get Authentication Methods',
		value: 'getAuthenticationMethods',
		action: 'Get authentication methods',
		description: 'Retrieve the MFA factors and passkeys of a user',
	},
	permissions: { needs: ['read:authentication_methods'] },
	listOf: listAuthenticationMethods,
	simplified: [
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
});
