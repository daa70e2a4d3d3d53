import type { INodeParameters } from 'n8n-workflow';

import { byName } from '../support/locators';
import { useOperations } from '../support/operations';
import { isApi } from '../support/requests';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf } = useOperations(tenant);

const apiRequests = () => tenant().requests.filter(isApi);

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
