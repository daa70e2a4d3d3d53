import type { Management } from 'auth0';

import { aText, anId, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest, Subject } from '../transport/request';
import { chosenOrganization } from './organizations';

const discoveryDomain = partOf<Management.OrganizationDiscoveryDomain>()({
	id: anId,
	domain: aText,
	verification_host: aText,
	verification_txt: aText,
});

/** A domain by whose email addresses Auth0 finds an organization, as far as the node relies on it. */
export type DiscoveryDomain = ReturnType<typeof discoveryDomain>;

/** A domain to add. */
export type NewDiscoveryDomain = Management.CreateOrganizationDiscoveryDomainRequestContent;

/** What to change of a domain. */
export type DiscoveryDomainChange = Management.UpdateOrganizationDiscoveryDomainRequestContent;

const LABELS: Record<string, string> = {
	domain: 'Domain',
	status: 'Status',
	use_for_organization_discovery: 'Use for Discovery',
};

const domainSubject = (domain: string): Subject => ({
	name: `Domain “${domain}”`,
	whenMissing:
		"Check 'Domain' and 'Organization'. Auth0 takes some seconds until it finds a domain that was added.",
});

/**
 * Lists the domains of an organization, some seconds behind.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-discovery-domains
 */
export const listDiscoveryDomains = (organizationId: string): ListRequest<DiscoveryDomain> => ({
	path: path`/organizations/${organizationId}/discovery-domains`,
	isCheckpoint: true,
	subject: chosenOrganization(organizationId),
	row: discoveryDomain,
});

/**
 * Retrieves a domain of an organization by its name.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-discovery-domain-by-name
 */
export const getDiscoveryDomain = (
	organizationId: string,
	domain: string,
): ApiRequest<DiscoveryDomain> => ({
	method: 'GET',
	path: path`/organizations/${organizationId}/discovery-domains/name/${domain}`,
	subject: domainSubject(domain),
	answers: discoveryDomain,
});

/**
 * Adds a domain to an organization, which cannot have it twice: Auth0 refuses the second.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/post-discovery-domains
 */
export const addDiscoveryDomain = (
	organizationId: string,
	body: NewDiscoveryDomain,
): ApiRequest<DiscoveryDomain, NewDiscoveryDomain> => ({
	method: 'POST',
	isIdempotent: true,
	path: path`/organizations/${organizationId}/discovery-domains`,
	body,
	subject: chosenOrganization(organizationId),
	labels: LABELS,
	answers: discoveryDomain,
});

/**
 * Changes a domain of an organization.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/patch-discovery-domains-by-discovery-domain-id
 */
export const updateDiscoveryDomain = (
	organizationId: string,
	{ id, domain }: DiscoveryDomain,
	body: DiscoveryDomainChange,
): ApiRequest<DiscoveryDomain, DiscoveryDomainChange> => ({
	method: 'PATCH',
	path: path`/organizations/${organizationId}/discovery-domains/${id}`,
	body,
	subject: domainSubject(domain),
	labels: LABELS,
	answers: discoveryDomain,
});

/**
 * Removes a domain from an organization.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/delete-discovery-domains-by-discovery-domain-id
 */
export const removeDiscoveryDomain = (
	organizationId: string,
	{ id, domain }: DiscoveryDomain,
): ApiRequest<void> => ({
	method: 'DELETE',
	path: path`/organizations/${organizationId}/discovery-domains/${id}`,
	subject: domainSubject(domain),
	answers: () => undefined,
	answersText: () => undefined,
});
