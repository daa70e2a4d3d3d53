import { account, DATABASE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call } = callerOf(tenant);

interface Page {
	start?: number;
	limit?: number;
	total?: number;
	next?: string;
	connections: Array<{ id: string; name: string }>;
}

const list = async (query: Record<string, unknown> = {}) =>
	(await call<Page['connections']>('GET', '/connections', { query })).data;
const page = async (query: Record<string, unknown>) =>
	(await call<Page>('GET', '/connections', { query })).data;
const namesOf = (connections: Page['connections']) => connections.map(({ name }) => name);

describe('Listing connections', () => {
	it('gives all of them, without their options unless the token may read those', async () => {
		const without = await list();
		expect(without).toHaveLength(7);
		expect(without[0]).toMatchObject({ name: DATABASE, strategy: 'auth0', realms: [DATABASE] });
		expect(JSON.stringify(without)).not.toMatch(/options|disabled/);
		tenant().setScopes('full', 'read:connections read:connections_options');
		expect((await list())[1]).toHaveProperty('options', { requires_username: true });
	});

	it.each([
		['a strategy', 'strategy=sms', ['sms']],
		['several strategies', 'strategy=sms&strategy=email', ['email', 'sms']],
		['a name', 'name=corp-saml', ['corp-saml']],
		['a name in part', 'name=corp', []],
	])('gives those of %s', async (_name, query, names) => {
		const { data } = await call<Page['connections']>('GET', `/connections?${query}`);
		expect(namesOf(data)).toEqual(names);
	});

	it('gives the fields asked for, and two more', async () => {
		expect(await list({ name: 'sms', fields: 'name,strategy' })).toEqual([
			{ id: 'con_0000000000000005', is_domain_connection: false, name: 'sms', strategy: 'sms' },
		]);
	});

	it('pages by number, with totals when asked', async () => {
		const all = namesOf(await list());
		expect(namesOf(await list({ page: 1, per_page: 3 }))).toEqual(all.slice(3, 6));
		const last = await page({ page: 2, per_page: 3, include_totals: true });
		expect(last).toMatchObject({ start: 6, limit: 3, total: 7 });
		expect(namesOf(last.connections)).toEqual(all.slice(6));
	});

	it('pages by checkpoint, and names the next one as long as there is one', async () => {
		const all = namesOf(await list());
		const first = await page({ take: 4 });
		const second = await page({ take: 4, from: first.next });
		expect(namesOf([...first.connections, ...second.connections])).toEqual(all);
		expect(first.connections).toHaveLength(4);
		expect(second).not.toHaveProperty('next');
	});
});

const ID = 'con_0000000000000001';

describe('One connection', () => {
	it('is given with its options where the token may read those, or 404', async () => {
		tenant().seedConnections([
			{
				id: 'con_x',
				name: 'x',
				options: { client_secret: 'abc' },
				connected_accounts: { active: false },
			},
		]);
		const get = async (query = {}) => (await call('GET', '/connections/con_x', { query })).data;
		expect(await get()).not.toHaveProperty('options');
		tenant().setScopes('full', 'read:connections read:connections_options');
		expect(await get()).toMatchObject({ options: { client_secret: 'abc' } });
		expect(await get({ fields: 'options', include_fields: false })).not.toHaveProperty('options');
		expect(await get({ fields: 'name' })).toEqual({
			id: 'con_x',
			name: 'x',
			is_domain_connection: false,
			connected_accounts: { active: false },
		});
		expect((await call('GET', '/connections/con_y')).data).toEqual({
			statusCode: 404,
			error: 'Not Found',
			message: 'The connection does not exist',
			errorCode: 'inexistent_connection',
		});
	});

	it('has a status if it has a connector', async () => {
		const [directory] = tenant().seedConnections([{ name: 'ad', strategy: 'ad' }]);
		const statusOf = async (id = ID) => (await call('GET', `/connections/${id}/status`)).status;
		expect([await statusOf(), await statusOf(directory?.id)]).toEqual([404, 200]);
		tenant().connectionStates.offline.add(String(directory?.id));
		expect(await statusOf(directory?.id)).toBe(404);
	});

	it('is enabled for applications, 50 at a time, and disabled', async () => {
		const applications = tenant().seedApplications(Array.from({ length: 51 }, () => ({})));
		const path = `/connections/${ID}/clients`;
		const change = async (clients: Array<{ client_id: string }>, status: boolean) => {
			const body = clients.map(({ client_id }) => ({ client_id, status }));
			return (await call('PATCH', path, { body })).status;
		};
		const enabled = async (query = {}) =>
			(await call<{ clients: unknown[]; next?: string }>('GET', path, { query })).data;
		expect(await change(applications, true)).toBe(400);
		expect(await change(applications.slice(0, 50), true)).toBe(204);
		expect(await change(applications.slice(0, 20), true)).toBe(204);
		const first = await enabled({ take: 30 });
		const second = await enabled({ take: 30, from: first.next });
		expect([first.clients.length, second.clients.length, second.next]).toEqual([30, 20, undefined]);
		expect(await change(applications.slice(0, 49), false)).toBe(204);
		expect(await enabled()).toEqual({ clients: [{ client_id: applications[49]?.client_id }] });
		expect(await change([{ client_id: 'nobody' }], true)).toBe(404);
	});

	it('loses the user of an email address, and answers the same for nobody', async () => {
		tenant().seedUsers([account('jane')]);
		const remove = async (email: string, id = ID) =>
			(await call('DELETE', `/connections/${id}/users`, { query: { email } })).status;
		expect(await remove('bob@example.com')).toBe(204);
		expect(await remove('jane@example.com', 'con_0000000000000002')).toBe(204);
		expect(tenant().users.all()).toHaveLength(1);
		expect(await remove('jane@example.com')).toBe(204);
		expect(tenant().users.all()).toEqual([]);
		expect(await remove('jane@example.com', 'con_0000000000000005')).toBe(400);
		expect(await remove('jane@example.com', 'con_y')).toBe(404);
	});
});
