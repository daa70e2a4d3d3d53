import type { INodeProperties } from 'n8n-workflow';

import { CUSTOM_DOMAIN_CONFLICT } from '../../api/customDomains';
import { object, aText } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import { customDomainField, type Headers } from '../../fields/brandOptions';
import { applicationField, organizationField } from '../../fields/tenantFields';
import { subjectOf } from '../../api/users';
import { InputError } from '../../transport/inputError';

const SECONDS_OF_AN_HOUR = 3600;

/** The options of both kinds of link. */
export const ticketOptions: INodeProperties[] = [
	applicationField,
	customDomainField,
	{
		displayName: 'Include Email in Redirect',
		name: 'includeEmailInRedirect',
		type: 'boolean',
		default: false,
		description:
			'Whether the address to which the user is sent on afterwards holds the email address',
	},
	organizationField,
	{
		displayName: 'Result URL',
		name: 'resultUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/welcome',
		description:
			'Where the user is sent afterwards, in the Classic Login of Auth0. Not together with Organization, and for a verification link not with Application.',
	},
	{
		displayName: 'Valid For (Hours)',
		name: 'validForHours',
		type: 'number',
		typeOptions: { minValue: 0.01 },
		default: 120,
		description: 'How many hours the link works. By default it is five days.',
	},
];

/** The body of a ticket [post_password-change, post_email-verification] besides the user. */
export interface TicketBody {
	result_url?: string;
	client_id?: string;
	organization_id?: string;
	ttl_sec?: number;
	includeEmailInRedirect?: boolean;
	mark_email_as_verified?: boolean;
}

/** @throws InputError naming the option that cannot be used */
export function readTicketOptions(item: Item): TicketBody {
	const resultUrl = item.textOption('resultUrl');
	const clientId = item.locatorOption('application');
	const organizationId = item.locatorOption('organization');
	if (resultUrl && organizationId) {
		throw new InputError(
			'Result URL and Organization are given together.',
			'Auth0 takes one of the two: remove the other.',
		);
	}
	if (resultUrl && !/^https?:\/\/\S+$/i.test(resultUrl)) {
		throw new InputError(
			`Result URL: “${resultUrl}” is not an address.`,
			'Enter one such as https://app.example.com/welcome.',
		);
	}
	const hours = item.numberOption('validForHours');
	return {
		...(resultUrl && { result_url: resultUrl }),
		...(clientId && { client_id: clientId }),
		...(organizationId && { organization_id: organizationId }),
		...(hours !== undefined && { ttl_sec: Math.round(hours * SECONDS_OF_AN_HOUR) }),
		...(item.isOn('includeEmailInRedirect', false) && { includeEmailInRedirect: true }),
	};
}

/** What the panel calls the properties of a ticket. */
const LABELS = {
	client_id: 'Application',
	includeEmailInRedirect: 'Include Email in Redirect',
	mark_email_as_verified: 'Mark Email as Verified',
	organization_id: 'Organization',
	result_url: 'Result URL',
	ttl_sec: 'Valid For (Hours)',
	user_id: 'User',
};

/**
 * Makes a link for a user. Twice is harmless: the first link, which nobody has seen, expires.
 *
 * @returns the link, which is as good as a password until it expires
 */
export async function createTicket(
	api: ManagementApi,
	kind: 'password-change' | 'email-verification',
	id: string,
	body: TicketBody,
	headers: Headers,
): Promise<string> {
	const { ticket } = await api.request({
		method: 'POST',
		path: `/tickets/${kind}`,
		body: { ...body, user_id: id },
		headers,
		subject: subjectOf(id),
		labels: LABELS,
		errors: [CUSTOM_DOMAIN_CONFLICT],
		answers: object({ ticket: aText }),
		isIdempotent: true,
	});
	return ticket;
}
