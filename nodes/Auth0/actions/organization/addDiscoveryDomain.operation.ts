import {
	addDiscoveryDomain as addition,
	type NewDiscoveryDomain,
} from '../../api/discoveryDomains';
import { newDomainOptions, readNewDomain } from '../../fields/organization/discoveryDomains';
import { optionsField } from '../../fields/requestOptions';
import { isMissingPermission } from '../../transport/managementApi';
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
	body: NewDiscoveryDomain;
}

/** Adds a domain to an organization; one that it has already stays as it is. */
export const addDiscoveryDomain: Operation<Input> = {
	option: {
		name: 'Add Discovery Domain',
		value: 'addDiscoveryDomain',
		action: 'Add discovery domain to organization',
		description: 'Add an email domain to an organization',
	},
	permissions: {
		needs: ['create:organization_discovery_domains'],
		also: [
			{
				to: 'return a domain that the organization has already',
				needs: ['read:organization_discovery_domains'],
			},
			TO_NAME_ORGANIZATION,
		],
	},
	fields: [...domainFields, optionsField(...newDomainOptions)],
	read: (item) => ({ ...readDomainInput(item), body: readNewDomain(item) }),
	key: domainKey,
	async execute({ organization, domain, body }, { management }) {
		const id = await changedOrganizationId(organization, management);
		const added = await management.createNew(addition(id, body));
		if (added) return { ...withDnsRecord(added), added: true };
		const found = await findDomain(management, id, domain).catch((caught: unknown) => {
			if (!isMissingPermission(caught)) throw caught;
			return undefined;
		});
		return { ...(found ? withDnsRecord(found) : { domain }), added: false };
	},
};
