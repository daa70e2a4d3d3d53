import { resource } from '../operation';
import { getAuthenticationMethods } from './getAuthenticationMethods.operation';
import { getRefreshTokens } from './getRefreshTokens.operation';
import { getSessions } from './getSessions.operation';
import { resetMfa } from './resetMfa.operation';
import { revokeAccess } from './revokeAccess.operation';
import { revokeRefreshTokens } from './revokeRefreshTokens.operation';
import { revokeSessions } from './revokeSessions.operation';

export const access = resource({
	option: { name: 'Access', value: 'access', description: 'Sessions, tokens and MFA of a user' },
	operations: [
		getAuthenticationMethods,
		getRefreshTokens,
		getSessions,
		resetMfa,
		revokeAccess,
		revokeRefreshTokens,
		revokeSessions,
	],
	defaultOperation: 'getSessions',
});
