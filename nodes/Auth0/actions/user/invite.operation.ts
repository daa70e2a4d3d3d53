import { randomBytes, randomInt } from 'crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { sendPasswordEmail } from '../../api/notifications';
import { createPasswordChangeTicket, type TicketOptions } from '../../api/tickets';
import { findUserIn } from '../../api/userLogins';
import { createUser, updateUser, type User } from '../../api/users';
import type { NewUser } from '../../api/userSchema';
import { alphabetically } from '../../fields/alphabetically';
import {
	customDomainHeaders,
	emailLanguageField,
	emailLanguageHeaders,
	type Headers,
} from '../../fields/brandOptions';
import { choice } from '../../fields/choice';
import { requiredConnectionFieldFor } from '../../fields/connectionField';
import { onlyFor } from '../../fields/onlyFor';
import { optionsField } from '../../fields/requestOptions';
import { readTicketOptions, ticketOptions } from '../../fields/ticketOptions';
import { notForTools } from '../../fields/tool';
import { requireNewUser, newUserFields, readNewUser } from '../../fields/user/newUser';
import { propertyFields } from '../../fields/user/propertyFields';
import { isRecord } from '../../transport/answers';
import type { Auth0Connection } from '../../transport/connection';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { alsoSay } from '../../transport/nodeErrors';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { newUserKeys } from '../userKeys';

/** What marks an invited user, in app_metadata. */
const MARK = 'invited_at';

const PASSWORD_BYTES = 32;

/** Auth0's own email is not told these. */
const OF_LINKS: ReadonlySet<string> = new Set([
	'includeEmailInRedirect',
	'resultUrl',
	'validForHours',
]);

const onlyForLinks = (option: INodeProperties): INodeProperties =>
	OF_LINKS.has(option.name) ? onlyFor({ '/invitation': ['link'] }, option) : option;

const invitation = choice({
	displayName: 'Invitation',
	name: 'invitation',
	noDataExpression: true,
	default: 'email',
	description: 'How to send the person the link to set a password',
	options: [
		{
			name: 'Email From Auth0',
			value: 'email',
			description: 'Auth0 sends its Change Password email',
		},
		{
			name: 'Link in the Output',
			value: 'link',
			description: 'Returns a link that you send yourself',
		},
	],
});

const fields: INodeProperties[] = [
	requiredConnectionFieldFor('The database connection to create the user in.'),
	{
		...propertyFields.email,
		required: true,
		description: 'Email address of the person to invite',
	},
	// A tool has Auth0 send the email: the link is not for a model.
	notForTools(invitation.field),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'More fields to set on a new user',
		options: alphabetically(
			newUserFields.filter(({ name }) => !['emailVerified', 'verifyEmail'].includes(name)),
		),
	},
	optionsField(
		...ticketOptions.map(onlyForLinks),
		onlyFor({ '/invitation': ['email'] }, emailLanguageField),
	),
];

type InvitedBody = NewUser & { email: string; app_metadata: IDataObject };

interface Input {
	body: InvitedBody;
	isLink: boolean;
	options: TicketOptions;
	headers: Headers;
	languageHeaders: Headers;
}

const read = (item: Item): Input => ({
	body: readInvited(item),
	isLink: invitation.read(item) === 'link',
	options: readTicketOptions(item),
	headers: customDomainHeaders(item),
	languageHeaders: emailLanguageHeaders(item),
});

/**
 * Creates the user with a password that nobody knows, then has Auth0 send its email for a change of password,
 * or makes the link for it. A user who is there already is invited again.
 */
async function execute(
	{ body, isLink, options, headers, languageHeaders }: Input,
	auth0: Auth0Connection,
): Promise<IDataObject> {
	const api = auth0.management;
	const created = await api.createNew({ ...createUser(body, true), headers });
	const user = created ?? (await findInvited(api, body));
	const id = user.user_id;
	const outcome = created ? 'invited' : 'invited_again';
	try {
		if (isLink) {
			const request = { ...createPasswordChangeTicket(id, asInvitation(options)), headers };
			const { ticket } = await api.request(request);
			return { user_id: id, email: user.email, outcome, ticket };
		}
		await sendEmail(auth0, body, options, languageHeaders);
		return { user_id: id, email: user.email, outcome, email_sent: true };
	} catch (caught) {
		throw alsoSay(
			caught,
			`User “${id}” was ${created ? 'created' : 'found'}. Running this item again invites the same user.`,
		);
	}
}

function readInvited(item: Item): InvitedBody {
	const given = readNewUser(item, 'additionalFields');
	const { email = '' } = given;
	if (email === '') {
		throw new InputError(
			"'Email' is empty.",
			`Enter the email address to send the invitation to. ${CHECK_EXPRESSION}`,
		);
	}
	return requireNewUser({
		...given,
		email,
		password: newPassword(),
		email_verified: false,
		verify_email: false,
		app_metadata: { ...given.app_metadata, [MARK]: newMark() },
	});
}

/** The time, to more digits than a clock has: no other run has the same, so that its work can be told. */
const newMark = () => new Date().toISOString().replace('Z', `${randomInt(1e5, 1e6)}Z`);

/** A password that meets the strictest policy of Auth0, and that is never shown. */
const newPassword = () => `aA1!${randomBytes(PASSWORD_BYTES).toString('base64url')}`;

/** Who has the email address in the connection already; from now on, marked as invited. */
async function findInvited(api: ManagementApi, body: InvitedBody): Promise<User> {
	const login = { property: 'email' as const, value: body.email };
	const user = await findUserIn(api, body.connection, login);
	if (!user) {
		throw new InputError(
			`“${body.email}” cannot be invited: another user already has this username, phone number or user ID.`,
			"Change them under 'Additional Fields'.",
		);
	}
	const metadata = isRecord(user.app_metadata) ? user.app_metadata : {};
	if (metadata[MARK] !== undefined) return user;
	const mark = { [MARK]: body.app_metadata[MARK] };
	return await api.request(updateUser(user.user_id, { app_metadata: mark }));
}

/** The link came by email: who uses it has verified the address. */
const asInvitation = (options: TicketOptions): TicketOptions => ({
	...options,
	mark_email_as_verified: true,
});

const sendEmail = async (
	{ authentication }: Auth0Connection,
	{ email, connection }: InvitedBody,
	{ client_id: clientId, organization_id: organization }: TicketOptions,
	headers: Headers,
) =>
	await authentication.request({
		...sendPasswordEmail({
			email,
			connection,
			clientId,
			organization,
		}),
		headers,
	});

/** Creates a user who chooses the password by a link. */
export const invite: Operation<Input> = {
	option: {
		name: 'Invite',
		value: 'invite',
		action: 'Invite user',
		description: 'Create a user who sets their own password by email or link',
	},
	permissions: {
		needs: ['create:users'],
		also: [
			{ to: 'get a link', needs: ['create:user_tickets'] },
			{ to: 'invite somebody again', needs: ['read:users', 'update:users'] },
		],
	},
	fields,
	read,
	key: ({ body }) => newUserKeys(body),
	execute,
};
