import type { FastifyInstance, FastifyReply } from 'fastify';

import type { EnabledConnection, Organization } from '../catalogue';
import { isDatabase } from '../connections';
import { ApiError, badRequest } from '../errors';
import { createOrganizationBody, updateOrganizationBody, type OrganizationBody } from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

type CreateBody = OrganizationBody & Pick<Organization, 'name'>;

const validCreateBody = validator<CreateBody>('body', createOrganizationBody);
const validUpdateBody = validator<OrganizationBody>('body', updateOrganizationBody);

const MAX_CONNECTIONS = 10;

/** [post_organizations], [patch_organizations_by_id], [delete_organizations_by_id] */
export function addOrganizationChangeRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	const checkName = (name?: string, id?: string) => {
		if (name !== undefined && !/^[a-z0-9_-]+$/.test(name)) {
			throw badRequest(
				`Payload validation error: 'Object didn't pass validation for format organization-name: ${name}' on property name (The name of this organization).`,
				'invalid_name',
			);
		}
		const isTaken = catalogue.organizations.some((other) => other.name === name && other.id !== id);
		if (isTaken) throw new ApiError(409, 'An organization with this name already exists.');
	};

	server.post('/api/v2/organizations', (request, reply: FastifyReply) => {
		const scopes = authorize(state, request, ['create:organizations']);
		const { enabled_connections: enabled = [], ...body } = validCreateBody(request.body);
		if (enabled.length > 0 && !scopes.includes('create:organization_connections')) {
			authorize(state, request, ['create:organization_connections']);
		}
		checkName(body.name);
		if (enabled.length > MAX_CONNECTIONS) throw badRequest('Too many connections');
		const shown = enabled.map((one) => enabledConnection(state, one));
		const { id } = catalogue.addOrganization(withoutNothing(body));
		catalogue.enabledConnections.add(id, ...shown);
		const created = catalogue.requireOrganization(id);
		return reply
			.code(201)
			.send({ ...created, ...(shown.length > 0 && { enabled_connections: shown }) });
	});
	server.patch('/api/v2/organizations/:id', (request: UserRequest) => {
		authorize(state, request, ['update:organizations']);
		const body = validUpdateBody(request.body);
		const organization = catalogue.requireOrganization(request.params.id);
		checkName(body.name, organization.id);
		// What is sent of branding and metadata takes the place of all that is there.
		Object.assign(organization, body);
		if (Object.keys(withoutNulls(body.metadata ?? { kept: '' })).length === 0) {
			delete organization.metadata;
		} else if (body.metadata) organization.metadata = withoutNulls(body.metadata);
		if (body.token_quota === null) delete organization.token_quota;
		return organization;
	});
	server.delete('/api/v2/organizations/:id', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:organizations']);
		const { id } = catalogue.requireOrganization(request.params.id);
		const others = catalogue.organizations.filter((other) => other.id !== id);
		catalogue.organizations.splice(0, Infinity, ...others);
		catalogue.enabledConnections.forget(id);
		for (const { user_id: userId } of users.all()) {
			userData.organizations.remove(userId, (organization) => organization.id === id);
			userData.organizationRoles.remove(userId, ({ organization }) => organization === id);
		}
		return reply.code(204).send();
	});
}

/**
 * A connection of an organization as the API shows it.
 *
 * @throws ApiError 400 for a connection that the tenant does not have, or that cannot have signup
 */
export function enabledConnection(
	{ users }: TenantState,
	given: Omit<EnabledConnection, 'connection'>,
): EnabledConnection {
	const found = users.connections.find(({ id }) => id === given.connection_id);
	if (!found) throw badRequest('The connection does not exist.');
	if (given.is_signup_enabled && !(isDatabase(found) && given.assign_membership_on_login)) {
		throw badRequest(
			'Only database connections with assign_membership_on_login = true support is_signup_enabled = true.',
			'invalid_body',
		);
	}
	return {
		assign_membership_on_login: false,
		show_as_button: true,
		...given,
		connection: { name: found.name, strategy: found.strategy },
	};
}

const withoutNulls = (metadata: Record<string, string | null>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(metadata).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
	);

function withoutNothing({
	metadata,
	token_quota: quota,
	...body
}: Omit<CreateBody, 'enabled_connections'>) {
	const kept = withoutNulls(metadata ?? {});
	return {
		...body,
		...(Object.keys(kept).length > 0 && { metadata: kept }),
		...(quota && { token_quota: quota }),
	};
}
