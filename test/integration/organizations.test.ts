import type { INodeParameters } from 'n8n-workflow';

import { DATABASE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, byName, locator } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import { isChange } from '../support/requests';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();

const ACME = 'org_0000000000000001';

const run = async (
	operation: string,
	parameters: INodeParameters = {},
	client: ClientName = 'full',
	json = [{}],
) => await execute(credentialFor(tenant(), client), { operation, ...parameters }, json);
const outputOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const errorOf = async (...given: Parameters<typeof run>) => {
	const { error } = await run(...given);
	return { message: error?.message, description: error?.description };
};

const changes = () => tenant().requests.filter(isChange);
const bodies = () => changes().map(({ body }) => body);
const names = () => tenant().catalogue.organizations.map(({ name }) => name);
const acme = () => tenant().catalogue.requireOrganization(ACME);

describe('an organization', () => {
	it.each([
		['by ID', byId(ACME)],
		['from the list', locator('list', ACME)],
		['by name', byName('acme')],
		['by a name in capitals, with spaces around it', byName(' ACME ')],
		['by a name where an ID was expected', byId('acme')],
		['as the plain text of a tool', 'acme'],
		['as the ID of a tool', ACME],
	])('is found %s, with one request', async (_way, organization) => {
		expect(await outputOf('organization:get', { organization })).toEqual([
			expect.objectContaining({ id: ACME, name: 'acme', display_name: 'Acme Inc.' }),
		]);
		expect(tenant().requests.filter(({ path }) => path.includes('/organizations'))).toHaveLength(1);
	});

	it.each<[unknown, string]>([
		['', "'Organization' is empty."],
		[null, "'Organization' is empty."],
		['Acme Inc.', "“Acme Inc.” in 'Organization' is neither an ID nor a name of an organization."],
		['a'.repeat(51), `“${'a'.repeat(51)}” in 'Organization' is neither an ID nor a name`],
	])('is refused before anything is sent: %j', async (value, message) => {
		for (const mode of ['name', 'id']) {
			const organization = locator(mode, `={{ ${JSON.stringify(value)} }}`);
			const error = await errorOf('organization:get', { organization });
			expect(error.message).toContain(message);
		}
		expect(tenant().requests).toEqual([]);
	});

	it('that was given its display name says what to enter', async () => {
		const { description } = await errorOf('organization:get', {
			organization: byName('Acme Inc.'),
		});
		expect(description).toMatch(
			/^Names have up to 50 lowercase letters.*display name can't be used/,
		);
	});

	it.each([
		[byId('org_nowhere'), 'Organization “org_nowhere” does not exist.'],
		[byName('nobody'), 'Organization “nobody” does not exist.'],
	])('that does not exist is named: %j', async (organization, message) => {
		const error = await errorOf('organization:get', { organization });
		expect(error).toEqual({
			message,
			description: expect.stringContaining("Check the 'Organization' field."),
		});
	});

	it('that may not be read says which permission to grant', async () => {
		const { message } = await errorOf(
			'organization:get',
			{ organization: byName('acme') },
			'readOnly',
		);
		expect(message).toBe('The application lacks the permission read:organizations.');
	});
});

describe('a new organization', () => {
	const COLORS = { primaryColor: '#0059d6', pageBackgroundColor: 'ffffff' };

	it('has what was filled in', async () => {
		const [output] = await outputOf('organization:create', {
			name: ' initech ',
			displayName: 'Initech',
			additionalFields: {
				...COLORS,
				logoUrl: 'https://initech.example.com/logo.png',
				metadata: '{ "plan": "gold", "seats": 25, "trial": false }',
				connections: {
					connection: [
						{ connection: byName(DATABASE), assignMembershipOnLogin: 'yes', isSignupEnabled: true },
						{ connection: byId('con_0000000000000007'), showAsButton: false },
					],
				},
			},
		});
		expect(output).toMatchObject({ id: expect.stringMatching(/^org_/), name: 'initech' });
		expect(bodies()).toEqual([
			{
				name: 'initech',
				display_name: 'Initech',
				branding: {
					logo_url: 'https://initech.example.com/logo.png',
					colors: { primary: '#0059d6', page_background: '#ffffff' },
				},
				metadata: { plan: 'gold', seats: '25', trial: 'false' },
				enabled_connections: [
					{
						connection_id: 'con_0000000000000001',
						assign_membership_on_login: true,
						is_signup_enabled: true,
					},
					{
						connection_id: 'con_0000000000000007',
						assign_membership_on_login: false,
						show_as_button: false,
					},
				],
			},
		]);
	});

	it('has nothing of empty cells', async () => {
		const entry = [
			{ name: 'plan', value: '={{ $json.plan }}' },
			{ name: 'seats', value: '={{ $json.seats }}' },
		];
		await run(
			'organization:create',
			{
				name: '={{ $json.name }}',
				displayName: '={{ $json.title }}',
				additionalFields: {
					primaryColor: '={{ $json.color }}',
					pageBackgroundColor: '={{ $json.color }}',
					logoUrl: '',
					metadataFields: { entry },
					connections: { connection: [{ connection: byName('={{ $json.connection }}') }] },
				},
			},
			'full',
			[
				{ name: 'one', seats: 5 },
				{ name: 2, title: null, color: '', plan: '', connection: ' ' },
			],
		);
		expect(bodies()).toEqual([{ name: 'one', metadata: { seats: '5' } }, { name: '2' }]);
	});

	it('can get several connections of a cell', async () => {
		const connection = [{ connection: byName(`${DATABASE}, corp-saml`) }];
		const additionalFields = { connections: { connection } };
		await outputOf('organization:create', { name: 'initech', additionalFields });
		expect(bodies()).toMatchObject([
			{ enabled_connections: [{}, { connection_id: 'con_0000000000000007' }] },
		]);
	});

	const tooMany = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`a${index}`, 'x']));
	it.each<[INodeParameters, string, string?]>([
		[{ name: '={{ "" }}' }, "'Name' is empty."],
		[{ name: 'Açmé Inc.' }, "“Açmé Inc.” cannot be the 'Name'", 'For example: acme-inc.'],
		[{ name: 'x'.repeat(51) }, "cannot be the 'Name' of an organization."],
		[{ displayName: 'x'.repeat(256) }, "'Display Name' is longer than 255 characters."],
		[{ additionalFields: { primaryColor: '#fff' } }, "'Page Background Color' is empty."],
		[{ additionalFields: { ...COLORS, primaryColor: 'red' } }, "'Primary Color' must be a hex"],
		[{ additionalFields: { logoUrl: 'http://x.example.com' } }, "'Logo URL' must be an address"],
		[{ additionalFields: { metadata: '{ "a": { "b": 1 } }' } }, "The entry “a” in 'Metadata'"],
		[
			{ additionalFields: { metadata: JSON.stringify({ a: 'x'.repeat(256) }) } },
			"The entry “a” in 'Metadata' is longer than 255 characters.",
		],
		[{ additionalFields: { metadata: JSON.stringify(tooMany) } }, "'Metadata' has 26 entries"],
		[
			{
				additionalFields: {
					metadataFields: { entry: [1, 2].map(() => ({ name: 'a', value: 'b' })) },
				},
			},
			"'Metadata' has two entries named “a”.",
		],
		[
			{
				additionalFields: {
					connections: { connection: [{ connection: byName('x'), isSignupEnabled: true }] },
				},
			},
			"'Enable Signup' needs 'Assign Membership on Login'.",
		],
		[
			{
				additionalFields: {
					connections: {
						connection: Array.from({ length: 11 }, () => ({ connection: byName('x') })),
					},
				},
			},
			"'Connections' has 11 connections",
		],
	])('is refused before anything is sent: %j', async (given, message, advice = '') => {
		const error = await errorOf('organization:create', { name: 'initech', ...given });
		expect(error.message).toContain(message);
		expect(error.description).toContain(advice);
		expect(tenant().requests).toEqual([]);
	});

	it('has a name that no other has', async () => {
		expect(await errorOf('organization:create', { name: 'acme' })).toEqual({
			message: 'The tenant already has an organization with this name.',
			description: expect.stringContaining('use Get to read the organization'),
		});
	});

	it('is looked up when the answer to the creation was lost', async () => {
		tenant().inject({ method: 'POST', path: '/api/v2/organizations', drop: 'after' });
		const { message, description } = await errorOf('organization:create', { name: 'initech' });
		expect(message).toContain('Organization “initech” exists, but');
		expect(description).toContain('Its ID is org_');
		expect(names().filter((name) => name === 'initech')).toHaveLength(1);
	});

	it('is created once when the request was lost on its way', async () => {
		tenant().inject({ method: 'POST', path: '/api/v2/organizations', drop: 'before' });
		expect(await outputOf('organization:create', { name: 'initech' })).toHaveLength(1);
		expect(names().filter((name) => name === 'initech')).toHaveLength(1);
	});

	it('of a connection that does not exist is not created', async () => {
		const connection = [{ connection: byName('nowhere') }];
		const additionalFields = { connections: { connection } };
		const { message } = await errorOf('organization:create', { name: 'initech', additionalFields });
		expect(message).toBe('Connection “nowhere” was not found.');
		expect(changes()).toEqual([]);
	});
});

describe('organizations are listed', () => {
	const many = (count: number) =>
		tenant().seedOrganizations(
			Array.from({ length: count }, (_, index) => ({
				name: `org-${index}`,
				display_name: `Customer ${count - index}`,
			})),
		);
	const namesOf = async (given: INodeParameters) =>
		(await outputOf('organization:getAll', given)).map(({ name }) => name);
	const sort = (field: string, direction = 'asc') => ({ sort: { order: { field, direction } } });

	it('beyond the 1,000 that page numbers reach', async () => {
		many(1150);
		expect(await namesOf({ returnAll: true })).toHaveLength(1152);
		expect(tenant().requests.filter(({ path }) => path.endsWith('/organizations'))).toHaveLength(
			12,
		);
	});

	it('up to the limit, in one request', async () => {
		many(100);
		expect(await namesOf({ limit: 3 })).toEqual(['acme', 'globex', 'org-0']);
		expect(tenant().requests.filter(({ path }) => path.endsWith('/organizations'))).toHaveLength(1);
	});

	it.each([
		['CORP', ['globex']],
		['acme', ['acme']],
		['inc.', ['acme']],
		['nobody', []],
	])('with the text %s in one of their names', async (search, found) => {
		expect(await namesOf({ search })).toEqual(found);
	});

	it.each<[INodeParameters, string[]]>([
		[sort('name', 'desc'), ['org-2', 'org-1', 'org-0', 'globex', 'acme']],
		[sort('display_name'), ['acme', 'org-2', 'org-1', 'org-0', 'globex']],
		[sort('created_at', 'desc'), ['org-2', 'org-1', 'org-0', 'globex', 'acme']],
	])('in an order: %j', async (order, expected) => {
		many(3);
		expect(await namesOf({ ...order, returnAll: true })).toEqual(expected);
		expect(await namesOf({ ...order, limit: 2, search: '' })).toHaveLength(2);
		expect(await namesOf({ ...order, limit: 2, search: 'o' })).toEqual(
			expected.filter((name) => name !== 'acme').slice(0, 2),
		);
	});

	it('sorted by Auth0 where it can', async () => {
		many(120);
		expect(await namesOf({ ...sort('name', 'desc'), limit: 1 })).toEqual(['org-99']);
		const [request] = tenant().requests.filter(({ path }) => path.endsWith('/organizations'));
		expect(request?.query).toMatchObject({ sort: 'name:-1', page: '0' });
	});

	it('and nothing is asked of Auth0 that it does not know', async () => {
		const error = await errorOf('organization:getAll', sort('metadata'));
		expect(error.message).toContain("'Sort By' must be");
		expect(tenant().requests).toEqual([]);
	});
});

describe('a change of an organization', () => {
	const update = async (updateFields: INodeParameters, options: INodeParameters = {}) =>
		await outputOf('organization:update', { organization: byName('acme'), updateFields, options });

	beforeEach(() => {
		Object.assign(acme(), {
			metadata: { plan: 'gold', seats: '5' },
			branding: {
				logo_url: 'https://acme.example.com/logo.png',
				colors: { primary: '#111111', page_background: '#222222' },
			},
		});
	});

	it('keeps metadata that it does not set', async () => {
		const [output] = await update({ metadata: '{ "seats": 6, "region": "eu" }' });
		expect(output?.metadata).toEqual({ plan: 'gold', seats: '6', region: 'eu' });
	});

	it('removes an entry that is null', async () => {
		const [output] = await update({ metadata: '{ "seats": null }' });
		expect(output?.metadata).toEqual({ plan: 'gold' });
	});

	it('replaces all metadata where that is wanted', async () => {
		const options = { metadataMode: 'replace' };
		expect((await update({ metadata: '{ "a": 1 }' }, options))[0]?.metadata).toEqual({ a: '1' });
		expect((await update({ metadata: '{}' }, options))[0]).not.toHaveProperty('metadata');
	});

	it.each<[INodeParameters, object]>([
		[{ primaryColor: '#333333' }, { colors: { primary: '#333333', page_background: '#222222' } }],
		[
			{ primaryColor: '#333333', logoUrl: 'https://acme.example.com/new.png' },
			{
				logo_url: 'https://acme.example.com/new.png',
				colors: { primary: '#333333', page_background: '#222222' },
			},
		],
		[
			{ logoUrl: 'https://acme.example.com/new.png' },
			{ logo_url: 'https://acme.example.com/new.png' },
		],
	])('keeps the branding that it does not set: %j', async (updateFields, changed) => {
		const before = acme().branding;
		const [output] = await update(updateFields);
		expect(output?.branding).toEqual({ ...before, ...changed });
	});

	it('leaves alone what an empty cell is for', async () => {
		await update({ displayName: 'Acme', name: '', logoUrl: '={{ $json.logo }}', primaryColor: '' });
		expect(bodies()).toEqual([{ display_name: 'Acme' }]);
		expect(tenant().requests.filter(({ path }) => path.includes('/organizations/'))).toHaveLength(
			2,
		);
	});

	it('needs no further permission where it keeps nothing', async () => {
		tenant().setScopes('full', 'update:organizations');
		await outputOf('organization:update', {
			organization: byId(ACME),
			updateFields: { displayName: 'Acme', metadata: '{ "a": "b" }' },
			options: { metadataMode: 'replace' },
		});
		expect(bodies()).toEqual([{ display_name: 'Acme', metadata: { a: 'b' } }]);
	});

	it.each<[INodeParameters, string]>([
		[{}, 'No fields to update.'],
		[{ displayName: ' ' }, 'No fields to update.'],
		[{ name: 'Acme Inc.' }, "“Acme Inc.” cannot be the 'Name' of an organization."],
		[{ metadata: '{}' }, "'Metadata' is empty."],
	])('is refused before anything is sent: %j', async (updateFields, message) => {
		const given = { organization: byId(ACME), updateFields };
		expect((await errorOf('organization:update', given)).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it('does not make more metadata than Auth0 stores', async () => {
		const more = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`a${index}`, 'x']));
		const updateFields = { metadata: JSON.stringify(more) };
		const { message } = await errorOf('organization:update', {
			organization: byId(ACME),
			updateFields,
		});
		expect(message).toContain("'Metadata' has 26 entries");
		expect(changes()).toEqual([]);
	});

	it('of one that has no colors needs both', async () => {
		delete acme().branding;
		const error = await errorOf('organization:update', {
			organization: byId(ACME),
			updateFields: { primaryColor: '#333333' },
		});
		expect(error.message).toBe("'Page Background Color' is empty.");
		expect(changes()).toEqual([]);
	});

	it('to a name that another has is refused', async () => {
		const { message } = await errorOf('organization:update', {
			organization: byId(ACME),
			updateFields: { name: 'globex' },
		});
		expect(message).toBe('The tenant already has an organization with this name.');
	});
});

describe('an organization that is deleted', () => {
	it('is gone, and its name is returned', async () => {
		expect(await outputOf('organization:delete', { organization: byName('acme') })).toEqual([
			{ id: ACME, name: 'acme', deleted: true },
		]);
		expect(names()).toEqual(['globex']);
	});

	it('needs no permission to read', async () => {
		tenant().setScopes('full', 'delete:organizations');
		expect(await outputOf('organization:delete', { organization: byId(ACME) })).toEqual([
			{ id: ACME, deleted: true },
		]);
	});

	it('is done where the answer was lost', async () => {
		tenant().inject({ method: 'DELETE', path: /organizations/, drop: 'after' });
		expect(await outputOf('organization:delete', { organization: byId(ACME) })).toMatchObject([
			{ deleted: true },
		]);
		expect(names()).toEqual(['globex']);
	});

	it('before is an error', async () => {
		const { message } = await errorOf('organization:delete', { organization: byId('org_nowhere') });
		expect(message).toBe('Organization “org_nowhere” does not exist.');
	});
});

it.each([
	['organization:create', 'create:organizations', { name: 'initech' }],
	['organization:getAll', 'read:organizations', {}],
	['organization:update', 'update:organizations', { updateFields: { displayName: 'x' } }],
	['organization:delete', 'delete:organizations', {}],
])('%s needs %s', async (operation, permission, given) => {
	const { message } = await errorOf(operation, { organization: byId(ACME), ...given }, 'readOnly');
	expect(message).toBe(`The application lacks the permission ${permission}.`);
});
