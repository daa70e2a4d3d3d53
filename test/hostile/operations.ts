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
const PERMISSIONS = {
	api: byId('https://api.example.com/'),
	permissions: { permission: [{ permission: byName('read:reports') }] },
};
const NEW_USER = {
	connection,
	email: 'x@example.com',
	password: PASSWORD,
};
const METADATA = { appMetadata: '{ "a": { "b": 1 } }' };

/** What an operation is filled in with, once or in several ways. */
const PARAMETERS: Record<string, INodeParameters[]> = {
	addPermissions: [PERMISSIONS],
	addRoles: [ROLES, rolesBy('name', 'Editor'), { ...ROLES, ...XS_EMAIL }],
	block: [{}, XS_EMAIL],
	changePassword: [{ password: 'New-Horse-99' }],
	create: [NEW_USER, { ...NEW_USER, additionalFields: { ...METADATA, username: 'x' } }],
	createPasswordTicket: [{}],
	createVerificationTicket: [{}],
	delete: [{}],
	forEachFound: [
		{ change: 'block', filters: { emailDomain: 'example.com' } },
		{ change: 'delete', filters: { emailDomain: 'example.com' }, dryRun: false, maxUsers: 2000 },
	],
	get: [{}, XS_EMAIL, { options: { fields: 'email,app_metadata.a', simplify: true } }],
	getAll: [{ limit: 3 }, { returnAll: true }, { returnAll: true, options: { sortBy: 'email' } }],
	getAuthenticationMethods: [{ returnAll: true, options: { simplify: true } }],
	getEverything: [{}],
	getLogs: [{ returnAll: true }],
	getOrganizations: [{ returnAll: true }],
	getPermissions: [{ returnAll: true }],
	getRefreshTokens: [{ returnAll: true }],
	getRoles: [{ returnAll: true }, { limit: 1 }],
	getSessions: [{ returnAll: true }],
	invite: [
		{ ...NEW_USER, invitation: 'link' },
		{ ...NEW_USER, invitation: 'email' },
	],
	linkIdentity: [{ linkedUserId: byId('google-oauth2|1') }],
	removePermissions: [PERMISSIONS],
	removeRoles: [ROLES],
	resetMfa: [{}],
	revokeAccess: [{}],
	revokeRefreshTokens: [{}],
	revokeSessions: [{}],
	send: [
		{ path: '/users/{user}', pathParameters: named({ user: 'auth0|x' }) },
		{ path: '/users', method: 'POST', body: '{ "email": "x@example.com" }' },
		{ path: '/roles', paging: 'page', returnAll: true },
		{ path: '/logs', paging: 'checkpoint', returnAll: true },
	],
	sendPasswordReset: [NEW_USER],
	sendVerificationEmail: [{}],
	setEmailVerified: [{}],
	setRoles: [ROLES],
	startPasswordless: [{ email: 'x@example.com' }],
	unblock: [{}],
	unlinkIdentity: [{ identity: byId('google-oauth2|1') }],
	update: [
		{ updateFields: { givenName: 'Ada' } },
		{ updateFields: METADATA, options: { metadataMode: 'mergeDeeply' } },
		{ updateFields: METADATA, options: { metadataMode: 'replace' }, ...XS_EMAIL },
	],
	upsert: [
		{ ...NEW_USER, fieldsToSet: { givenName: 'Ada', ...METADATA } },
		{ ...NEW_USER, findBy: 'userId', upsertUserId: 'auth0|x', fieldsToSet: { nickname: 'x' } },
	],
};

/** Every operation of the node, each once for every way to fill it in. */
export const operations: Array<[name: string, parameters: INodeParameters]> = Object.entries(
	resources,
).flatMap(([resource, { operations: own }]) =>
	Object.keys(own).flatMap((operation) => {
		const ways = PARAMETERS[operation] ?? [{}];
		return ways.map((way, index): [string, INodeParameters] => [
			ways.length > 1 ? `${operation} ${index + 1}` : operation,
			{ resource, operation, userId, ...way },
		]);
	}),
);

/** Whether an operation only reads, or what it finds is most of its work: about half of them. */
export const isRead = (name: string) => /^(?:get|forEachFound|send |upsert)/.test(name);
