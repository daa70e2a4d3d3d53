import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { sendPasswordEmail } from '../../api/notifications';
import { createPasswordChangeTicket, type TicketOptions } from '../../api/tickets';
import { createUser } from '../../api/userCreation';
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
import {
	readTicketOptions,
	ticketOptions,
	type GivenTicketOptions,
} from '../../fields/ticketOptions';
import { notForTools } from '../../fields/tool';
import { newUserFields } from '../../fields/user/newUser';
import { propertyFields } from '../../fields/user/propertyFields';
import type { Auth0Connection } from '../../transport/connection';
import { alsoSay } from '../../transport/nodeErrors';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { ofOrganization, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { newUserKeys } from '../userKeys';
import { findInvited, readInvited, type InvitedBody } from './invitedUser';

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

interface Input {
	body: InvitedBody;
	isLink: boolean;
	given: GivenTicketOptions;
	headers: Headers;
	languageHeaders: Headers;
}

const read = (item: Item): Input => ({
	body: readInvited(item),
	isLink: invitation.read(item) === 'link',
	given: readTicketOptions(item),
	headers: customDomainHeaders(item),
	languageHeaders: emailLanguageHeaders(item),
});

/**
 * Creates the user with a password that nobody knows, then has Auth0 send its email for a change of password,
 * or makes the link for it. A user who is there already is invited again.
 */
async function execute(
	{ body, isLink, given, headers, languageHeaders }: Input,
	auth0: Auth0Connection,
): Promise<IDataObject> {
	const api = auth0.management;
	const organization = await ofOrganization(api, given.organization);
	const options = { ...given.body, ...organization };
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
			TO_NAME_ORGANIZATION,
		],
	},
	fields,
	read,
	key: ({ body }) => newUserKeys(body),
	execute,
};
