/* eslint-disable no-console -- a comparison that is skipped has to say so */
import type { SchemaObject } from 'ajv';

import { account } from '../support/accounts';
import { CONTRACT_FILE, contract, type Contract } from '../support/contract';
import { callerOf, useStandIn } from '../support/standIn';
import {
	accessQuery,
	addDiscoveryDomainBody,
	authenticationMethodsQuery,
	blocksQuery,
	connectionClientsQuery,
	createEventStreamBody,
	enableConnectionBody,
	updateEnabledConnectionBody,
	createInvitationBody,
	createLogStreamBody,
	createOrganizationBody,
	createRoleBody,
	createUserBody,
	emailVerificationBody,
	fieldsQuery,
	linkBody,
	memberRolesBody,
	memberRolesQuery,
	membersBody,
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
	passwordChangeBody,
	permissionsBody,
	redeliverBody,
	revokeAccessBody,
	rolesBody,
	roleUsersBody,
	subscribeQuery,
	testEventBody,
	updateDiscoveryDomainBody,
	updateEventStreamBody,
	updateLogStreamBody,
	updateOrganizationBody,
	updateRoleBody,
	updateUserBody,
	usersExportBody,
	userBlocksQuery,
	userOrganizationsQuery,
	usersByEmailQuery,
	verificationEmailBody,
} from '../tenant/schemas';

const tenant = useStandIn();
const { tokenOf } = callerOf(tenant);

const webhook = (authorization: unknown, url = 'https://example.com/hook') => ({
	type: 'webhook',
	configuration: { webhook_endpoint: url, webhook_authorization: authorization },
});
const BEARER = { method: 'bearer', token: 'x' };
const DESTINATIONS = [
	webhook(BEARER),
	webhook(BEARER, 'http://example.com/hook'),
	webhook({ method: 'bearer' }),
	webhook({ method: 'digest', token: 'x' }),
	webhook({ ...BEARER, username: 'x' }),
	webhook({ method: 'basic', username: 'x', password: 'x' }),
	webhook({ method: 'basic', username: 'x:y', password: 'x' }),
	webhook({ method: 'basic', username: 'x' }),
	webhook({ method: 'custom_header', header_key: 'x-key', header_value: 'x' }),
	webhook({ method: 'custom_header', header_key: 'x key', header_value: 'x' }),
	{ type: 'webhook', configuration: { webhook_endpoint: 'https://example.com/hook' } },
	{ type: 'webhook', configuration: { webhook_authorization: BEARER } },
	{ type: 'action', configuration: { action_id: 'x' } },
	{ type: 'action', configuration: {} },
	{
		type: 'eventbridge',
		configuration: { aws_account_id: '123456789012', aws_region: 'eu-west-1' },
	},
	{ type: 'eventbridge', configuration: { aws_account_id: '1234', aws_region: 'eu-west-1' } },
	{ type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'x' } },
	{ type: 'sms', configuration: {} },
];

const SINK = { httpEndpoint: 'https://example.com/logs' };
const LOG_STREAMS = [
	SINK,
	{ ...SINK, httpAuthorization: 'x', httpContentFormat: 'JSONARRAY', httpContentType: 'x' },
	{ ...SINK, httpContentFormat: 'XML' },
	{ ...SINK, httpCustomHeaders: [{ header: 'x', value: 'y', colour: 'red' }] },
	{ ...SINK, httpCustomHeaders: [{ header: 7 }] },
	{ ...SINK, colour: 'red' },
	{ httpEndpoint: 'http://example.com/logs' },
	{ datadogApiKey: 'x', datadogRegion: 'us' },
	{ datadogApiKey: 'x', datadogRegion: 'x' },
	{ splunkDomain: 'x', splunkToken: 'x', splunkPort: '1', splunkSecure: true },
	{ splunkDomain: 'x', splunkToken: 'x', splunkPort: 'x', splunkSecure: true },
	{ sumoSourceAddress: 'x' },
	{ segmentWriteKey: 'x' },
	{ mixpanelRegion: 'us', mixpanelProjectId: '1', mixpanelServiceAccountUsername: 'x' },
	[{ type: 'category', name: 'auth.login.fail', colour: 'red' }],
	[{ type: 'category', name: 'security' }],
	[{ type: 'code', name: 'auth.login.fail' }],
	{ log_fields: ['email'] },
	{ log_fields: ['email'], method: 'mask', algorithm: 'xxhash' },
	{ log_fields: [] },
	{ log_fields: ['colour'] },
	{ log_fields: ['email'], method: 'hide' },
	'datadog',
	'http',
	'active',
	'paused',
];

/** For each rule of the contract, values that keep it and values that do not. */
const BODY_VALUES = [
	null,
	true,
	7,
	[],
	{},
	{ a: { b: null } },
	'',
	'x',
	'with space',
	'jane@example.com',
	'jane@',
	'+15551234567',
	'+1555123456789012',
	'https://example.com/jane.png',
	'auth0',
	'auth0-adldap',
	'con_0000000000000001',
	-1,
	1.5,
	['rol_0000000000000001'],
	[''],
	[7],
	[{ resource_server_identifier: 'x', permission_name: 'x' }],
	[{ resource_server_identifier: 'x' }],
	[{ resource_server_identifier: 'x', permission_name: 'x', colour: 'red' }],
	[{ event_type: 'user.created' }],
	[{ event_type: 7 }],
	['user.created', 'group.role.deleted'],
	['failed'],
	'user.created',
	'enabled',
	'disabled',
	'2026-01-01T00:00:00Z',
	'2026-01-01T00:00:00.000Z',
	'json',
	[{ name: 'email' }],
	[{ name: 'email', export_as: 'Email' }],
	[{ name: 'email', colour: 'red' }],
	[{ export_as: 'Email' }],
	[{ name: 'x'.repeat(101) }],
	{ provider: 'auth0', user_id: 'x' },
	{ provider: 'github', user_id: 'x', connection_id: 'con_x' },
	{ provider: 'auth0', user_id: 'x', connection_id: 'con_0000000000000001' },
	{ provider: 'auth0', user_id: 'x', colour: 'red' },
	...[50, 51, 128, 129, 150, 151, 255, 256, 300, 301].map((length) => 'x'.repeat(length)),
];
/** What else is sent to the paths that know of it. */
const MORE_VALUES: Record<string, unknown[]> = {
	'/event-streams': DESTINATIONS,
	'/log-streams': LOG_STREAMS,
};
const valuesFor = (path: string) => [
	...BODY_VALUES,
	...Object.entries(MORE_VALUES).flatMap(([of, values]) => (path.startsWith(of) ? values : [])),
	undefined,
];
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

const namesIn = ({ properties }: SchemaObject) => [...Object.keys(properties), 'colour'];
const STREAM_ID = 'est_1111111111111111111111';
const STREAM = `/event-streams/${STREAM_ID}`;
const DOMAINS = '/organizations/org_0000000000000001/discovery-domains';
const BOB = '/users/auth0%7Cbob';
const MEMBER = '/organizations/org_0000000000000001/members/auth0%7Cbob';

/** What is sent, each property in turn changed to each value. */
const BODIES: Array<[method: string, path: string, schema: SchemaObject, body: object]> = [
	['POST', '/users', createUserBody, account('jane')],
	['PATCH', BOB, updateUserBody, {}],
	['POST', `${BOB}/roles`, rolesBody, {}],
	['DELETE', `${BOB}/roles`, rolesBody, {}],
	['POST', `${BOB}/permissions`, permissionsBody, {}],
	['DELETE', `${BOB}/permissions`, permissionsBody, {}],
	['POST', '/organizations/org_0000000000000001/members', membersBody, {}],
	['DELETE', '/organizations/org_0000000000000001/members', membersBody, {}],
	['POST', '/organizations', createOrganizationBody, { name: 'new' }],
	['PATCH', '/organizations/org_0000000000000001', updateOrganizationBody, {}],
	[
		'POST',
		'/organizations/org_0000000000000001/enabled_connections',
		enableConnectionBody,
		{ connection_id: 'con_0000000000000001', assign_membership_on_login: true },
	],
	[
		'PATCH',
		'/organizations/org_0000000000000001/enabled_connections/con_0000000000000001',
		updateEnabledConnectionBody,
		{},
	],
	['POST', `${MEMBER}/roles`, memberRolesBody, {}],
	['DELETE', `${MEMBER}/roles`, memberRolesBody, {}],
	['POST', DOMAINS, addDiscoveryDomainBody, { domain: 'acme.com' }],
	['PATCH', `${DOMAINS}/ord_1`, updateDiscoveryDomainBody, {}],
	[
		'POST',
		'/organizations/org_0000000000000001/invitations',
		createInvitationBody,
		{ inviter: { name: 'Jane' }, invitee: { email: 'joe@example.com' }, client_id: 'x' },
	],
	['POST', `${BOB}/revoke-access`, revokeAccessBody, {}],
	['POST', `${BOB}/identities`, linkBody, {}],
	['POST', '/roles', createRoleBody, { name: 'Author' }],
	['PATCH', '/roles/rol_0000000000000001', updateRoleBody, {}],
	['POST', '/roles/rol_0000000000000001/users', roleUsersBody, {}],
	['POST', '/tickets/password-change', passwordChangeBody, { user_id: 'auth0|bob' }],
	['POST', '/tickets/email-verification', emailVerificationBody, { user_id: 'auth0|bob' }],
	['POST', '/event-streams', createEventStreamBody, { destination: webhook(BEARER) }],
	['PATCH', STREAM, updateEventStreamBody, {}],
	['POST', `${STREAM}/test`, testEventBody, { event_type: 'user.created' }],
	['POST', `${STREAM}/redeliver`, redeliverBody, {}],
	['POST', '/log-streams', createLogStreamBody, { type: 'http', sink: SINK }],
	['PATCH', '/log-streams/lst_1', updateLogStreamBody, {}],
	['POST', '/jobs/verification-email', verificationEmailBody, { user_id: 'auth0|bob' }],
	['POST', '/jobs/users-exports', usersExportBody, {}],
];
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
const bodies = BODIES.flatMap(([method, path, schema, body]) =>
	namesIn(schema).map((name) => [method, path, name, body] as const),
);
const queries = QUERIES.flatMap(([path, schema]) =>
	namesIn(schema).map((name) => [path, name] as const),
);

/** Whether the contract refuses the request that the tenant saw last. */
const isViolated = (official: Contract) =>
	tenant()
		.requests.slice(-1)
		.flatMap((request) => official.violations(request)).length > 0;

if (contract) {
	const official = contract;
	describe('The tenant refuses what the official contract does not allow, and only that', () => {
		// The contract names formats that it does not define: the validator would tell of each.
		beforeAll(() => {
			jest.spyOn(console, 'warn').mockImplementation();
		});
		afterAll(() => jest.restoreAllMocks());

		it.each(bodies)('in the body of %s %s: %s', async (method, path, name, rest) => {
			const token = await tokenOf();
			tenant().seedUsers([account('bob')]);
			tenant().seedDeliveries(STREAM_ID, 1);
			const refused = [];
			const violations = [];
			for (const value of valuesFor(path)) {
				const body = { ...rest, [name]: value };
				const { errorCode } = Object(await tenant().answer(method, path, { token, body }));
				if (errorCode === 'invalid_body') refused.push(value);
				if (isViolated(official)) violations.push(value);
			}
			expect(refused).toEqual(violations);
		});

		it.each(queries)('in the query of GET %s: %s', async (path, name) => {
			const token = await tokenOf();
			tenant().eventFeed.settings.closeAfterMs = 0;
			const refused = [];
			const violations = [];
			for (const value of QUERY_VALUES) {
				const query = new URLSearchParams({ [name]: value });
				const answer = await tenant().answer('GET', `${path}?${query}`, { token });
				if (Object(answer).errorCode === 'invalid_query_string') refused.push(value);
				if (isViolated(official)) violations.push(value);
			}
			expect(refused).toEqual(violations);
		});
	});
} else {
	it('is held against no contract: it is not beside the checkout', () => {
		console.warn(`Skipped: the official contract is not at ${CONTRACT_FILE}.`);
		expect(contract).toBeUndefined();
	});
}
