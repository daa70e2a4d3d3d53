import type { FastifyInstance } from 'fastify';

import { notFound } from '../errors';
import type { TenantState } from '../state';
import { addAuthenticationRoutes } from './authentication';
import { addBlockRoutes } from './blocks';
import { addConnectionRoutes } from './connections';
import { addOrganizationRoutes } from './organizations';
import { addPermissionRoutes } from './permissions';
import { addRoleRoutes } from './roles';
import { addUserRoutes } from './users';

/** Every address that the tenant answers. */
export function addRoutes(server: FastifyInstance, state: TenantState): void {
	addAuthenticationRoutes(server, state);
	addUserRoutes(server, state);
	addBlockRoutes(server, state);
	addConnectionRoutes(server, state);
	addOrganizationRoutes(server, state);
	addPermissionRoutes(server, state);
	addRoleRoutes(server, state);
	server.setNotFoundHandler(() => {
		throw notFound();
	});
}
