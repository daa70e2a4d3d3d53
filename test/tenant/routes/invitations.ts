import { randomBytes } from 'crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Invitation } from '../catalogue';
import { ApiError, badRequest } from '../errors';
import { pageOf } from '../paging';
import {
	createInvitationBody,
	fieldsQuery,
	listInvitationsQuery,
	type FieldsQuery,
	type InvitationBody,
	type ListInvitationsQuery,
} from '../schemas';
import { sortBy } from '../search';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const MAX_INVITATIONS = 1000;
const DEFAULT_TTL = 604_800;

const validBody = validator<InvitationBody>('body', createInvitationBody);
const validListQuery = validator<ListInvitationsQuery>('query', listInvitationsQuery);
const validFieldsQuery = validator<FieldsQuery>('query', fieldsQuery);

type InvitationRequest = FastifyRequest<{ Params: { id: string; invitationId: string } }>;

const PATH = '/api/v2/organizations/:id/invitations';
const secret = () => randomBytes(24).toString('base64url');

/** [get_invitations], [post_invitations], [get_invitations_by_invitation_id], [delete_invitations_by_invitation_id] */
export function addInvitationRoutes(server: FastifyInstance, state: TenantState): void {
	const { catalogue, applications, issuer, outbox } = state;

	const requireInvitation = (organizationId: string, invitationId: string): Invitation => {
		const { id } = catalogue.requireOrganization(organizationId);
		const found = catalogue.invitations.find(
			(one) => one.organization_id === id && one.id === invitationId,
		);
		if (found) return found;
		throw new ApiError(404, 'The invitation does not exist.', {
			errorCode: 'inexistent_invitation',
		});
	};
	server.get(PATH, (request: UserRequest) => {
		authorize(state, request, ['read:organization_invitations']);
		const query = validListQuery(request.query);
		const { page = 0, per_page: size = 50 } = query;
		if ((page + 1) * size > MAX_INVITATIONS) {
			throw badRequest('Requesting page exceeds the allowed maximum of 1000 records');
		}
		const { id } = catalogue.requireOrganization(request.params.id);
		const own = catalogue.invitations.filter((one) => one.organization_id === id);
		const sorted = sortBy(own, query.sort ?? 'created_at:-1');
		const answer = pageOf(sorted, 'invitations', query, (one) => selected(one, query));
		return 'total' in answer ? { ...answer, total: undefined } : answer;
	});
	server.post(PATH, (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['create:organization_invitations']);
		const { ttl_sec: ttl, send_invitation_email: isSent = true, ...body } = validBody(request.body);
		const organization = catalogue.requireOrganization(request.params.id);
		if (!applications.find(body.client_id)) {
			throw badRequest('The client does not exist.', 'inexistent_client');
		}
		const missing = body.roles?.find((id) => !catalogue.roles.some((role) => role.id === id));
		if (missing !== undefined) {
			throw badRequest(`The role with id ${missing} does not exist.`, 'inexistent_role');
		}
		const now = Date.now();
		const invitation: Invitation = {
			id: `uinv_${randomBytes(8).toString('hex')}`,
			...body,
			invitation_url: `${issuer}/login?invitation=${secret()}&organization=${organization.id}&organization_name=${organization.name}`,
			ticket_id: secret(),
			created_at: new Date(now).toISOString(),
			expires_at: new Date(now + 1000 * (ttl || DEFAULT_TTL)).toISOString(),
			organization_id: organization.id,
		};
		catalogue.invitations.push(invitation);
		if (isSent) {
			outbox.emails.push({
				to: body.invitee.email,
				kind: 'invitation',
				clientId: body.client_id,
				organizationId: organization.id,
			});
		}
		return reply.code(201).send(invitation);
	});
	server.get(`${PATH}/:invitationId`, (request: InvitationRequest) => {
		authorize(state, request, ['read:organization_invitations']);
		const query = validFieldsQuery(request.query);
		const { id, invitationId } = request.params;
		return selected(requireInvitation(id, invitationId), query);
	});
	server.delete(`${PATH}/:invitationId`, (request: InvitationRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:organization_invitations']);
		const { id, invitationId } = request.params;
		const found = requireInvitation(id, invitationId);
		catalogue.invitations.splice(catalogue.invitations.indexOf(found), 1);
		return reply.code(204).send();
	});
}

function selected(
	invitation: Invitation,
	{ fields, include_fields: isIncluded = true }: FieldsQuery,
) {
	if (fields === undefined) return invitation;
	const named = fields.split(',');
	return Object.fromEntries(
		Object.entries(invitation).filter(([key]) => named.includes(key) === isIncluded),
	);
}
