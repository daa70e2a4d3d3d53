import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Auth0/actions/router';
import { PASSWORD } from '../support/accounts';
import { byEmail, byId, byName, connection, locator } from '../support/locators';

const named = (entries: Record<string, string>) => ({
	entry: Object.entries(entries).map(([name, value]) => ({ name, value })),
});

const userId = byId('auth0|x');
const XS_EMAIL = { userId: byEmail('x@example.com') };
const rolesBy = (mode: string, value: string) => ({
	roles: { role: [{ role: locator(mode, value) }] },
});
const ROLES = rolesBy('id', 'rol_0000000000000001');
const ROLE = { role: byId('rol_0000000000000001') };
const ORGANIZATION = { organization: byId('org_0000000000000001') };
const CONNECTION = { connectionId: byId('con_0000000000000001') };
const INVITATION = {
	...ORGANIZATION,
	email: 'x@example.com',
	inviterName: 'x',
	application: byId('App00000000000000000000000000001'),
};
const PERMISSIONS = {
	api: byId('https://api.example.com/'),
	permissions: { permission: [{ permission: byName('read:reports') }] },
};
const APPLICATIONS = {
	applications: { application: [{ application: byId('App00000000000000000000000000001') }] },
};
const STREAM = { eventStream: byId('est_qHr8CeCCp9YpQoFoRzM6xg') };
const NEW_USER = {
	connection,
	email: 'x@example.com',
	password: PASSWORD,
};
const METADATA = { appMetadata: '{ "a": { "b": 1 } }' };

/** What an operation is filled in with, once or in several ways. */
const PARAMETERS: Record<string, INodeParameters[]> = {
	'application:get': [
		{ application: byId('App00000000000000000000000000001') },
		{ application: byName('Customer Portal'), simplify: false },
	],
	'application:getAll': [{ returnAll: true }, { filters: { nameContains: 'a' }, limit: 3 }],
	'connection:addApplications': [{ ...CONNECTION, ...APPLICATIONS }],
	'connection:deleteUser': [{ ...CONNECTION, email: 'x@example.com' }],
	'connection:get': [CONNECTION, { connectionId: byName('Other'), simplify: false }],
	'connection:getAll': [{ returnAll: true }, { filters: { nameContains: 'a' }, limit: 3 }],
	'connection:getApplications': [{ ...CONNECTION, returnAll: true }],
	'connection:getStatus': [CONNECTION],
	'connection:removeApplications': [{ ...CONNECTION, ...APPLICATIONS }],
	'permission:addToRole': [{ ...ROLE, ...PERMISSIONS }],
	'permission:addToUser': [PERMISSIONS],
	'role:addMembers': [ROLE, { ...ROLE, ...XS_EMAIL }, { role: byName('Editor') }],
	'role:addToUser': [ROLES, rolesBy('name', 'Editor'), { ...ROLES, ...XS_EMAIL }],
	'user:block': [{}, XS_EMAIL],
	'user:changePassword': [{ password: 'New-Horse-99' }],
	'user:create': [NEW_USER, { ...NEW_USER, additionalFields: { ...METADATA, username: 'x' } }],
	'emailAndLink:createPasswordTicket': [{}],
	'emailAndLink:createVerificationTicket': [{}],
	'user:delete': [{}],
	'user:bulkUpdate': [
		{ change: 'block', filters: { emailDomain: 'example.com' } },
		{ change: 'delete', filters: { emailDomain: 'example.com' }, dryRun: false, maxUsers: 2000 },
		{ change: 'addRoles', filters: { emailDomain: 'example.com' }, dryRun: false, ...ROLES },
		{ change: 'revokeAccess', filters: { emailDomain: 'example.com' }, dryRun: false },
		{ change: 'sendPasswordReset', filters: { emailDomain: 'example.com' }, dryRun: false },
	],
	'user:erase': [{}, { dryRun: false }, { dryRun: false, ...XS_EMAIL }],
	'eventStream:getAll': [{ returnAll: true }],
	'eventStream:getDeliveries': [{ ...STREAM, returnAll: true }],
	'eventStream:redeliver': [STREAM, { ...STREAM, events: 'one', eventId: 'evt_1' }],
	'eventStream:test': [STREAM],
	'job:exportUsers': [
		{ options: { waitMinutes: 1 } },
		{ exportAs: 'csv', connectionId: byName('Other'), options: { waitMinutes: 1 } },
	],
	'job:get': [{ jobId: 'job_1' }],
	'job:getErrors': [{ jobId: 'job_1' }],
	'job:importUsers': [
		{
			connectionId: byId('con_0000000000000001'),
			email: 'x@example.com',
			options: { waitMinutes: 1 },
		},
	],
	'user:get': [
		{},
		XS_EMAIL,
		{ simplify: false },
		{ simplify: true, options: { fields: 'email,app_metadata.a' } },
	],
	'user:getAll': [
		{ limit: 3 },
		{ returnAll: true },
		{ returnAll: true, sort: { order: { field: 'email' } } },
	],
	'access:getAuthenticationMethods': [{ returnAll: true }, { returnAll: true, simplify: false }],
	'user:getEverything': [{}],
	'log:get': [{ logId: '900' }],
	'log:getAll': [
		{ returnAll: true },
		{ getBy: 'query', query: 'type:f', limit: 3 },
		{ getBy: 'cursor', afterLogId: '900', returnAll: true },
	],
	'log:getUserLogs': [{ returnAll: true }],
	'organization:addDiscoveryDomain': [{ ...ORGANIZATION, domain: 'x.com' }],
	'organization:getDiscoveryDomains': [{ ...ORGANIZATION, returnAll: true }],
	'organization:onboard': [
		{
			name: 'x',
			displayName: 'x',
			additionalFields: {
				metadata: '{ "a": "b" }',
				connections: { connection: [{ connection: byId('con_0000000000000001') }] },
			},
			members: { member: [{ member: 'auth0|x', roles: 'rol_0000000000000001' }] },
		},
		{
			name: 'x',
			members: { member: [{ member: 'x@example.com' }] },
			application: byId('8Tq2vYxJ0hLr5cNzKd3mWb7sGfPaUe1i'),
			inviterName: 'x',
			ssoLink: true,
			selfServiceProfile: byId('ssp_1'),
			ssoConnectionName: 'x',
		},
		{ name: 'x', displayName: 'x', options: { dryRun: true } },
	],
	'organization:removeDiscoveryDomain': [{ ...ORGANIZATION, domain: 'x.com' }],
	'organization:updateDiscoveryDomain': [
		{ ...ORGANIZATION, domain: 'x.com', updateFields: { status: 'verified' } },
	],
	'organization:create': [
		{ name: 'x', additionalFields: { metadata: '{ "a": "b" }' } },
		{
			name: 'x',
			additionalFields: { connections: { connection: [{ connection: byName('Other') }] } },
		},
	],
	'organization:delete': [ORGANIZATION],
	'organization:getAll': [
		{ returnAll: true },
		{ returnAll: true, sort: { order: { field: 'name' } } },
	],
	'organization:update': [
		{ ...ORGANIZATION, updateFields: { displayName: 'x' } },
		{ ...ORGANIZATION, updateFields: { metadata: '{ "a": "b" }' } },
	],
	'organization:get': [ORGANIZATION, { organization: byName('acme') }],
	'organization:getUserOrganizations': [{ returnAll: true }],
	'organizationConnection:add': [
		{ ...ORGANIZATION, ...CONNECTION },
		{ ...ORGANIZATION, connectionId: byName('Other') },
	],
	'organizationConnection:getAll': [{ ...ORGANIZATION, returnAll: true }],
	'organizationConnection:remove': [
		{ ...ORGANIZATION, ...CONNECTION },
		{ ...ORGANIZATION, connectionId: byName('Other') },
	],
	'organizationConnection:update': [
		{ ...ORGANIZATION, ...CONNECTION, updateFields: { showAsButton: false } },
	],
	'organizationInvitation:create': [
		INVITATION,
		{ ...INVITATION, ...rolesBy('name', 'Editor'), invitation: 'link' },
		{ ...INVITATION, options: { ifInvited: 'again' } },
	],
	'organizationInvitation:delete': [{ ...ORGANIZATION, invitationId: byId('uinv_1') }],
	'organizationInvitation:getAll': [
		{ ...ORGANIZATION, returnAll: true },
		{ ...ORGANIZATION, returnAll: true, simplify: false, options: { includeLink: true } },
	],
	'organizationMember:add': [ORGANIZATION, { ...ORGANIZATION, ...XS_EMAIL }],
	'organizationMember:addRoles': [
		{ ...ORGANIZATION, ...ROLES },
		{ ...ORGANIZATION, ...rolesBy('name', 'Editor') },
	],
	'organizationMember:getAll': [{ ...ORGANIZATION, returnAll: true }],
	'organizationMember:getRoles': [{ ...ORGANIZATION, returnAll: true }],
	'organizationMember:remove': [ORGANIZATION],
	'organizationMember:removeRoles': [{ ...ORGANIZATION, ...ROLES }],
	'organizationMember:setRoles': [{ ...ORGANIZATION, ...ROLES }],
	'permission:getRolePermissions': [{ ...ROLE, returnAll: true }],
	'permission:getUserPermissions': [{ returnAll: true }],
	'access:getRefreshTokens': [{ returnAll: true }],
	'role:create': [{ name: 'x' }],
	'role:delete': [ROLE],
	'role:get': [ROLE, { role: byName('Editor') }],
	'role:getAll': [{ returnAll: true }],
	'role:getMembers': [{ ...ROLE, returnAll: true }],
	'role:getUserRoles': [{ returnAll: true }, { limit: 1 }],
	'access:getSessions': [{ returnAll: true }],
	'user:invite': [
		{ ...NEW_USER, invitation: 'link' },
		{ ...NEW_USER, invitation: 'email' },
	],
	'identity:findDuplicates': [{}, { sameBy: 'metadata', sameName: 'a.b', returnAll: true }],
	'identity:linkDuplicates': [
		{ users: 'auth0|x, google-oauth2|1', dryRun: false },
		{ groupsFrom: 'search', dryRun: false },
	],
	'identity:link': [
		{ linkedUserId: byId('google-oauth2|1') },
		{
			linkedUserId: byId('google-oauth2|1'),
			carryOver: ['metadata', 'organizations', 'roles'],
		},
	],
	'permission:removeFromRole': [{ ...ROLE, ...PERMISSIONS }],
	'permission:removeFromUser': [PERMISSIONS],
	'role:removeFromUser': [ROLES],
	'role:removeMembers': [ROLE],
	'access:resetMfa': [{}],
	'access:revokeAccess': [{}],
	'access:revokeRefreshTokens': [{}],
	'access:revokeSessions': [{}],
	'apiRequest:send': [
		{ path: '/users/{user}', pathParameters: named({ user: 'auth0|x' }) },
		{ path: '/users', method: 'POST', body: '{ "email": "x@example.com" }' },
		{ path: '/roles', paging: 'page', returnAll: true },
		{ path: '/logs', paging: 'checkpoint', returnAll: true },
	],
	'emailAndLink:sendPasswordReset': [NEW_USER],
	'emailAndLink:sendVerificationEmail': [{}],
	'user:setEmailVerified': [{}],
	'role:setForUser': [ROLES],
	'role:setMembers': [{ ...ROLE, dryRun: false }, ROLE],
	'role:update': [{ ...ROLE, updateFields: { name: 'x' } }],
	'emailAndLink:startPasswordless': [{ email: 'x@example.com' }],
	'user:unblock': [{}],
	'identity:unlink': [{ identity: byId('google-oauth2|1') }],
	'user:update': [
		{ updateFields: { givenName: 'Ada' } },
		{ updateFields: METADATA, options: { metadataMode: 'mergeDeeply' } },
		{ updateFields: METADATA, options: { metadataMode: 'replace' }, ...XS_EMAIL },
	],
	'user:sync': [
		{ ...NEW_USER, dryRun: false, fieldsToSet: { roles: 'Editor', ...METADATA } },
		{
			...NEW_USER,
			scope: 'organization',
			organization: byId('org_1'),
			absentUsers: 'remove',
			dryRun: false,
		},
	],
	'user:upsert': [
		{ ...NEW_USER, fieldsToSet: { givenName: 'Ada', ...METADATA } },
		{ ...NEW_USER, findBy: 'userId', upsertUserId: 'auth0|x', fieldsToSet: { nickname: 'x' } },
	],
};

/** Every operation of the node, each once for every way to fill it in. */
export const operations: Array<[name: string, parameters: INodeParameters]> = Object.entries(
	resources,
).flatMap(([resource, { operations: own }]) =>
	Object.keys(own).flatMap((operation) => {
		const name = `${resource}:${operation}`;
		const ways = PARAMETERS[name] ?? [{}];
		return ways.map((way, index): [string, INodeParameters] => [
			ways.length > 1 ? `${name} ${index + 1}` : name,
			{ resource, operation, userId, ...way },
		]);
	}),
);

/** Whether an operation only reads, or what it finds is most of its work: about half of them. */
export const isRead = (name: string) => /:(?:get|bulkUpdate|send |upsert)/.test(name);
