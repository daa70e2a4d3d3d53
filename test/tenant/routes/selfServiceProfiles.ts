import { randomBytes } from 'crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { ApiError } from '../errors';
import { ssoTicketBody, type SsoTicketBody } from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validBody = validator<SsoTicketBody>('body', ssoTicketBody);

/** The one profile of the tenant. */
export const PROFILE = 'ssp_n7SNCL8seoyV1TuSTCnAeo';

/** [post_sso-ticket] */
export function addSelfServiceProfileRoutes(server: FastifyInstance, state: TenantState): void {
	server.post(
		'/api/v2/self-service-profiles/:id/sso-ticket',
		(request: UserRequest, reply: FastifyReply) => {
			authorize(state, request, ['create:sso_access_tickets']);
			const { connection_config: config, enabled_organizations: enabled = [] } = validBody(
				request.body,
			);
			if (request.params.id !== PROFILE) {
				throw new ApiError(404, 'The self-service profile does not exist.');
			}
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
