import type { INodeProperties } from 'n8n-workflow';

import type { DiscoveryDomainChange, NewDiscoveryDomain } from '../../api/discoveryDomains';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { normaliseHost } from '../../transport/tenant';
import { choice } from '../choice';
import { readSwitch } from '../fieldValues';
import type { Parameters } from '../parameters';
import { textField } from '../textField';

/** The domain that an operation is about. */
export const domainField: INodeProperties = {
	...textField('Domain', 'domain', 'acme.com', 'Domain of the email addresses of its members'),
	required: true,
};

const status = choice({
	displayName: 'Status',
	name: 'status',
	default: 'pending',
	description: 'Whether somebody has proved that the domain belongs to the organization',
	options: [
		{ name: 'Pending', value: 'pending', description: 'Its DNS record is still to be checked' },
		{ name: 'Verified', value: 'verified', description: 'You know that the domain is theirs' },
	],
});

const discovery = {
	displayName: 'Use for Discovery',
	name: 'useForDiscovery',
	type: 'boolean',
	default: true,
	description:
		'Whether people with an email address at the domain are sent to this organization when they log in',
} satisfies INodeProperties;

/** The options of a new domain. */
export const newDomainOptions: INodeProperties[] = [status.field, discovery];

/** What to change of a domain. */
export const domainUpdateField: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Fields to change. Fields you don’t add stay as they are.',
	options: [status.field, discovery],
};

/**
 * The domain in lower case, also of an address such as https://acme.com/.
 *
 * @throws InputError when it is empty, or no domain
 */
export function readDomain(parameters: Parameters): string {
	const typed = parameters.text(domainField.name);
	const advice = `Enter only the domain, such as acme.com. ${CHECK_EXPRESSION}`;
	if (typed === '') throw new InputError("'Domain' is empty.", advice);
	const refuse = (reason: string) => new InputError(`'Domain' ${reason}.`, advice);
	const domain = normaliseHost(typed, refuse);
	if (domain.includes(':')) throw refuse('has a port');
	if (!domain.includes('.')) throw refuse('is not a domain');
	return domain;
}

/** @throws InputError naming the field that cannot be used */
export function readNewDomain(parameters: Parameters): NewDiscoveryDomain {
	return {
		domain: readDomain(parameters),
		status: status.readOption(parameters),
		use_for_organization_discovery: parameters.isOn(discovery.name, discovery.default),
	};
}

/** @throws InputError naming the field that cannot be used, and when there is nothing to change */
export function readDomainUpdate(parameters: Parameters): DiscoveryDomainChange {
	const given = parameters.wholeCollection('updateFields');
	const change = {
		...(given.status !== undefined && { status: status.readValue(given.status) }),
		...(given.useForDiscovery !== undefined && {
			use_for_organization_discovery: readSwitch(discovery, given.useForDiscovery),
		}),
	};
	if (Object.keys(change).length > 0) return change;
	throw new InputError("'Update Fields' is empty.", 'Add a field to change.');
}
