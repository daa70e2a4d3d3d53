import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Auth0 } from '../../nodes/Auth0/Auth0.node';
import { guardField } from '../../nodes/Auth0/fields/user/guardField';
import { account, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { byId, byName, jane } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
	tenant().addMember('org_0000000000000001', JANE);
});

const run = async (operation: string, parameters: INodeParameters, given?: IDataObject) =>
	await callTool(credentialFor(tenant()), { operation, userId: jane, ...parameters }, given);

const changes = () => tenant().requests.filter(isChange);

const ROLES = { roles: { role: [{ role: byId('rol_0000000000000001') }] } };
const ROLE = { role: byId('rol_0000000000000001') };
const ORGANIZATION = { organization: byId('org_0000000000000001') };
const PERMISSIONS = {
	api: byId('https://api.example.com/'),
	permissions: { permission: [{ permission: byName('read:reports') }] },
};

/** What a model could do to the wrong user. */
const GUARDED: Array<[operation: string, parameters: INodeParameters]> = [
	['block', {}],
	['changePassword', { password: 'New-Horse-99' }],
	['delete', {}],
	['access:resetMfa', {}],
	['access:revokeAccess', {}],
	['access:revokeRefreshTokens', {}],
	['access:revokeSessions', {}],
	['organizationMember:add', ORGANIZATION],
	['organizationMember:addRoles', { ...ORGANIZATION, ...ROLES }],
	['organizationMember:remove', ORGANIZATION],
	['organizationMember:removeRoles', { ...ORGANIZATION, ...ROLES }],
	['organizationMember:setRoles', { ...ORGANIZATION, ...ROLES }],
	['role:addMembers', ROLE],
	['role:addToUser', ROLES],
	['role:removeFromUser', ROLES],
	['role:removeMembers', ROLE],
	['role:setForUser', ROLES],
	['permission:addToUser', PERMISSIONS],
	['permission:removeFromUser', PERMISSIONS],
];

const fromAi = { onlyIfEmailIs: "={{ $fromAI('email') }}" };

describe.each(GUARDED)('%s with Only If Email Is', (operation, parameters) => {
	it('changes the user who has the address', async () => {
		const given = { ...parameters, ...fromAi };
		const { error } = await run(operation, given, { email: 'JANE@example.com' });
		expect(error).toBeUndefined();
		expect(changes()).not.toEqual([]);
	});

	it('changes nobody else', async () => {
		const given = { ...parameters, ...fromAi };
		const { error } = await run(operation, given, { email: 'joe@example.com' });
		expect(error).toMatchObject({
			message: `User “${JANE}” does not have the email address “joe@example.com”.`,
			description: expect.stringMatching(/^Nothing was changed\./),
		});
		expect(changes()).toEqual([]);
	});
});

it('refuses what is no email address before anything is sent', async () => {
	const { error } = await run('delete', { onlyIfEmailIs: 'jane' });
	expect(error?.message).toBe("“jane” in 'Only If Email Is' is not an email address.");
	expect(tenant().requests).toEqual([]);
});

it('does not look for the address where none is given', async () => {
	await run('block', { onlyIfEmailIs: '' });
	expect(tenant().requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /oauth/token',
		'PATCH /api/v2/users/auth0%7Cjane',
	]);
});

it('is shown for tools only', () => {
	const node = { typeVersion: 1 };
	const { description } = new Auth0();
	const isShown = (name: string) =>
		NodeHelpers.displayParameter({}, guardField, node, { ...description, name });
	expect(isShown('auth0')).toBe(false);
	expect(isShown('auth0Tool')).toBe(true);
});
