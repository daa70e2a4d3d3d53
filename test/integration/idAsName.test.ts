import type { INodeParameters } from 'n8n-workflow';

import { execute } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const ORGANIZATION = 'org_0000000000000001';
const ROLE = 'rol_0000000000000001';

/** A field of each kind that takes a name, with what is an ID of the tenant. */
const FIELDS: Array<[string, (id: string) => INodeParameters, () => string]> = [
	['role:get', (id) => ({ role: byName(id) }), () => ROLE],
	[
		'role:addToUser',
		(id) => ({ userId: byId('auth0|jane'), roles: { role: [{ role: byName(id) }] } }),
		() => ROLE,
	],
	['organization:get', (id) => ({ organization: byName(id) }), () => ORGANIZATION],
	['connection:get', (id) => ({ connectionId: byName(id) }), () => 'con_0000000000000001'],
	[
		'organizationConnection:remove',
		(id) => ({ organization: byId(ORGANIZATION), connectionId: byName(id) }),
		() => 'con_0000000000000001',
	],
	['application:get', (id) => ({ application: byName(id) }), () => tenant().clients.full.clientId],
];

it.each(FIELDS)(
	'%s says how to enter an ID that is entered as a name',
	async (operation, fieldsFor, idOf) => {
		const errorFor = async (name: string) =>
			(await execute(credentialFor(tenant()), { operation, ...fieldsFor(name) })).error;
		const { description } = (await errorFor(idOf())) ?? {};
		expect(description).toMatch(
			/^This looks like an ID\. If it is one, choose By (?:Client )?ID\. /,
		);
		expect((await errorFor('nobody'))?.description).not.toContain('looks like');
		expect(tenant().requests.filter(isChange)).toEqual([]);
	},
);
