import type { INodeParameters } from 'n8n-workflow';

import type { SeedUser, Tenant } from '../tenant';
import { toCloudEvent } from '../tenant/streams/events';
import { sampleOf } from '../tenant/streams/sampleEvents';
import { account, DATABASE, PASSWORD } from './accounts';
import { byId, byName, connection, locator } from './locators';

/** What its user is called. */
export const userOf = (operation: string) => operation.replace(':', '-').toLowerCase();

/** As a person chooses it From List. */
const listed = (value: string, cachedResultName: string) => ({
	...locator('list', value),
	cachedResultName,
});

const rolesOf = (id: string, name: string) => ({ roles: { role: [{ role: listed(id, name) }] } });
/** Each user has the first and not the second, so that each change has something to do. */
const ADMIN = rolesOf('rol_0000000000000001', 'Admin');
const EDITOR = rolesOf('rol_0000000000000002', 'Editor');
const ROLE = { role: listed('rol_0000000000000002', 'Editor') };
const INITECH = 'org_0000000000000003';
const ORGANIZATION = { organization: listed('org_0000000000000001', 'Acme Inc. (acme)') };
const OTHER_ORGANIZATION = {
	organization: listed('org_0000000000000002', 'Globex Corporation (globex)'),
};
const PERMISSIONS = {
	api: listed('https://api.example.com/', 'Example API'),
	permissions: { permission: [{ permission: byName('read:reports') }] },
};
const DATABASE_CONNECTION = { connectionId: listed('con_0000000000000001', DATABASE) };
const DIRECTORY = 'con_0000000000000008';
const APPLICATIONS = {
	applications: {
		application: [{ application: listed('App00000000000000000000000000001', 'Customer Portal') }],
	},
};
const LOG = '90020250630120000000000000000000000000000000000000000001';
const LINKED = 'google-oauth2|103547991597142817347';
const TO_LINK = 'google-oauth2|117382650199427716502';

const STREAM = 'est_qHr8CeCCp9YpQoFoRzM6xg';
const JOB = 'job_6nNLiwFZksN0YmRR';

const INVITATIONS = ['uinv_8f1QzYkTn3mWc0Lp', 'uinv_2aXr5VbHs9dJq7Ku'] as const;

const ENABLED = { connectionId: listed('con_0000000000000001', DATABASE) };

const STREAM_FIELD = { eventStream: listed(STREAM, 'Welcome – n8n') };

/** What a person fills in besides User, by operation, and a text of the output. */
export const FILLED_IN: Record<string, [parameters: INodeParameters, shown: string]> = {
	'permission:addToRole': [{ ...ROLE, ...PERMISSIONS }, 'read:reports'],
	'permission:addToUser': [PERMISSIONS, 'read:reports'],
	'role:addMembers': [ROLE, 'added'],
	'role:addToUser': [EDITOR, 'Editor'],
	'application:get': [
		{ application: listed('App00000000000000000000000000001', 'Customer Portal') },
		'regular_web',
	],
	'application:getAll': [{}, 'Nightly Sync'],
	'connection:addApplications': [{ ...DATABASE_CONNECTION, ...APPLICATIONS }, 'added'],
	'connection:deleteUser': [
		{ ...DATABASE_CONNECTION, email: 'connection-deleteuser@example.com' },
		'deleted',
	],
	'connection:get': [DATABASE_CONNECTION, 'Database'],
	'connection:getAll': [{}, 'Google'],
	'connection:getApplications': [DATABASE_CONNECTION, 'Mobile App'],
	'connection:getStatus': [{ connectionId: listed(DIRECTORY, 'corp-directory') }, 'online'],
	'connection:removeApplications': [{ ...DATABASE_CONNECTION, ...APPLICATIONS }, 'removed'],
	'user:block': [{}, 'true'],
	'user:changePassword': [{ password: 'New-Horse-99' }, 'user-changepassword'],
	'user:create': [
		{
			connection,
			email: 'grace@example.com',
			password: PASSWORD,
		},
		'grace@example.com',
	],
	'emailAndLink:createPasswordTicket': [{ options: { validForHours: 24 } }, 'ticket='],
	'emailAndLink:createVerificationTicket': [{}, 'ticket='],
	'user:delete': [{}, 'deleted'],
	'user:erase': [{}, 'would_be_erased'],
	'user:bulkUpdate': [{ change: 'block', filters: { emailDomain: 'example.com' } }, 'dry_run'],
	'eventStream:getAll': [{}, 'enabled'],
	'eventStream:getDeliveries': [STREAM_FIELD, 'user.created'],
	'eventStream:redeliver': [STREAM_FIELD, 'requested'],
	'eventStream:test': [STREAM_FIELD, 'sent'],
	'job:exportUsers': [{ returnAll: false, limit: 3 }, 'example.com'],
	'job:get': [{ jobId: JOB }, 'completed'],
	'job:getErrors': [{ jobId: JOB }, 'DUPLICATED_USER'],
	'job:importUsers': [
		{ connectionId: listed('con_0000000000000001', DATABASE), email: 'mary@example.com' },
		'inserted',
	],
	'user:get': [{}, 'auth0|user-get'],
	'user:getAll': [
		{
			filters: { emailDomain: 'example.com', blocked: false },
			limit: 3,
		},
		'example.com',
	],
	'access:getAuthenticationMethods': [{}, 'totp'],
	'user:getEverything': [{}, 'profile'],
	'log:get': [{ logId: LOG }, 'Successful login'],
	'log:getAll': [{ filters: { userId: 'auth0|log-get' } }, 'Successful login'],
	'log:getUserLogs': [{}, 'log_id'],
	'organization:addDiscoveryDomain': [
		{ ...ORGANIZATION, domain: 'new.example.com' },
		'_ss-verification',
	],
	'organization:create': [{ name: 'hooli', displayName: 'Hooli' }, 'Hooli'],
	'organization:delete': [{ organization: listed(INITECH, 'Initech (initech)') }, 'deleted'],
	'organization:get': [ORGANIZATION, 'acme'],
	'organization:getAll': [{}, 'acme'],
	'organizationConnection:add': [
		{ ...ORGANIZATION, connectionId: listed('con_0000000000000001', DATABASE) },
		'auth0',
	],
	'organizationConnection:getAll': [OTHER_ORGANIZATION, 'auth0'],
	'organizationConnection:remove': [
		{
			...OTHER_ORGANIZATION,
			connectionId: listed('con_0000000000000002', 'Users-With-Username'),
		},
		'removed',
	],
	'organizationConnection:update': [
		{
			...OTHER_ORGANIZATION,
			...ENABLED,
			updateFields: { assignMembershipOnLogin: true },
		},
		'true',
	],
	'organizationInvitation:create': [
		{
			...ORGANIZATION,
			email: 'grace@example.com',
			inviterName: 'Ada Lovelace',
			application: listed('App00000000000000000000000000001', 'Customer Portal'),
		},
		'invited',
	],
	'organizationInvitation:delete': [
		{ ...ORGANIZATION, invitationId: listed(INVITATIONS[1], 'barbara@example.com') },
		'deleted',
	],
	'organizationInvitation:getAll': [ORGANIZATION, 'alan@example.com'],
	'organizationMember:add': [OTHER_ORGANIZATION, 'added'],
	'organizationMember:addRoles': [{ ...ORGANIZATION, ...EDITOR }, 'Editor'],
	'organizationMember:getAll': [{ ...ORGANIZATION, limit: 3 }, 'example.com'],
	'organizationMember:getRoles': [ORGANIZATION, 'Admin'],
	'organizationMember:remove': [ORGANIZATION, 'removed'],
	'organizationMember:removeRoles': [{ ...ORGANIZATION, ...ADMIN }, 'removed'],
	'organizationMember:setRoles': [{ ...ORGANIZATION, ...EDITOR }, 'added'],
	'organization:getDiscoveryDomains': [ORGANIZATION, '_ss-verification'],
	'organization:getUserOrganizations': [{}, 'org_0000000000000001'],
	'permission:getRolePermissions': [ROLE, 'read:reports'],
	'permission:getUserPermissions': [{}, 'read:reports'],
	'organization:onboard': [
		{
			name: 'umbrella',
			displayName: 'Umbrella',
			members: {
				member: [{ member: 'ada@example.com', roles: 'Editor' }],
			},
			application: listed('App00000000000000000000000000001', 'Customer Portal'),
			inviterName: 'Jane Doe',
		},
		'invited',
	],
	'organization:removeDiscoveryDomain': [{ ...ORGANIZATION, domain: 'old.example.com' }, 'removed'],
	'organization:updateDiscoveryDomain': [
		{ ...ORGANIZATION, domain: 'acme.example.com', updateFields: { status: 'verified' } },
		'verified',
	],
	'organization:update': [
		{
			organization: listed('org_0000000000000002', 'Globex Corporation (globex)'),
			updateFields: { metadataFields: { entry: [{ name: 'plan', value: 'gold' }] } },
		},
		'gold',
	],
	'access:getRefreshTokens': [{}, 'rt_'],
	'role:create': [{ name: 'Author', description: 'Writes articles' }, 'Author'],
	'role:delete': [{ role: listed('rol_0000000000000003', 'Viewer') }, 'deleted'],
	'role:get': [ROLE, 'Editor'],
	'role:getAll': [{}, 'Admin'],
	'role:getMembers': [
		{ ...ROLE, role: listed('rol_0000000000000001', 'Admin'), limit: 3 },
		'example.com',
	],
	'role:getUserRoles': [{}, 'Admin'],
	'access:getSessions': [{}, 'sess_'],
	'user:invite': [
		{
			connection,
			email: 'alan@example.com',
		},
		'invited',
	],
	'identity:findDuplicates': [{}, 'google-oauth2'],
	'identity:linkDuplicates': [{ groupsFrom: 'search' }, 'would_be_linked'],
	'identity:link': [{ linkedUserId: byId(TO_LINK) }, 'google-oauth2'],
	'permission:removeFromRole': [{ ...ROLE, ...PERMISSIONS }, 'removed'],
	'permission:removeFromUser': [PERMISSIONS, 'removed'],
	'role:removeFromUser': [ADMIN, 'removed'],
	'role:removeMembers': [{ role: listed('rol_0000000000000001', 'Admin') }, 'removed'],
	'access:resetMfa': [{}, 'removed'],
	'access:revokeAccess': [{}, 'revoked'],
	'access:revokeRefreshTokens': [{}, 'revoked'],
	'access:revokeSessions': [{}, 'revoked'],
	'apiRequest:send': [
		{
			path: '/users/{user}/roles',
			pathParameters: { entry: [{ name: 'user', value: 'auth0|apirequest-send' }] },
		},
		'Admin',
	],
	'emailAndLink:sendPasswordReset': [
		{
			email: 'emailandlink-sendpasswordreset@example.com',
			connection,
		},
		'reset your password',
	],
	'emailAndLink:sendVerificationEmail': [{}, 'completed'],
	'user:setEmailVerified': [{}, 'true'],
	'role:setForUser': [EDITOR, 'added'],
	'role:setMembers': [ROLE, 'would_be_added'],
	'role:update': [{ ...ROLE, updateFields: { description: 'Writes and publishes' } }, 'publishes'],
	'emailAndLink:startPasswordless': [
		{ email: 'emailandlink-startpasswordless@example.com' },
		'_id',
	],
	'user:sync': [
		{
			connection,
			email: 'margaret@example.com',
			password: PASSWORD,
			fieldsToSet: { name: 'Margaret Hamilton' },
		},
		'would_be_created',
	],
	'user:unblock': [{}, 'false'],
	'identity:unlink': [{ identity: byId(LINKED) }, 'auth0'],
	'user:update': [{ updateFields: { name: 'Ada Lovelace' } }, 'Ada Lovelace'],
	'user:upsert': [
		{
			connection,
			email: 'user-upsert@example.com',
			password: PASSWORD,
			fieldsToSet: { name: 'Ada Lovelace' },
		},
		'updated',
	],
};

/**
 * Gives each operation a user of its own, who has something of everything, and an event stream that failed.
 *
 * @param more what these users have besides
 */
export function fill(tenant: Tenant, more: Partial<SeedUser> = {}): void {
	const [role] = tenant.catalogue.roles;
	for (const operation of Object.keys(FILLED_IN)) {
		const id = `auth0|${userOf(operation)}`;
		tenant.seedUsers([account(userOf(operation), more)]);
		if (role) tenant.userData.roles.add(id, role);
		tenant.addMember('org_0000000000000001', id);
		if (role) tenant.addMemberRole('org_0000000000000001', id, role);
		tenant.userData.permissions.add(id, {
			resource_server_identifier: 'https://api.example.com/',
			permission_name: 'read:reports',
		});
		tenant.seedSessions(id, [{}]);
		tenant.seedRefreshTokens(id, [{}]);
		tenant.seedAuthenticationMethods(id, [{ type: 'totp' }]);
		tenant.seedLogs(id, [{ description: 'Success login' }]);
	}
	for (const domain of ['acme.example.com', 'old.example.com']) {
		tenant.catalogue.discoveryDomains.add('org_0000000000000001', {
			id: `ord_${domain.replaceAll('.', '')}`,
			domain,
			status: 'pending',
			verification_host: `_ss-verification.org_0000000000000001.${domain}`,
			verification_txt: '9ae65c18298b337cc777401020acd467',
			use_for_organization_discovery: true,
		});
	}
	tenant.seedOrganizations([{ id: INITECH, name: 'initech', display_name: 'Initech' }]);
	for (const [id, name] of [
		['con_0000000000000001', DATABASE],
		['con_0000000000000002', 'Users-With-Username'],
	] as const) {
		tenant.catalogue.enabledConnections.add('org_0000000000000002', {
			connection_id: id,
			assign_membership_on_login: false,
			is_signup_enabled: false,
			show_as_button: true,
			connection: { name, strategy: 'auth0' },
		});
	}
	for (const [index, name] of ['alan', 'barbara'].entries()) {
		tenant.catalogue.invitations.push({
			id: INVITATIONS[index] ?? '',
			organization_id: 'org_0000000000000001',
			inviter: { name: 'Ada Lovelace' },
			invitee: { email: `${name}@example.com` },
			client_id: 'App00000000000000000000000000001',
			invitation_url: 'https://login.example.com/login?invitation=a-secret',
			ticket_id: 'a-ticket',
			created_at: '2026-01-15T09:30:01.000Z',
			expires_at: '2036-01-22T09:30:01.000Z',
		});
	}
	tenant.catalogue.rolePermissions.add('rol_0000000000000002', {
		resource_server_identifier: 'https://api.example.com/',
		permission_name: 'read:reports',
	});
	tenant.seedLogs('auth0|log-get', [
		{
			log_id: LOG,
			description: 'Success login',
			connection: DATABASE,
			client_name: 'Customer Portal',
			ip: '203.0.113.7',
			user_name: 'log-get@example.com',
		},
	]);
	tenant.seedConnections([{ id: DIRECTORY, name: 'corp-directory', strategy: 'ad' }]);
	tenant.connectionStates.setEnabled(
		'con_0000000000000001',
		'App00000000000000000000000000002',
		true,
	);
	tenant.eventStreams.put({
		id: STREAM,
		name: 'Welcome – n8n',
		subscriptions: [{ event_type: 'user.created' }],
		destination: {
			type: 'webhook',
			configuration: {
				webhook_endpoint: 'https://n8n.example.com/webhook/1',
				webhook_authorization: { method: 'bearer', token: 'a-token' },
			},
		},
	});
	const attempt = { status: 'failed' as const, timestamp: '2026-01-15T09:30:01.000Z' };
	tenant.eventDeliveries.putFailed(
		STREAM,
		toCloudEvent({ type: 'user.created' }, () => sampleOf('user.created')),
		[{ ...attempt, error_message: 'The webhook answered with the status 500' }],
	);
	tenant.seedImportJob({ id: JOB }, [
		{
			user: { email: 'jane@example.com', email_verified: true },
			errors: [
				{
					code: 'DUPLICATED_USER',
					message: 'The user already exist and upsert parameter is false',
				},
			],
		},
	]);
	const google = (id: string) => ({
		connection: 'google-oauth2',
		provider: 'google-oauth2',
		user_id: id.split('|')[1] ?? '',
		isSocial: true,
	});
	tenant.seedUsers([
		{ ...account('linked'), overrides: { user_id: TO_LINK, identities: [google(TO_LINK)] } },
	]);
	for (const operation of ['identity:findDuplicates', 'identity:linkDuplicates']) {
		const name = userOf(operation);
		const user = tenant.users.require(`auth0|${name}`);
		tenant.users.put({ ...user, email_verified: true });
		const id = `google-oauth2|${name}`;
		const { email, created_at } = user;
		const overrides = { user_id: id, email, created_at, identities: [google(id)] };
		tenant.seedUsers([{ ...account(`${name}-google`, { email_verified: true }), overrides }]);
	}
	const user = tenant.users.require('auth0|identity-unlink');
	tenant.users.put({ ...user, identities: [...user.identities, google(LINKED)] });
}
