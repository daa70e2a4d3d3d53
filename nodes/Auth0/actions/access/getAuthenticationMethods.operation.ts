import { listAuthenticationMethods } from '../../api/authenticationMethods';
import { AUTHENTICATION_METHOD } from '../../api/resultKinds';
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
	kind: AUTHENTICATION_METHOD,
});
