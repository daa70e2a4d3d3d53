import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../nodes/Auth0/methods/listSearch';
import { DATABASE } from '../support/accounts';
import { editor, execute } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();

const ACME = 'org_0000000000000001';
const PATH = `/api/v2/organizations/${ACME}/enabled_connections`;
const DATABASE_ID = 'con_0000000000000001';
const SAML = { id: 'con_SAMLSAMLSAMLSAML', name: 'acme-saml', strategy: 'samlp' };

const run = async (
	operation: string,
	parameters: INodeParameters = {},
	client: ClientName = 'full',
	rows: IDataObject[] = [{}],
) =>
	await execute(
		credentialFor(tenant(), client),
		{
			operation: `organizationConnection:${operation}`,
			organization: byName('acme'),
			...parameters,
		},
		rows,
	);
const outputsOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const errorOf = async (...given: Parameters<typeof run>) => {
	const { error } = await run(...given);
	return { message: error?.message, description: error?.description };
};
const changes = () => tenant().requests.filter(isChange);
const enabled = () => tenant().catalogue.enabledConnections.of(ACME);
const enable = (...connections: Array<{ id: string; name: string; strategy: string }>) => {
	for (const { id, name, strategy } of connections) {
		tenant().catalogue.enabledConnections.add(ACME, {
			connection_id: id,
			assign_membership_on_login: false,
			show_as_button: true,
			...(strategy === 'auth0' && { is_signup_enabled: false }),
			connection: { name, strategy },
		});
	}
};
const database = { id: DATABASE_ID, name: DATABASE, strategy: 'auth0' };
const BY_ID = { connectionId: byId(DATABASE_ID) };

beforeEach(() => void tenant().users.connections.push({ ...SAML, options: {} }));

describe('Get Many', () => {
	it('returns all of them, also beyond a page', async () => {
		const many = Array.from({ length: 120 }, (_, index) => ({
			...SAML,
			id: `con_${String(index).padStart(16, '0')}`,
		}));
		enable(...many);
		const outputs = await outputsOf('getAll', { returnAll: true });
		expect(outputs).toHaveLength(120);
		expect(outputs[0]).toEqual({
			connection_id: 'con_0000000000000000',
			assign_membership_on_login: false,
			show_as_button: true,
			connection: { name: 'acme-saml', strategy: 'samlp' },
		});
	});
});

describe('Add', () => {
	it('enables a connection by ID or by name, with the settings that are given', async () => {
		expect(await outputsOf('add', BY_ID)).toEqual([
			expect.objectContaining({
				organization_id: ACME,
				connection_id: DATABASE_ID,
				connection: { name: DATABASE, strategy: 'auth0' },
			}),
		]);
		await outputsOf('add', {
			connectionId: byName('acme-saml'),
			additionalFields: { assignMembershipOnLogin: true, showAsButton: '={{ "false" }}' },
		});
		expect(changes().map(({ body }) => body)).toEqual([
			{ connection_id: DATABASE_ID },
			{ connection_id: SAML.id, assign_membership_on_login: true, show_as_button: false },
		]);
	});

	it('does no harm when it is run again, also after a lost answer', async () => {
		tenant().inject({ method: 'POST', path: PATH, drop: 'after' });
		const given = { ...BY_ID, additionalFields: { assignMembershipOnLogin: true } };
		for (let time = 1; time <= 2; time++) {
			expect(await outputsOf('add', given)).toMatchObject([{ assign_membership_on_login: true }]);
		}
		expect(enabled()).toHaveLength(1);
		const other = { ...BY_ID, additionalFields: { assignMembershipOnLogin: false } };
		const { message, description } = await errorOf('add', other);
		expect(message).toContain('already enabled for the organization, with other settings');
		expect(description).toContain('Use Update');
	});

	it('takes a switch that Auth0 does not return for one that is off', async () => {
		const given = { connectionId: byId(SAML.id), additionalFields: { isSignupEnabled: false } };
		await outputsOf('add', given);
		for (const one of enabled()) delete one.is_signup_enabled;
		expect(await outputsOf('add', given)).toMatchObject([{ connection_id: SAML.id }]);
		expect(enabled()).toHaveLength(1);
	});

	it.each<[INodeParameters, string]>([
		[{ connectionId: byId("={{ '' }}") }, "'Connection' is empty."],
		[{ additionalFields: { showAsButton: '={{ "maybe" }}' } }, "'Show as Button'"],
		[
			{ additionalFields: { isSignupEnabled: true, assignMembershipOnLogin: false } },
			"'Enable Signup' needs 'Assign Membership on Login'.",
		],
		[
			{ additionalFields: { isSignupEnabled: true } },
			"'Enable Signup' needs 'Assign Membership on Login'.",
		],
		[
			{ additionalFields: { isSignupEnabled: 'yes', assignMembershipOnLogin: '={{ "" }}' } },
			"'Enable Signup' needs 'Assign Membership on Login'.",
		],
	])('refuses %j before anything is sent', async (given, message) => {
		expect((await errorOf('add', { ...BY_ID, ...given })).message).toContain(message);
		expect(tenant().requests).toEqual([]);
	});

	it('says for which connections there is signup', async () => {
		const additionalFields = { isSignupEnabled: true, assignMembershipOnLogin: true };
		const given = { connectionId: byId(SAML.id), additionalFields };
		const { message, description } = await errorOf('add', given);
		expect(message).toBe(
			'Only database connections that assign membership on login can have signup.',
		);
		expect(description).toContain("Turn on 'Assign Membership on Login', or turn off");
	});

	it('tells of a connection that is not there', async () => {
		const unknown = { connectionId: byId('con_9999999999999999') };
		expect((await errorOf('add', unknown)).description).toContain("Check 'Connection'.");
		const named = { connectionId: byName('nothing') };
		expect((await errorOf('add', named)).message).toBe('Connection “nothing” was not found.');
	});
});

describe('Update', () => {
	it('changes what is given', async () => {
		enable(database, SAML);
		const updateFields = { assignMembershipOnLogin: true, isSignupEnabled: true };
		expect(await outputsOf('update', { ...BY_ID, updateFields })).toMatchObject([
			{ connection_id: DATABASE_ID, is_signup_enabled: true, show_as_button: true },
		]);
		const byItsName = { connectionId: byName('acme-saml'), updateFields: { showAsButton: false } };
		expect(await outputsOf('update', byItsName)).toMatchObject([{ show_as_button: false }]);
		expect(changes().map(({ body }) => body)).toEqual([
			{ assign_membership_on_login: true, is_signup_enabled: true },
			{ show_as_button: false },
		]);
	});

	it.each<[INodeParameters, string]>([
		[{}, "'Update Fields' is empty."],
		[{ showAsButton: '={{ null }}' }, "'Update Fields' is empty."],
	])('refuses %j', async (updateFields, message) => {
		expect((await errorOf('update', { ...BY_ID, updateFields })).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it('says what to do about a connection that the organization does not have', async () => {
		const updateFields = { showAsButton: false };
		const { message, description } = await errorOf('update', { ...BY_ID, updateFields });
		expect(message).toBe(`Connection “${DATABASE_ID}” of organization “${ACME}” does not exist.`);
		expect(description).toContain('enable it with Add');
		const named = { connectionId: byName('acme-saml'), updateFields };
		expect((await errorOf('update', named)).message).toContain('not found in the organization');
	});
});

describe('Remove', () => {
	it('disables a connection, and does not mind one that is not enabled', async () => {
		enable(database, SAML);
		tenant().inject({ method: 'DELETE', path: `${PATH}/${DATABASE_ID}`, drop: 'after' });
		for (let time = 1; time <= 2; time++) {
			expect(await outputsOf('remove', BY_ID)).toEqual([
				{ organization_id: ACME, connection_id: DATABASE_ID, removed: true },
			]);
		}
		expect(enabled().map(({ connection_id: id }) => id)).toEqual([SAML.id]);
	});

	it('tells of an organization that is not there', async () => {
		const given = { ...BY_ID, organization: byId('org_9999999999999999') };
		expect((await errorOf('remove', given)).message).toContain('does not exist');
	});
});

it('has a list of the connections of the organization in the panel', async () => {
	enable(database, SAML);
	const search = async (organization: INodeParameters[string], filter?: string) =>
		await listSearch.searchOrganizationConnections.call(
			editor(credentialFor(tenant()), { organization }),
			filter,
		);
	expect((await search(byId(ACME))).results).toEqual([
		{ name: `${DATABASE} (auth0)`, value: DATABASE_ID },
		{ name: 'acme-saml (samlp)', value: SAML.id },
	]);
	expect((await search(byName('acme'), 'saml')).results).toHaveLength(1);
	expect((await search(byId(''))).results).toEqual([]);
});

it.each<[string, INodeParameters, string]>([
	['getAll', {}, 'read:organization_connections'],
	['add', BY_ID, 'create:organization_connections'],
	['update', { ...BY_ID, updateFields: { showAsButton: true } }, 'update:organization_connections'],
	['remove', BY_ID, 'delete:organization_connections'],
])('%s names the permission that is missing', async (operation, parameters, permission) => {
	const given = { ...parameters, organization: byId(ACME) };
	const { message, description } = await errorOf(operation, given, 'readOnly');
	expect(`${message} ${description}`).toContain(permission);
});
