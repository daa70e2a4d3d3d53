import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { identitiesOf, loginsOf } from '../../api/linkedIdentities';
import { sendPasswordEmail } from '../../api/notifications';
import { revokeUserAccess } from '../../api/sessions';
import { emailLanguageField, emailLanguageHeaders } from '../../fields/brandOptions';
import type { Parameters } from '../../fields/parameters';
import { applicationField, readApplication } from '../../fields/tenantFields';
import { accessOutput } from '../../fields/user/preserveTokens';
import { userFirst } from '../../fields/user/userOutput';
import { Progress } from '../progress';
import { type BulkChange, filterFor } from './bulkChange';

/** Auth0's name for its own databases and for those of a script. */
const DATABASE_PROVIDER = 'auth0';

const alsoRevokeField: INodeProperties = {
	displayName: 'Also Revoke Access',
	name: 'alsoRevokeAccess',
	type: 'boolean',
	default: false,
	description:
		'Whether to also end all sessions and revoke all refresh tokens of each user who gets the email',
};

/** The options of a Bulk Update that sends password reset emails. */
export const passwordEmailOptions: INodeProperties[] = [
	alsoRevokeField,
	applicationField,
	emailLanguageField,
];

/** Where a password is reset: an address in a database. */
interface Recipient {
	email: string;
	connection: string;
}

/** The database identities of a user, those that were linked among them, with their own addresses. */
const recipientsOf = (user: IDataObject): Recipient[] =>
	databaseIdentitiesOf(user).flatMap((identity) => {
		const { email } = loginsOf(user, identity);
		return typeof email === 'string' && email !== ''
			? [{ email, connection: String(identity.connection) }]
			: [];
	});

const databaseIdentitiesOf = (user: IDataObject) =>
	identitiesOf(user).filter(({ provider }) => provider === DATABASE_PROVIDER);

/** Why there is nobody to send an email to, or why none is sent; undefined when it is. */
function whyNot(user: IDataObject): string | undefined {
	if (databaseIdentitiesOf(user).length === 0) {
		return 'Not in a database connection, so there is no password to reset.';
	}
	if (recipientsOf(user).length === 0) return 'No email address to send to.';
	return user.blocked === true
		? 'Blocked. Setting a new password could lift the block.'
		: undefined;
}

/**
 * Has Auth0 send its email for a change of password to each user who has a password, once for each database.
 *
 * @throws InputError for a language that is none
 */
export function readPasswordEmails(parameters: Parameters): BulkChange {
	const headers = emailLanguageHeaders(parameters);
	const clientId = readApplication(parameters);
	const revokes = parameters.isOn(alsoRevokeField.name, false);
	const outputOf = (user: IDataObject) => ({
		...(revokes && accessOutput(false)),
		email_sent: true,
		sent_to: recipientsOf(user),
	});
	return {
		would: 'would get a password reset email',
		did: 'got a password reset email',
		forTheRest: filterFor('email', 'emailed'),
		needs: ['identities', 'blocked'],
		skips: whyNot,
		skipped: { email_sent: false },
		preview: outputOf,
		async run({ management, authentication }, user, identity) {
			const progress = new Progress('');
			// First what does no harm when the user is processed again: nobody gets two emails by that.
			if (revokes) {
				const request = revokeUserAccess(user.user_id, { preserve_refresh_tokens: false });
				await progress.step('access revoked', async () => await management.send(request));
			}
			for (const to of recipientsOf(user)) {
				const request = { ...sendPasswordEmail({ ...to, clientId }), headers };
				await progress.step(`email sent to ${to.email}`, async () => {
					await authentication.request(request);
				});
			}
			return userFirst({ ...identity, ...outputOf(user) });
		},
	};
}
