import { listDiscoveryDomains } from '../../api/discoveryDomains';
import { listFields, readLimit } from '../../fields/listFields';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';
import { withDnsRecord } from './discoveryDomains';
import { organizationIdOf, TO_NAME_ORGANIZATION } from './organizations';

/** Lists the domains of an organization. */
export const getDiscoveryDomains: Operation<{
	organization: OrganizationReference;
	limit: number;
}> = {
	option: {
		name: 'Get Discovery Domains',
		value: 'getDiscoveryDomains',
		action: 'Get discovery domains of organization',
		description: 'Retrieve the email domains of an organization',
	},
	permissions: {
		needs: ['read:organization_discovery_domains'],
		also: [TO_NAME_ORGANIZATION],
	},
	fields: [oneOrganizationField, ...listFields, optionsField()],
	read: (item) => ({ organization: readOrganizationReference(item), limit: readLimit(item) }),
	async execute({ organization, limit }, { management }) {
		const id = await organizationIdOf(management, organization);
		const domains = await readList(management, listDiscoveryDomains(id), limit);
		return domains.map(withDnsRecord);
	},
};
