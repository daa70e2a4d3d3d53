import type { SchemaObject } from 'ajv';

import {
	BOB,
	describeRefusals,
	DOMAINS,
	isViolated,
	MEMBER,
	namesIn,
	STREAM,
} from '../support/comparison';
import { callerOf, useStandIn } from '../support/standIn';
import {
	accessQuery,
	authenticationMethodsQuery,
	blocksQuery,
	connectionClientsQuery,
	fieldsQuery,
	memberRolesQuery,
	listClientsQuery,
	listConnectionsQuery,
	listDiscoveryDomainsQuery,
	listEventStreamsQuery,
	listInvitationsQuery,
	deliveriesQuery,
	listLogsQuery,
	listTenantLogsQuery,
	listOrganizationsQuery,
	listResourceServersQuery,
	listMembersQuery,
	listRoleUsersQuery,
	listRolesQuery,
	listUsersQuery,
	pageQuery,
	subscribeQuery,
	userBlocksQuery,
	userOrganizationsQuery,
	usersByEmailQuery,
} from '../tenant/schemas';

const tenant = useStandIn();
const { tokenOf } = callerOf(tenant);

const QUERY_VALUES = [
	...[
		'',
		'-1',
		'0',
		'1',
		'100',
		'101',
		'1000',
		'1001',
		'1.5',
		'x',
		'true',
		'false',
		'v3',
		'sms',
		'user.created',
	],
	...[15, 16, 20, 21, 120, 121, 1024, 1025].map((length) => 'x'.repeat(length)),
];

/** What is asked for, each parameter in turn with each value. */
const QUERIES: Array<[path: string, schema: SchemaObject]> = [
	['/users', listUsersQuery],
	[BOB, fieldsQuery],
	['/users-by-email', usersByEmailQuery],
	['/connections', listConnectionsQuery],
	['/connections/con_0000000000000001', fieldsQuery],
	['/connections/con_0000000000000001/clients', connectionClientsQuery],
	['/roles', listRolesQuery],
	['/roles/rol_0000000000000001/users', listRoleUsersQuery],
	['/organizations/org_0000000000000001/members', listMembersQuery],
	[`${MEMBER}/roles`, memberRolesQuery],
	['/organizations/org_0000000000000001/enabled_connections', pageQuery],
	['/organizations/org_0000000000000001/invitations', listInvitationsQuery],
	[`${BOB}/roles`, pageQuery],
	[`${BOB}/permissions`, pageQuery],
	['/resource-servers', listResourceServersQuery],
	['/organizations', listOrganizationsQuery],
	[DOMAINS, listDiscoveryDomainsQuery],
	[`${BOB}/organizations`, userOrganizationsQuery],
	['/user-blocks', blocksQuery],
	['/user-blocks/auth0%7Cbob', userBlocksQuery],
	[`${BOB}/sessions`, accessQuery],
	[`${BOB}/refresh-tokens`, accessQuery],
	[`${BOB}/authentication-methods`, authenticationMethodsQuery],
	[`${BOB}/logs`, listLogsQuery],
	['/logs', listTenantLogsQuery],
	['/events', subscribeQuery],
	['/event-streams', listEventStreamsQuery],
	[`${STREAM}/deliveries`, deliveriesQuery],
	['/clients', listClientsQuery],
	['/clients/App00000000000000000000000000001', fieldsQuery],
];
const queries = QUERIES.flatMap(([path, schema]) =>
	namesIn(schema).map((name) => [path, name] as const),
);

describeRefusals((official) => {
	it.each(queries)('in the query of GET %s: %s', async (path, name) => {
		const token = await tokenOf();
		tenant().eventFeed.settings.closeAfterMs = 0;
		const refused = [];
		const violations = [];
		for (const value of QUERY_VALUES) {
			const query = new URLSearchParams({ [name]: value });
			const answer = await tenant().answer('GET', `${path}?${query}`, { token });
			if (Object(answer).errorCode === 'invalid_query_string') refused.push(value);
			if (isViolated(tenant(), official)) violations.push(value);
		}
		expect(refused).toEqual(violations);
	});
});
