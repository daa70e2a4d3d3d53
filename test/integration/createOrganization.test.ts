import type { INodeParameters } from 'n8n-workflow';

import { DATABASE } from '../support/accounts';
import { byId, byName } from '../support/locators';
import { useOperations } from '../support/operations';
import { useOrganizations } from '../support/organizations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, errorOf, changes } = useOperations(tenant);
const { bodies, names } = useOrganizations(tenant);

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
			{},
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
