import type { IDataObject } from 'n8n-workflow';

import {
	getDiscoveryDomain,
	listDiscoveryDomains,
	type DiscoveryDomain,
} from '../../api/discoveryDomains';
import { domainField, readDomain } from '../../fields/organization/discoveryDomains';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { changedOrganizationId, organizationKey } from './organizations';

/** A domain of an organization. */
export interface DomainInput {
	organization: OrganizationReference;
	domain: string;
}

/** The fields that name a domain of an organization. */
export const domainFields = [oneOrganizationField, domainField];

/** @throws InputError when one of them is empty, or cannot be used */
export const readDomainInput = (item: Item): DomainInput => ({
	organization: readOrganizationReference(item),
	domain: readDomain(item),
});

/** What an item writes to that changes domains of an organization. */
export const domainKey: NonNullable<
	Extract<Operation<DomainInput>, { key?: unknown }>['key']
> = async ({ organization }, { management }) => [
	organizationKey(await changedOrganizationId(organization, management)),
];

/** A domain as Auth0 shows it, with the DNS record that verifies it. */
export const withDnsRecord = (domain: DiscoveryDomain): IDataObject => ({
	...domain,
	dns_record: { type: 'TXT', name: domain.verification_host, value: domain.verification_txt },
});

/**
 * A domain of an organization by its name.
 *
 * @returns undefined when the organization does not have it
 * @throws NodeApiError for an organization that does not exist
 */
export async function findDomain(
	api: ManagementApi,
	organizationId: string,
	name: string,
): Promise<DiscoveryDomain | undefined> {
	const found = await api.find(getDiscoveryDomain(organizationId, name));
	if (found) return found;
	// Auth0 answers the same for an organization that is not there, whose list it refuses.
	const all = await readList(api, listDiscoveryDomains(organizationId));
	return all.find(({ domain }) => domain.toLowerCase() === name);
}
