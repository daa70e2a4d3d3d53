import {
	updateDiscoveryDomain as change,
	type DiscoveryDomainChange,
} from '../../api/discoveryDomains';
import { domainUpdateField, readDomainUpdate } from '../../fields/organization/discoveryDomains';
import { optionsField } from '../../fields/requestOptions';
import { InputError } from '../../transport/inputError';
import type { Operation } from '../operation';
import {
	domainFields,
	domainKey,
	findDomain,
	readDomainInput,
	withDnsRecord,
	type DomainInput,
} from './discoveryDomains';
import { changedOrganizationId, TO_NAME_ORGANIZATION } from './organizations';

interface Input extends DomainInput {
	body: DiscoveryDomainChange;
}

/** Changes a domain of an organization, such as to a verified one. */
export const updateDiscoveryDomain: Operation<Input> = {
	option: {
		name: 'Update Discovery Domain',
		value: 'updateDiscoveryDomain',
		action: 'Update discovery domain of organization',
		description: 'Verify an email domain, or change its use',
	},
	permissions: {
		needs: ['read:organization_discovery_domains', 'update:organization_discovery_domains'],
		also: [TO_NAME_ORGANIZATION],
	},
	fields: [...domainFields, domainUpdateField, optionsField()],
	read: (item) => ({ ...readDomainInput(item), body: readDomainUpdate(item) }),
	key: domainKey,
	async execute({ organization, domain, body }, { management }) {
		const id = await changedOrganizationId(organization, management);
		const found = await findDomain(management, id, domain);
		if (found) return withDnsRecord(await management.request(change(id, found, body)));
		throw new InputError(
			`The organization has no domain “${domain}”.`,
			"Check 'Domain'. Auth0 takes some seconds until it finds a domain that was added.",
		);
	},
};
