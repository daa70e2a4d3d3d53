import { IDENTITY_EXAMPLE } from '../../api/examples';
import { createVerificationEmail, getJob, type Job } from '../../api/jobs';
import {
	customDomainField,
	customDomainHeaders,
	emailLanguageField,
	emailLanguageHeaders,
} from '../../fields/brandOptions';
import {
	brandingOrganizationField,
	readOrganizationOption,
} from '../../fields/organization/organizationField';
import { applicationField, readApplication } from '../../fields/tenantFields';
import { splitIdentity } from '../../fields/user/identities';
import { pause } from '../../transport/cancellation';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { ofOrganization, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { userAction } from '../userAction';
import { TO_SEE_WHY_NOT, whyNotSent } from './failedEmail';

const FIRST_LOOK_MS = 250;
const MAX_LOOKS = 7;

/** Has Auth0 send the email, and looks at its job until that has ended. */
export const sendVerificationEmail = userAction({
	option: {
		name: 'Send Verification Email',
		value: 'sendVerificationEmail',
		action: 'Send verification email',
		description: 'Send the user an email with a link to verify the address',
	},
	permissions: {
		needs: ['update:users'],
		also: [
			{ to: 'see whether it was sent', needs: ['read:users'] },
			TO_SEE_WHY_NOT,
			TO_NAME_ORGANIZATION,
		],
	},
	options: [
		applicationField,
		customDomainField,
		emailLanguageField,
		{
			displayName: 'Identity',
			name: 'identity',
			type: 'string',
			default: '',
			placeholder: `e.g. ${IDENTITY_EXAMPLE}`,
			description:
				'The linked identity whose email address to verify. Leave empty to use the user’s first identity.',
		},
		brandingOrganizationField,
		{
			displayName: 'Wait Until Sent',
			name: 'waitUntilSent',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait up to 30 seconds until Auth0 confirms that the email was sent. If off, the status is pending.',
		},
	],
	read(item) {
		const clientId = readApplication(item);
		const identity = item.textOption('identity');
		const body = {
			...(clientId && { client_id: clientId }),
			...(identity && { identity: splitIdentity('Identity', identity) }),
		};
		return {
			body,
			organization: readOrganizationOption(item),
			headers: { ...customDomainHeaders(item), ...emailLanguageHeaders(item) },
			isWaitedFor: item.isOn('waitUntilSent', true),
			signal: item.signal,
		};
	},
	async execute(id, { body, organization, headers, isWaitedFor, signal }, { management }) {
		const options = { ...body, ...(await ofOrganization(management, organization)) };
		const job = await management.request({ ...createVerificationEmail(id, options), headers });
		const ended = isWaitedFor ? await untilEnded(job, management, signal) : job;
		if (ended.status === 'failed') {
			throw new InputError(
				`Auth0 could not send the verification email to user “${id}”.`,
				`${ended.status_details ?? ''} ${await whyNotSent(management, id, ended.created_at)}`.trim(),
			);
		}
		return { user_id: id, ...ended };
	},
});

/** The job as it is in the end; as it is now, when the application may not look or it takes long. */
async function untilEnded(started: Job, api: ManagementApi, signal?: AbortSignal): Promise<Job> {
	let job = started;
	for (let look = 0; look < MAX_LOOKS && job.status === 'pending'; look++) {
		await pause(FIRST_LOOK_MS * 2 ** look, [signal]);
		try {
			job = await api.request(getJob(job.id));
		} catch {
			// The email is on its way, whatever keeps us from looking.
			return job;
		}
	}
	return job;
}
