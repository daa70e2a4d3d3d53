import type { INodeProperties } from 'n8n-workflow';

import type { TicketOptions } from '../api/tickets';
import { InputError } from '../transport/inputError';
import { customDomainField } from './brandOptions';
import type { Parameters } from './parameters';
import {
	brandingOrganizationField,
	readOrganizationOption,
	type OrganizationReference,
} from './organization/organizationField';
import { applicationField, readApplication } from './tenantFields';

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
		description: 'Whether to add the email address to the URL that the user is redirected to',
	},
	brandingOrganizationField,
	{
		displayName: 'Result URL',
		name: 'resultUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/welcome',
		description:
			'URL to redirect the user to afterwards (Classic Login only). Cannot be combined with Organization, nor, for a verification link, with Application.',
	},
	{
		displayName: 'Valid For (Hours)',
		name: 'validForHours',
		type: 'number',
		typeOptions: { minValue: 0.01 },
		default: 120,
		description: 'Number of hours before the link expires. Defaults to five days.',
	},
];

/** The error of an option that Auth0 does not accept together with another. */
export const notWithResultUrl = (label: string) =>
	new InputError(
		`'Result URL' and '${label}' cannot be used together.`,
		'Auth0 accepts only one of them. Remove the other.',
	);

/** What can be chosen about a link; the organization is not looked up yet. */
export interface GivenTicketOptions {
	body: Omit<TicketOptions, 'organization_id'>;
	organization?: OrganizationReference;
}

/** @throws InputError naming the option that cannot be used */
export function readTicketOptions(parameters: Parameters): GivenTicketOptions {
	const resultUrl = parameters.textOption('resultUrl');
	const clientId = readApplication(parameters);
	const organization = readOrganizationOption(parameters);
	if (resultUrl && organization) {
		throw notWithResultUrl('Organization');
	}
	if (resultUrl && !/^https?:\/\/\S+$/i.test(resultUrl)) {
		throw new InputError(
			`“${resultUrl}” in 'Result URL' is not a URL.`,
			'Enter one such as https://app.example.com/welcome.',
		);
	}
	const hours = parameters.numberOption('validForHours');
	return {
		body: {
			...(resultUrl && { result_url: resultUrl }),
			...(clientId && { client_id: clientId }),
			...(hours !== undefined && { ttl_sec: Math.round(hours * SECONDS_OF_AN_HOUR) }),
			...(parameters.isOn('includeEmailInRedirect', false) && { includeEmailInRedirect: true }),
		},
		organization,
	};
}
