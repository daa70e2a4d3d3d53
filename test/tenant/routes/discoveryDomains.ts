import { randomBytes } from 'crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { DiscoveryDomain } from '../catalogue';
import { ApiError } from '../errors';
import { checkpointOf } from '../paging';
import {
	addDiscoveryDomainBody,
	listDiscoveryDomainsQuery,
	updateDiscoveryDomainBody,
	type CheckpointQuery,
	type DiscoveryDomainBody,
} from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

type DomainRequest = FastifyRequest<{ Params: { id: string; domain: string } }>;

const PATH = '/api/v2/organizations/:id/discovery-domains';

const validQuery = validator<CheckpointQuery>('query', listDiscoveryDomainsQuery);
const validAddBody = validator<DiscoveryDomainBody & { domain: string }>(
	'body',
	addDiscoveryDomainBody,
);
const validUpdateBody = validator<DiscoveryDomainBody>('body', updateDiscoveryDomainBody);

/**
 * [get_discovery-domains], [post_discovery-domains], [get_name_by_discovery_domain],
 * [get_discovery-domains_by_discovery_domain_id], [patch_discovery-domains_by_discovery_domain_id],
 * [delete_discovery-domains_by_discovery_domain_id]
 */
export function addDiscoveryDomainRoutes(server: FastifyInstance, state: TenantState): void {
	const { catalogue } = state;
	const domainsOf = (organizationId: string) =>
		catalogue.discoveryDomains.of(catalogue.requireOrganization(organizationId).id);
	const requireDomain = ({ params }: DomainRequest, key: 'id' | 'domain'): DiscoveryDomain => {
		const found = domainsOf(params.id).find((one) => one[key] === params.domain);
		if (found) return found;
		throw new ApiError(404, 'The discovery domain does not exist.');
	};

	server.get(PATH, (request: UserRequest) => {
		authorize(state, request, ['read:organization_discovery_domains']);
		const query = validQuery(request.query);
		return checkpointOf(domainsOf(request.params.id), 'domains', query, ({ id }) => id);
	});
	server.post(PATH, (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['create:organization_discovery_domains']);
		const body = validAddBody(request.body);
		const { id } = catalogue.requireOrganization(request.params.id);
		if (domainsOf(id).some(({ domain }) => domain === body.domain)) {
			throw new ApiError(
				409,
				'An organization discovery domain with this domain is already registered to this organization.',
			);
		}
		const added: DiscoveryDomain = {
			id: `ord_${randomBytes(11).toString('hex')}`,
			status: 'pending',
			verification_host: `_ss-verification.${id}.${body.domain}`,
			verification_txt: randomBytes(16).toString('hex'),
			use_for_organization_discovery: true,
			...body,
		};
		catalogue.discoveryDomains.add(id, added);
		return reply.code(201).send(added);
	});
	server.get(`${PATH}/name/:domain`, (request: DomainRequest) => {
		authorize(state, request, ['read:organization_discovery_domains']);
		return requireDomain(request, 'domain');
	});
	server.get(`${PATH}/:domain`, (request: DomainRequest) => {
		authorize(state, request, ['read:organization_discovery_domains']);
		return requireDomain(request, 'id');
	});
	server.patch(`${PATH}/:domain`, (request: DomainRequest) => {
		authorize(state, request, ['update:organization_discovery_domains']);
		const body = validUpdateBody(request.body);
		return Object.assign(requireDomain(request, 'id'), body);
	});
	server.delete(`${PATH}/:domain`, (request: DomainRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:organization_discovery_domains']);
		const { id } = requireDomain(request, 'id');
		catalogue.discoveryDomains.remove(request.params.id, (one) => one.id === id);
		return reply.code(204).send();
	});
}
