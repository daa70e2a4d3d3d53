import { AUTHENTICATION_ERRORS, UNKNOWN_DISPATCH } from '../../api/authenticationRefusals';
import type { Headers } from '../../fields/brandOptions';
import { aSentence } from '../../transport/answers';
import type { AuthenticationApi } from '../../transport/authenticationApi';

/** In whose name the email is sent, and in which language. */
export interface EmailSender {
	/** The application; by default that of the credential. */
	clientId?: string;
	/** The ID of the organization. */
	organization?: string;
	headers: Headers;
}

// Source: Auth0's rate limit policy.
const LIMIT = {
	text: 'Auth0 takes ten of these requests for one email address, and then one a minute.',
	refillMs: 60_000,
};

/**
 * Has Auth0 send its email for a change of password [changePassword, Authentication API]. Nobody gets
 * it twice: after an unknown outcome it is not sent again.
 *
 * @returns Auth0's own words, which are the same whether there is such a user or not
 */
export const sendPasswordEmail = async (
	authentication: AuthenticationApi,
	email: string,
	connection: string,
	{ clientId, organization, headers }: EmailSender,
): Promise<string> =>
	await authentication.request({
		method: 'POST',
		path: '/dbconnections/change_password',
		body: { email, connection, ...(organization && { organization }) },
		headers,
		clientId,
		limitedBy: email.toLowerCase(),
		limit: LIMIT,
		errors: AUTHENTICATION_ERRORS,
		whenUnknown: UNKNOWN_DISPATCH,
		answers: aSentence,
		answersText: aSentence,
	});
