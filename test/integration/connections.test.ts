import type { INodeParameters } from 'n8n-workflow';

import { DATABASE, DATABASE_ID } from '../support/accounts';
import { byId, byName, locator } from '../support/locators';
import { useOperations } from '../support/operations';
import { isApi } from '../support/requests';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, errorOf } = useOperations(tenant);

const THERE = { connectionId: byId(DATABASE_ID) };

const apiRequests = () => tenant().requests.filter(isApi);

describe('a connection', () => {
	it.each([
		['by ID', byId(DATABASE_ID)],
		['from the list', locator('list', DATABASE_ID)],
		['by name', byName(DATABASE)],
		['as plain text of a tool', DATABASE],
	])('is found %s, with its kind in words', async (_way, connectionId) => {
		expect(await outputOf('connection:get', { connectionId })).toEqual([
			{
				id: DATABASE_ID,
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
