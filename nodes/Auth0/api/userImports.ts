import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import type { ErrorText } from '../transport/errors';
import { formOf } from '../transport/form';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest } from '../transport/request';
import type { UserError } from './jobErrors';
import { job, type Job } from './jobs';
import type { BodyOf, IMPORTED_USER } from './userSchema';

/** What a user logs in with, that an import can bring along. */
export interface ImportedCredentials {
	password_hash?: string;
	custom_password_hash?: IDataObject;
	mfa_factors?: IDataObject[];
}

/** A user to import. */
export type ImportedUser = BodyOf<typeof IMPORTED_USER> & ImportedCredentials & { email: string };

/** How users are imported. */
export interface ImportSettings {
	connectionId: string;
	/** Whether users who exist are updated; otherwise they fail. */
	upsert: boolean;
	externalId?: string;
	sendsCompletionEmail: boolean;
}

/** The most bytes of users in one import: Auth0 takes 512,000 with all that is around them. */
export const MAX_IMPORT_BYTES = 450_000;

/** How many imports Auth0 runs at a time. */
export const MAX_IMPORTS = 2;

const HARMLESS =
	"With 'Upsert' on, it is safe to run these items again: users who are in Auth0 already are updated.";

/** What to do after an import of which nobody knows how far it came. */
export const howToGoOn = (upsert: boolean) =>
	upsert
		? HARMLESS
		: "If you run these items again, those that are in Auth0 already fail, and nothing else happens to them. With 'Upsert' on, they are updated instead.";

type Content = Omit<Management.CreateImportUsersRequestContent, 'users'>;

/**
 * Has Auth0 import users: a job, which may fail for some of them.
 *
 * @param users a list in JSON
 * @see https://auth0.com/docs/api/management/v2/jobs/post-users-imports
 */
export const createUsersImport = (
	users: string,
	{ connectionId, upsert, externalId, sendsCompletionEmail }: ImportSettings,
): ApiRequest<Job> => {
	const fields: Record<keyof Content & string, string | undefined> = {
		connection_id: connectionId,
		upsert: String(upsert),
		external_id: externalId,
		send_completion_email: String(sendsCompletionEmail),
	};
	const given = Object.entries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value] as const],
	);
	return {
		method: 'POST',
		path: '/jobs/users-imports',
		textBody: formOf({
			...Object.fromEntries(given),
			users: { fileName: 'users.json', contentType: 'application/json', text: users },
		}),
		// Others that are refused meanwhile are not held back.
		limitedBy: 'users-imports',
		limit: {
			text: `Auth0 runs ${MAX_IMPORTS} imports at a time. Wait until the others have ended, then run these items again.`,
			refillMs: 10_000,
		},
		whenUnknown: `The import may have started. ${howToGoOn(upsert)}`,
		labels: { connection_id: 'Connection', external_id: 'External ID', upsert: 'Upsert' },
		errors: IMPORT_ERRORS,
		answers: job,
	};
};

/** Why Auth0 does not start an import. The wordings are those of its OpenAPI document. */
const IMPORT_ERRORS: readonly RefusalRule[] = [
	{
		status: 413,
		message: 'The import is too large.',
		description:
			'Auth0 accepts 500 KB for an import, and the node sends less. A proxy between n8n and Auth0 may allow less than that: check its limit.',
	},
	{
		status: 400,
		pattern: /connection does not exist/i,
		message: 'The connection does not exist.',
		description: "Choose 'Connection' from the list, or check its ID.",
	},
	{
		status: 400,
		pattern: /must be a database connection/i,
		message: 'Users can only be imported into a database connection.',
		description: "Choose a database in 'Connection'.",
	},
	{
		status: 400,
		pattern: /connection must be enabled/i,
		message: 'The connection is not enabled.',
		description:
			'Enable it for an application in Auth0 Dashboard → Authentication → Database → the connection → Applications.',
	},
	{
		status: 400,
		pattern: /without import mode/i,
		message: 'The custom database of this connection does not import users.',
		description:
			'Turn on “Import Users to Auth0” in Auth0 Dashboard → Authentication → Database → the connection, or choose another one.',
	},
];

/** What Auth0's codes of users who were not imported mean, and what to do. */
const CODES: Record<string, ErrorText> = {
	DUPLICATED_USER: {
		message: 'This user is in Auth0 already.',
		description:
			"Its email address, user ID, username or phone number is taken. To update users who exist, turn on 'Upsert'.",
	},
	CONFLICT: {
		message: 'Another user has the same email address, user ID, username or phone number.',
		description: 'Correct or remove the value that is taken.',
	},
	CONFLICT_EMAIL: {
		message: 'Another user has this email address.',
		description: 'Use a different one, or change that user.',
	},
	CONFLICT_USERNAME: {
		message: 'Another user has this username.',
		description: 'Use a different one, or change that user.',
	},
	MFA_FACTORS_FAILED: {
		message: 'Auth0 did not import the MFA factors of this user.',
		description: "Check 'MFA Factors'. The user may be in Auth0 without them.",
	},
};

/** Why Auth0 did not import a user, in words. */
export function explainUserErrors(errors: readonly UserError[]): ErrorText {
	const [first] = errors;
	const known = CODES[first?.code ?? ''];
	const place = first?.path ? ` Check “${first.path}”.` : '';
	const words = errors
		.map(({ code, message }) => (message ? `${message} (${code})` : code))
		.filter(Boolean)
		.join('; ');
	return {
		message: known?.message ?? 'Auth0 did not import this user.',
		description: `${known?.description ?? 'Correct the value, then run this item again.'}${place}${words && ` Auth0’s answer: ${words}`}`,
	};
}
