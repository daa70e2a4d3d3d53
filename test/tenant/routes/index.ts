import type { FastifyInstance } from 'fastify';

import { notFound } from '../errors';
import type { TenantState } from '../state';
import { addAccessRoutes } from './access';
import { addAuthenticationRoutes } from './authentication';
import { addAuthenticationMethodRoutes } from './authenticationMethods';
import { addBlockRoutes } from './blocks';
import { addClientRoutes } from './clients';
import { addConnectionRoutes } from './connections';
import { addDeliveryRoutes } from './deliveries';
import { addDiscoveryDomainRoutes } from './discoveryDomains';
import { addEnabledConnectionRoutes } from './enabledConnections';
import { addEventRoutes } from './events';
import { addEventStreamRoutes } from './eventStreams';
import { addIdentityRoutes } from './identities';
import { addInvitationRoutes } from './invitations';
import { addJobRoutes } from './jobs';
import { addLogRoutes } from './logs';
import { addLogStreamRoutes } from './logStreams';
import { addNotificationRoutes } from './notifications';
import { addOrganizationChangeRoutes } from './organizationChanges';
import { addMemberRoleRoutes } from './memberRoles';
import { addOrganizationRoutes } from './organizations';
import { addPermissionRoutes } from './permissions';
import { addRoleChangeRoutes } from './roleChanges';
import { addRoleRoutes } from './roles';
import { addSelfServiceProfileRoutes } from './selfServiceProfiles';
import { addTicketRoutes } from './tickets';
import { addUserRoutes } from './users';

/** Every address that the tenant answers, by what it is about. */
const ADDERS = [
	addAccessRoutes,
	addAuthenticationRoutes,
	addAuthenticationMethodRoutes,
	addBlockRoutes,
	addClientRoutes,
	addConnectionRoutes,
	addDeliveryRoutes,
	addDiscoveryDomainRoutes,
	addEnabledConnectionRoutes,
	addEventRoutes,
	addEventStreamRoutes,
	addIdentityRoutes,
	addInvitationRoutes,
	addJobRoutes,
	addLogRoutes,
	addLogStreamRoutes,
	addNotificationRoutes,
	addOrganizationChangeRoutes,
	addMemberRoleRoutes,
	addOrganizationRoutes,
	addPermissionRoutes,
	addRoleChangeRoutes,
	addRoleRoutes,
	addSelfServiceProfileRoutes,
	addTicketRoutes,
	addUserRoutes,
];

export function addRoutes(server: FastifyInstance, state: TenantState): void {
	for (const add of ADDERS) add(server, state);
	server.setNotFoundHandler(() => {
		throw notFound();
	});
}
