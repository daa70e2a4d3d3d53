import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { execute, type NodeSettings } from '../support/engine';
import { byId, byName, locator } from '../support/locators';
import { isApi, isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();

const ID = 'con_0000000000000001';
const THERE = { connectionId: byId(ID) };
const appId = (number: number) => `App${String(number).padStart(29, '0')}`;

const run = async (
	operation: string,
	parameters: INodeParameters = {},
	client: ClientName = 'full',
	settings: NodeSettings = {},
	json = [{}],
) => await execute(credentialFor(tenant(), client), { operation, ...parameters }, json, settings);
const outputOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const errorOf = async (...given: Parameters<typeof run>) => {
	const { error } = await run(...given);
	return { message: error?.message, description: error?.description };
};
const apiRequests = () => tenant().requests.filter(isApi);
const changes = () => tenant().requests.filter(isChange);

/** Every kind of secret that options hold, and what is none. */
const SECRET = 'S3cr3t';
const SECRETS = {
	client_secret: SECRET,
	app_secret: SECRET,
	twilio_token: SECRET,
	bindPassword: SECRET,
	configuration: { DB_PASSWORD: SECRET },
	customScripts: { login: `const key = '${SECRET}'` },
	scripts: { fetchUserProfile: SECRET },
	customHeaders: { 'X-Auth0-Client-Secret': SECRET },
	gateway_authentication: { method: 'bearer', secret: SECRET },
	gateway_url: `https://sms.example.com/?key=${SECRET}`,
	decryptionKey: { key: SECRET, cert: SECRET },
	signing_key: { key: SECRET },
	admin_access_token: SECRET,
	admin_refresh_token: SECRET,
	upstream_params: { api_key: { value: SECRET } },
	authParams: { token: SECRET },
	password_dictionary: { enable: true, dictionary: [SECRET] },
	mfa: { active: true, key: SECRET },
	idpinitiated: { enabled: true, client_authorizequery: `token=${SECRET}` },
	discovery_url: `https://jane:${SECRET}@idp.example.com/.well-known?key=${SECRET}`,
	a_new_option_of_auth0: SECRET,
	client_id: 'an-id',
	passwordPolicy: 'good',
	brute_force_protection: true,
};
const SHOWN = {
	client_id: 'an-id',
	passwordPolicy: 'good',
	brute_force_protection: true,
	password_dictionary: { enable: true },
	mfa: { active: true },
	idpinitiated: { enabled: true },
	discovery_url: 'https://idp.example.com/.well-known',
};

describe('a connection', () => {
	it.each([
		['by ID', byId(ID)],
		['from the list', locator('list', ID)],
		['by name', byName(DATABASE)],
		['as plain text of a tool', DATABASE],
	])('is found %s, with its kind in words', async (_way, connectionId) => {
		expect(await outputOf('connection:get', { connectionId })).toEqual([
			{
				id: ID,
				name: DATABASE,
				strategy: 'auth0',
				strategy_name: 'Database',
				realms: [DATABASE],
				is_domain_connection: false,
			},
		]);
	});

	it.each([
		[byName('Nothing'), 'Connection “Nothing” was not found.', "Choose 'Connection'"],
		[byId('con_000000000000000x'), 'Connection “con_000000000000000x” does not exist.', 'Get Many'],
		[byId('={{ null }}'), "'Connection' is empty.", 'Select a connection.'],
	])('that is not there is told of: %j', async (connectionId, message, description) => {
		expect(await errorOf('connection:get', { connectionId })).toEqual({
			message,
			description: expect.stringContaining(description),
		});
	});

	it('of a kind that nobody knows has no words for it', async () => {
		tenant().seedConnections([{ name: 'new', strategy: 'brand-new' }]);
		const [output] = await outputOf('connection:get', { connectionId: byName('new') });
		expect(output).toMatchObject({ strategy: 'brand-new' });
		expect(output).not.toHaveProperty('strategy_name');
	});
});

describe('the secrets of connections', () => {
	const fields = (names: string, includeFields = true) => ({
		options: { fields: names, includeFields },
	});

	beforeEach(() => {
		tenant().setScopes('full', 'read:connections read:connections_options');
		tenant().seedConnections([
			{
				name: 'full',
				options: SECRETS,
				metadata: { owner: 'Jane', api_key: SECRET, password: SECRET },
				provisioning_ticket_url: `https://acme.auth0.com/p/ad/${SECRET}`,
				a_new_property_of_auth0: SECRET,
			},
		]);
	});

	it.each<[string, INodeParameters]>([
		['simplified', {}],
		['raw', { simplify: false }],
		['with chosen fields', fields('name,options,metadata')],
		['with a chosen option', fields('options.client_secret,options.passwordPolicy')],
		['without chosen fields', { simplify: false, ...fields('name', false) }],
	])('are not returned: %s', async (_how, given) => {
		const one = await outputOf('connection:get', { connectionId: byName('full'), ...given });
		const many = await outputOf('connection:getAll', { returnAll: true, ...given });
		expect([one.length, many.length]).toEqual([1, 8]);
		expect(JSON.stringify([one, many])).not.toContain(SECRET);
	});

	it('are not even fetched where nobody wants the options', async () => {
		await outputOf('connection:getAll');
		await outputOf('connection:getAll', fields('name,metadata'));
		expect(apiRequests().map(({ query }) => [query.fields, query.include_fields])).toEqual([
			['options', 'false'],
			['options', 'false'],
		]);
	});

	it('are told from what is none', async () => {
		const [output] = await outputOf('connection:get', {
			connectionId: byName('full'),
			simplify: false,
		});
		expect(output).toEqual({
			id: 'con_0000000000000008',
			name: 'full',
			strategy: 'auth0',
			strategy_name: 'Database',
			realms: ['full'],
			is_domain_connection: false,
			metadata: { owner: 'Jane' },
			options: SHOWN,
		});
	});

	it('are refused in Fields before anything is sent', async () => {
		expect(await errorOf('connection:getAll', fields('provisioning_ticket_url'))).toEqual({
			message: "'Fields' contains “provisioning_ticket_url”, which this operation never returns.",
			description: expect.stringContaining('secrets and keys of connections'),
		});
		expect(tenant().requests).toEqual([]);
	});
});

describe('connections', () => {
	const namesOf = async (given: INodeParameters) =>
		(await outputOf('connection:getAll', given)).map(({ name }) => name);

	it('are all listed where there are more than Auth0 pages through by number', async () => {
		tenant().seedConnections(Array.from({ length: 1100 }, () => ({})));
		expect(await namesOf({ returnAll: true })).toHaveLength(1107);
		expect(apiRequests()).toHaveLength(12);
	});

	it.each<[INodeParameters, string[]]>([
		[{ strategies: ['samlp', 'sms'] }, ['sms', 'corp-saml']],
		[{ strategies: '={{ "email, sms" }}' }, ['email', 'sms']],
		[{ nameContains: 'CORPORATE' }, ['corp-saml']],
		[{ nameContains: 'user', strategies: ['auth0'] }, [DATABASE, 'Users-With-Username']],
	])('are filtered by %j', async (filters, names) => {
		expect(await namesOf({ filters })).toEqual(names);
	});

	it('are as many as the limit says', async () => {
		expect(await namesOf({ limit: 2 })).toEqual([DATABASE, 'Users-With-Username']);
		expect(apiRequests().map(({ query }) => query.take)).toEqual(['2']);
		expect(await namesOf({ limit: 1, filters: { nameContains: 'name' } })).toEqual([DATABASE]);
	});

	it('are found by name behind many others', async () => {
		const others = Array.from({ length: 120 }, (_, index) => ({ name: `other-${index}` }));
		tenant().seedConnections([...others, { name: 'the-last' }]);
		expect(await namesOf({ filters: { nameContains: 'last' }, limit: 1 })).toEqual(['the-last']);
		// A page of as many as are wanted would be a request for each.
		expect(tenant().requests.filter(({ path }) => path === '/api/v2/connections')).toHaveLength(2);
	});

	it('that are not there are told of', async () => {
		const given = { filters: { strategies: ['okta'] } };
		expect(await run('connection:getAll', given)).toMatchObject({
			items: [],
			hints: ['No connections found.'],
		});
	});

	it.each<[INodeParameters, string]>([
		[{ strategies: ['saml'] }, "'Strategies' contains “saml”, which is not on the list."],
		[{ strategies: [] }, "'Strategies' is empty."],
		[{ nameContains: '={{ null }}' }, "'Name Contains' is empty."],
	])('are not looked for by %j', async (filters, message) => {
		expect((await errorOf('connection:getAll', { filters })).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});
});

describe('the status of a connection', () => {
	const directory = () =>
		String(tenant().seedConnections([{ name: 'directory', strategy: 'ad' }])[0]?.id);

	it('is online or offline, which is no error', async () => {
		const id = directory();
		const given = { connectionId: byName('directory') };
		expect(await outputOf('connection:getStatus', given)).toEqual([
			{ connection_id: id, status: 'online' },
		]);
		tenant().connectionStates.offline.add(id);
		expect(await outputOf('connection:getStatus', given)).toEqual([
			{
				connection_id: id,
				status: 'offline',
				message: 'There is no active connector for this connection.',
			},
		]);
	});

	it('is told from a connection that is not there, or that has none', async () => {
		expect(await errorOf('connection:getStatus', THERE)).toEqual({
			message: `Connection “${DATABASE}” has no status.`,
			description: 'Only AD/LDAP connections have one. The type of this connection is Database.',
		});
		const nobody = { connectionId: byId('con_000000000000000x') };
		expect((await errorOf('connection:getStatus', nobody)).message).toBe(
			'Connection “con_000000000000000x” does not exist.',
		);
	});
});

describe('the applications of a connection', () => {
	const applications = (...given: Array<[string, unknown]>) => ({
		applications: {
			application: given.map(([mode, value]) => ({ application: locator(mode, String(value)) })),
		},
	});
	const enabled = () => tenant().connectionStates.applicationsOf(ID);

	it('are added and removed, by ID or by name, and listed with their names', async () => {
		const two = applications(['id', appId(1)], ['name', 'mobile app'], ['list', appId(1)]);
		const named = [
			{ client_id: appId(1), name: 'Customer Portal' },
			{ client_id: appId(2), name: 'Mobile App' },
		];
		const given = { connectionId: byName(DATABASE), ...two };
		expect(await outputOf('connection:addApplications', given)).toEqual([
			{ connection_id: ID, added: named },
		]);
		expect(await outputOf('connection:getApplications', THERE)).toEqual(named);
		const one = { ...THERE, ...applications(['name', 'Mobile App']) };
		expect(await outputOf('connection:removeApplications', one)).toEqual([
			{ connection_id: ID, removed: named.slice(1) },
		]);
		expect(enabled()).toEqual([appId(1)]);
		expect(changes().map(({ method, path, body }) => [method, path, body])).toEqual([
			[
				'PATCH',
				`/api/v2/connections/${ID}/clients`,
				[
					{ client_id: appId(1), status: true },
					{ client_id: appId(2), status: true },
				],
			],
			['PATCH', `/api/v2/connections/${ID}/clients`, [{ client_id: appId(2), status: false }]],
		]);
	});

	it('stay the same when the same is done again', async () => {
		const given = { ...THERE, ...applications(['id', appId(1)]) };
		for (const operation of ['add', 'add', 'remove', 'remove']) {
			await outputOf(`connection:${operation}Applications`, given);
			expect(enabled()).toEqual(operation === 'add' ? [appId(1)] : []);
		}
	});

	it('are changed 50 at a time, and all listed', async () => {
		const ids = Array.from({ length: 1120 }, (_, index) => appId(1000 + index));
		tenant().seedApplications(ids.map((id) => ({ client_id: id, name: id })));
		const list = {
			...THERE,
			applications: { application: [{ application: locator('id', '={{ $json.ids }}') }] },
		};
		const [output] = await outputOf('connection:addApplications', list, 'full', {}, [{ ids }]);
		expect(output?.added).toHaveLength(1120);
		const sizes = changes().map(({ body }) => Object(body).length);
		expect(sizes).toEqual([...Array.from({ length: 22 }, () => 50), 20]);
		expect(enabled()).toEqual(ids);
		const listed = await outputOf('connection:getApplications', { ...THERE, returnAll: true });
		expect(listed.map(({ client_id: id }) => id)).toEqual(ids);
		const some = await outputOf('connection:getApplications', { ...THERE, limit: 3 });
		expect(some).toHaveLength(3);
	});

	it('have no names where the application may not read them, and are changed', async () => {
		tenant().setScopes('full', 'update:connections read:connections');
		const given = { ...THERE, ...applications(['id', appId(1)]) };
		expect(await outputOf('connection:addApplications', given)).toEqual([
			{ connection_id: ID, added: [{ client_id: appId(1) }] },
		]);
		expect(await outputOf('connection:getApplications', THERE)).toEqual([{ client_id: appId(1) }]);
	});

	it('are several in plain text, as a tool sends it', async () => {
		const plain = (value: string) => ({
			...THERE,
			applications: { application: [{ application: value }] },
		});
		await outputOf('connection:addApplications', plain('Mobile App, Nightly Sync'));
		await outputOf('connection:addApplications', plain(`${appId(1)},${appId(2)}`));
		expect(enabled()).toEqual([appId(2), appId(3), appId(1)]);
	});

	it.each<[INodeParameters, string]>([
		[{ applications: {} }, "'Applications' is empty."],
		[applications(['name', 'Nothing']), 'Application “Nothing” was not found.'],
		[applications(['id', '={{ null }}']), "'Applications' is empty."],
	])('are not changed by %j', async (given, message) => {
		const { message: told } = await errorOf('connection:addApplications', { ...THERE, ...given });
		expect(told).toBe(message);
		expect(changes()).toEqual([]);
	});

	it('that are not there are told of with the connection', async () => {
		const given = { ...THERE, ...applications(['id', 'nobody']) };
		expect(await errorOf('connection:addApplications', given)).toEqual({
			message: `Connection “${ID}” or one of the applications does not exist.`,
			description: expect.stringContaining("Check 'Connection' and 'Applications'."),
		});
	});
});

describe('a user of a connection', () => {
	const email = 'jane@example.com';
	const given = { ...THERE, email };
	const remove = async (more: INodeParameters = {}, client: ClientName = 'full') =>
		await outputOf('connection:deleteUser', { ...given, ...more }, client);
	const deletions = () => changes().map(({ path, query }) => [path, query]);

	it.each(['jane@example.com', ' Jane@Example.com'])('is deleted by email: %j', async (typed) => {
		tenant().seedUsers([account('jane'), account('bob')]);
		expect(await remove({ email: typed })).toEqual([
			{ connection_id: ID, email: typed.trim(), user_id: JANE, deleted: true },
		]);
		expect(tenant().users.all()).toHaveLength(1);
		expect(deletions()).toEqual([[`/api/v2/connections/${ID}/users`, { email }]]);
	});

	it('who is not there is no error: the same list can run again', async () => {
		tenant().seedUsers([account('jane')]);
		await remove();
		expect(await remove()).toEqual([
			{
				connection_id: ID,
				email,
				deleted: false,
				note: expect.stringMatching(
					/^Nobody in this connection has this email address\. If .* grant the application read:connections_options,/,
				),
			},
		]);
		expect(deletions()).toHaveLength(1);
	});

	it('is not the one of another connection', async () => {
		tenant().seedUsers([{ ...account('jane'), connection: 'email', password: undefined }]);
		expect(await remove()).toMatchObject([{ deleted: false }]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	describe('of a database that only its scripts know', () => {
		const OWN = { enabledDatabaseCustomization: true };
		const seed = (options: object) =>
			tenant().seedConnections([
				{ id: 'con_0000000000000042', name: 'own', strategy: 'auth0', options: { ...options } },
			]);
		const remove = async (email: string) => {
			tenant().setScopes(
				'full',
				'read:connections read:connections_options read:users delete:users',
			);
			const parameters = { connectionId: byId('con_0000000000000042'), email };
			const [output] = await outputOf('connection:deleteUser', parameters);
			return output;
		};
		const deletions = () => tenant().requests.filter(({ method }) => method === 'DELETE');

		it('asks the script for whom Auth0 has not stored, and says so', async () => {
			seed({ ...OWN, configuration: { KEY: 'S3cr3t' } });
			const output = await remove('Legacy@Example.com');
			expect(output).toEqual({
				connection_id: 'con_0000000000000042',
				email: 'Legacy@Example.com',
				deleted: true,
				note: expect.stringContaining('the Delete script of your database was asked'),
			});
			expect(deletions()).toMatchObject([{ query: { email: 'Legacy@Example.com' } }]);
		});

		it('deletes whom Auth0 has stored as in any other', async () => {
			seed(OWN);
			tenant().seedUsers([account('known', { connection: 'own' })]);
			expect(await remove('known@example.com')).toEqual({
				connection_id: 'con_0000000000000042',
				email: 'known@example.com',
				user_id: 'auth0|known',
				deleted: true,
			});
		});

		it.each([{ ...OWN, import_mode: true }, { enabledDatabaseCustomization: false }, {}])(
			'asks none where the options are %j',
			async (options) => {
				seed(options);
				expect(await remove('legacy@example.com')).toEqual({
					connection_id: 'con_0000000000000042',
					email: 'legacy@example.com',
					deleted: false,
					note: 'Nobody in this connection has this email address.',
				});
				expect(deletions()).toEqual([]);
			},
		);
	});

	it('is not deleted where the email address is that of a linked identity', async () => {
		const google = {
			connection: 'google-oauth2',
			provider: 'google-oauth2',
			user_id: '1',
			isSocial: true,
		};
		const linked = {
			connection: DATABASE,
			provider: 'auth0',
			user_id: 'jane',
			isSocial: false,
			profileData: { email },
		};
		tenant().seedUsers([
			{
				...account('owner'),
				overrides: { user_id: 'google-oauth2|1', identities: [google, linked] },
			},
		]);
		expect(await errorOf('connection:deleteUser', given)).toEqual({
			message:
				'“jane@example.com” is a linked identity of user “google-oauth2|1” in this connection.',
			description: expect.stringContaining('Unlink auth0|jane first'),
		});
		expect(changes()).toEqual([]);
	});

	it('is not chosen among several', async () => {
		tenant().seedUsers([
			account('jane'),
			{ ...account('other'), overrides: { user_id: 'auth0|other', email } },
		]);
		expect(await errorOf('connection:deleteUser', given)).toEqual({
			message: '2 users of this connection have the email address “jane@example.com”.',
			description: expect.stringContaining('auth0|jane, auth0|other'),
		});
		expect(changes()).toEqual([]);
	});

	it('is deleted without a look where the application may not look, and the output says so', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().setScopes('full', 'delete:users');
		expect(await remove()).toEqual([
			{
				connection_id: ID,
				email,
				deleted: true,
				note: expect.stringContaining('Without the read:connections and read:users permission'),
			},
		]);
		expect(tenant().users.all()).toEqual([]);
	});

	it('is not looked for in a connection that is no database', async () => {
		const { message, description } = await errorOf('connection:deleteUser', {
			...given,
			connectionId: byName('corp-saml'),
		});
		expect(message).toBe('Connection “corp-saml” is not a database: its type is SAML.');
		expect(description).toContain('Choose a database connection.');
		tenant().setScopes('full', 'delete:users');
		const refused = { ...given, connectionId: byId('con_0000000000000007') };
		expect((await errorOf('connection:deleteUser', refused)).message).toBe(
			'Users can only be deleted by email address in a database connection.',
		);
	});

	it.each([
		['={{ null }}', "'Email' is empty."],
		['jane', "“jane” in 'Email' is not an email address."],
	])('is not deleted by %j', async (typed, message) => {
		expect((await errorOf('connection:deleteUser', { ...given, email: typed })).message).toBe(
			message,
		);
		expect(tenant().requests).toEqual([]);
	});
});
