import { randomBytes } from 'crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { ApiError } from '../errors';
import { pageOf } from '../paging';
import { pageQuery, ssoTicketBody, type PageQuery, type SsoTicketBody } from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validQuery = validator<PageQuery>('query', pageQuery);
const validBody = validator<SsoTicketBody>('body', ssoTicketBody);

/** The one profile of the tenant. */
export const PROFILE = 'ssp_n7SNCL8seoyV1TuSTCnAeo';

const PROFILES = [
	{ id: PROFILE, name: 'Customers', description: 'Single sign-on with SAML or OIDC' },
];

/** [get_self-service-profiles], [get_self-service-profiles_by_id], [post_sso-ticket] */
export function addSelfServiceProfileRoutes(server: FastifyInstance, state: TenantState): void {
	server.get('/api/v2/self-service-profiles', (request) => {
		authorize(state, request, ['read:self_service_profiles']);
		return pageOf(PROFILES, 'self_service_profiles', validQuery(request.query));
	});
	server.get('/api/v2/self-service-profiles/:id', (request: UserRequest) => {
		authorize(state, request, ['read:self_service_profiles']);
		return requireProfile(request.params.id);
	});
	server.post(
		'/api/v2/self-service-profiles/:id/sso-ticket',
		(request: UserRequest, reply: FastifyReply) => {
			authorize(state, request, ['create:sso_access_tickets']);
			const { connection_config: config, enabled_organizations: enabled = [] } = validBody(
				request.body,
			);
			requireProfile(request.params.id);
			for (const { organization_id: id } of enabled) state.catalogue.requireOrganization(id);
			if (state.users.connections.some(({ name }) => name === config?.name)) {
				throw new ApiError(409, 'A connection with this name already exists.');
			}
			const secret = randomBytes(24).toString('base64url');
			return reply
				.code(201)
				.send({ ticket: `${state.issuer}/self-service/${PROFILE}?ticket=${secret}` });
		},
	);
}

/** @throws ApiError 404 for one that is not there */
function requireProfile(id: string) {
	const profile = PROFILES.find((one) => one.id === id);
	if (profile) return profile;
	throw new ApiError(404, 'The self-service profile does not exist.');
}
