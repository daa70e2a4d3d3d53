import type { INodeProperties } from 'n8n-workflow';

import { sendPasswordEmail, type PasswordEmail } from '../../api/notifications';
import { emailLanguageField, emailLanguageHeaders, type Headers } from '../../fields/brandOptions';
import {
	DEFAULT_CONNECTION,
	readConnection,
	requiredConnectionFieldFor,
} from '../../fields/connectionField';
import { emailField, readEmail } from '../../fields/emailAndPhone';
import { optionsField } from '../../fields/requestOptions';
import {
	brandingOrganizationField,
	readOrganizationOption,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { applicationField, readApplication } from '../../fields/tenantFields';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { ofOrganization, TO_NAME_ORGANIZATION } from '../organization/organizations';

const SAME_FOR_UNKNOWN = 'Auth0 answers the same for unknown addresses, but sends them nothing.';

const fields: INodeProperties[] = [
	{
		...emailField,
		required: true,
		description: `Email address of the user. ${SAME_FOR_UNKNOWN}`,
	},
	requiredConnectionFieldFor(
		'The user’s database connection. It must be enabled for the application.',
	),
	optionsField(applicationField, emailLanguageField, brandingOrganizationField),
];

interface Input {
	to: Omit<PasswordEmail, 'organization'>;
	organization?: OrganizationReference;
	headers: Headers;
}

function read(item: Item): Input {
	const email = readEmail(item);
	const connection = readConnection(
		item,
		`Choose the user’s database connection, such as ${DEFAULT_CONNECTION}.`,
	);
	return {
		to: {
			email,
			connection,
			clientId: readApplication(item),
		},
		organization: readOrganizationOption(item),
		headers: emailLanguageHeaders(item),
	};
}

/** Has Auth0 send its email for a change of password, by its public Authentication API. */
export const sendPasswordReset: Operation<Input> = {
	option: {
		name: 'Send Password Reset Email',
		value: 'sendPasswordReset',
		action: 'Send password reset email',
		description: 'Send the user an email with a link to set a new password',
	},
	permissions: { needs: [], also: [TO_NAME_ORGANIZATION] },
	fields,
	read,
	key: ({ to: { email } }) => [email.toLowerCase()],
	async execute({ to, organization, headers }, { authentication, management }) {
		const { organization_id: id } = await ofOrganization(management, organization);
		const request = sendPasswordEmail({ ...to, organization: id });
		const message = await authentication.request({ ...request, headers });
		return { email: to.email, connection: to.connection, message, note: SAME_FOR_UNKNOWN };
	},
};
