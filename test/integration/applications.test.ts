import type { INodeParameters } from 'n8n-workflow';

import { byId, byName, locator } from '../support/locators';
import { useOperations } from '../support/operations';
import { isApi } from '../support/requests';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, errorOf } = useOperations(tenant);

const PORTAL = 'App00000000000000000000000000001';

const namesOf = async (parameters: INodeParameters) =>
	(await outputOf('application:getAll', parameters)).map(({ name }) => name);
const queries = () =>
	tenant()
		.requests.filter(isApi)
		.map(({ query }) => query);

/** Everything of an application that is a secret, or can hold one. */
const SECRET = 'S3cr3t';
const SECRETS = {
	client_secret: `${SECRET}-client`,
	encryption_key: { pub: `${SECRET}-pub`, cert: `${SECRET}-cert`, private: `${SECRET}-private` },
	signing_keys: [{ cert: `${SECRET}-cert`, key: `${SECRET}-key`, pkcs7: `${SECRET}-pkcs7` }],
	signing_key: { key: `${SECRET}-key` },
	addons: { firebase: { secret: `${SECRET}-firebase` }, azure_blob: { storageAccessKey: SECRET } },
	custom_login_page: `<script>const key = '${SECRET}'</script>`,
	form_template: SECRET,
	client_authentication_methods: { private_key_jwt: { credentials: [{ pem: SECRET }] } },
	jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 60, secret: SECRET },
	refresh_token: { rotation_type: 'rotating', policies: [{ token: SECRET }] },
	mobile: { ios: { team_id: 'T1', app_bundle_identifier: 'com.example', key: SECRET } },
	native_social_login: { apple: { enabled: true, key: SECRET } },
	client_metadata: {
		plan: 'gold',
		apiKey: SECRET,
		stripe_secret: SECRET,
		note: `Bearer ${SECRET}`,
	},
	callbacks: [`https://jane:${SECRET}@app.example.com/callback`],
	a_new_property_of_auth0: SECRET,
};

describe('an application', () => {
	it.each([
		['by Client ID', byId(PORTAL)],
		['from the list', locator('list', PORTAL)],
		['by name, in any case', byName('customer portal')],
		['as plain text of a tool', 'Customer Portal'],
		['as the plain ID of a tool', PORTAL],
	])('is found %s', async (_way, application) => {
		expect(await outputOf('application:get', { application })).toEqual([
			{
				client_id: PORTAL,
				name: 'Customer Portal',
				app_type: 'regular_web',
				is_first_party: true,
				grant_types: ['authorization_code', 'refresh_token'],
				callbacks: ['https://app.example.com/callback'],
				allowed_logout_urls: ['https://app.example.com'],
			},
		]);
	});

	it('is looked up by its name once for many items', async () => {
		const items = Array.from({ length: 20 }, () => ({}));
		const given = { application: byName('Mobile App') };
		expect(await outputOf('application:get', given, 'full', {}, items)).toHaveLength(20);
		const lists = tenant().requests.filter(({ path }) => path === '/api/v2/clients');
		expect(lists).toHaveLength(1);
	});

	it('is found by a name that has spaces around it in Auth0', async () => {
		const [spaced] = tenant().seedApplications([{ name: ' Portal ' }]);
		const [found] = await outputOf('application:get', { application: byName(' Portal ') });
		expect(found?.client_id).toBe(spaced?.client_id);
	});

	it('is not chosen among several of its name', async () => {
		const [one, other] = tenant().seedApplications([{ name: 'Portal' }, { name: 'Portal' }]);
		const { message, description } = await errorOf('application:get', {
			application: byName('Portal'),
		});
		expect(message).toBe('2 applications are named “Portal”.');
		expect(description).toContain(String(one?.client_id));
		expect(description).toContain(String(other?.client_id));
	});

	it.each([
		[
			byName('Nothing'),
			'Application “Nothing” was not found.',
			"Choose 'Application' from the list",
		],
		[byId('abc'), 'Application “abc” does not exist.', "Check 'Application'."],
		[byId('={{ null }}'), "'Application' is empty.", 'Choose from the list.'],
	])('that is not there is told of: %j', async (application, message, description) => {
		expect(await errorOf('application:get', { application })).toEqual({
			message,
			description: expect.stringContaining(description),
		});
	});

	it('needs the permission, and its error names it', async () => {
		const { description } = await errorOf(
			'application:get',
			{ application: byId(PORTAL) },
			'readOnly',
		);
		expect(description).toContain('read:clients');
	});
});

describe('the secrets of applications', () => {
	const simplify = { simplify: false };
	const fields = (names: string, includeFields = true) => ({
		options: { fields: names, includeFields },
	});

	beforeEach(() => {
		tenant().setScopes('full', 'read:clients read:client_keys read:client_credentials');
		tenant().seedApplications([{ ...SECRETS, client_id: 'Full', name: 'Full' }]);
	});

	it.each<[string, INodeParameters]>([
		['simplified', {}],
		['raw', simplify],
		['with chosen fields', fields('client_id,callbacks,client_metadata,jwt_configuration,mobile')],
		['without chosen fields', { ...simplify, ...fields('name,client_secret', false) }],
	])('are neither fetched nor returned: %s', async (_how, given) => {
		const one = await outputOf('application:get', { application: byId('Full'), ...given });
		const many = await outputOf('application:getAll', { returnAll: true, ...given });
		expect(one).toHaveLength(1);
		expect(many).toHaveLength(4);
		expect(JSON.stringify([one, many])).not.toContain(SECRET);
		for (const query of queries()) {
			const names = String(query.fields).split(',');
			expect(names.includes('client_secret')).toBe(query.include_fields === 'false');
		}
	});

	it('are not returned where Auth0 returns them whatever was asked for', async () => {
		tenant().inject({
			path: /^\/api/,
			status: 200,
			times: 1,
			body: { ...SECRETS, client_id: 'Full' },
		});
		const [output] = await outputOf('application:get', { application: byId('Full'), ...simplify });
		expect(output).toEqual({
			client_id: 'Full',
			callbacks: ['https://app.example.com/callback'],
			client_metadata: { plan: 'gold' },
			jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 60 },
			mobile: { ios: { team_id: 'T1', app_bundle_identifier: 'com.example' } },
			native_social_login: { apple: { enabled: true } },
			refresh_token: { rotation_type: 'rotating' },
		});
	});

	it.each(['client_secret', 'signing_keys', 'encryption_key.pub', 'addons'])(
		'are refused in Fields before anything is sent: %s',
		async (name) => {
			expect(await errorOf('application:getAll', fields(`name,${name}`))).toEqual({
				message: `'Fields' contains “${name}”, which this operation never returns.`,
				description: expect.stringContaining('secrets and keys of applications'),
			});
			expect(tenant().requests).toEqual([]);
		},
	);
});

describe('applications', () => {
	it('are all listed where there are more than Auth0 pages through by number', async () => {
		tenant().seedApplications(
			Array.from({ length: 1100 }, (_, index) => ({ name: `A${index}`, client_id: `id${index}` })),
		);
		expect(await namesOf({ returnAll: true })).toHaveLength(1103);
		expect(queries()).toHaveLength(12);
	});

	it('are as many as the limit says', async () => {
		expect(await namesOf({ limit: 2 })).toEqual(['Customer Portal', 'Mobile App']);
		expect(queries()).toEqual([
			expect.objectContaining({ take: '2', is_global: 'false', include_fields: 'true' }),
		]);
	});

	it.each<[INodeParameters, string[]]>([
		[{ applicationTypes: ['native', 'spa'] }, ['Mobile App', 'Partner']],
		[{ applicationTypes: '={{ "native,non_interactive" }}' }, ['Mobile App', 'Nightly Sync']],
		[{ firstParty: false }, ['Partner']],
		[{ firstParty: true, nameContains: 'APP' }, ['Mobile App']],
		[{ global: true }, ['All Applications']],
		[{ global: false, nameContains: 'a' }, ['Customer Portal', 'Mobile App', 'Partner']],
	])('are filtered by %j', async (filters, names) => {
		tenant().seedApplications([
			{ name: 'All Applications', global: true },
			{ name: 'Partner', is_first_party: false, app_type: 'spa' },
		]);
		expect(await namesOf({ filters, returnAll: true })).toEqual(names);
	});

	it('are found by name also where the name is not returned', async () => {
		const given = { filters: { nameContains: 'sync' }, options: { fields: 'client_id' } };
		expect(await outputOf('application:getAll', given)).toEqual([
			{ client_id: 'App00000000000000000000000000003' },
		]);
	});

	it('are found by name behind many others, and as many as the limit says', async () => {
		const others = Array.from({ length: 120 }, (_, index) => ({ name: `Other ${index}` }));
		tenant().seedApplications([...others, { name: 'Last one' }, { name: 'Last but one' }]);
		expect(await namesOf({ filters: { nameContains: 'last' }, limit: 1 })).toEqual(['Last one']);
		// A page of as many as are wanted would be a request for each.
		expect(tenant().requests.filter(({ path }) => path === '/api/v2/clients')).toHaveLength(2);
	});

	it('that are not there are told of', async () => {
		const { hints, items } = await run('application:getAll', { filters: { firstParty: false } });
		expect([items, hints]).toEqual([[], ['No applications found.']]);
	});

	it.each<[INodeParameters, string]>([
		[
			{ applicationTypes: ['mobile'] },
			"'Application Types' contains “mobile”, which is not on the list.",
		],
		[{ applicationTypes: [] }, "'Application Types' is empty."],
		[{ nameContains: ' ' }, "'Name Contains' is empty."],
		[{ firstParty: '={{ null }}' }, "'First Party' must be true or false."],
	])('are not looked for by %j', async (filters, message) => {
		expect((await errorOf('application:getAll', { filters })).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});
});
