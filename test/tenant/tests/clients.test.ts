import { callerOf, useStandIn } from '../../support/standIn';

interface Client {
	client_id: string;
	name: string;
}

const tenant = useStandIn();
const { call } = callerOf(tenant);

const list = async <T = Client[]>(query: Record<string, unknown> = {}) =>
	(await call<T>('GET', '/clients', { query })).data;
const namesOf = (clients: Client[]) => clients.map(({ name }) => name);

describe('Listing applications', () => {
	it('gives all of them, their secrets only to who may read those', async () => {
		const clients = await list();
		expect(namesOf(clients)).toEqual(['Customer Portal', 'Mobile App', 'Nightly Sync']);
		expect(clients[0]).not.toHaveProperty('client_secret');
		tenant().setScopes('full', 'read:client_keys');
		expect((await list())[0]).toMatchObject({ client_secret: expect.stringContaining('Secret') });
		expect((await list({ fields: 'client_secret', include_fields: false }))[0]).not.toHaveProperty(
			'client_secret',
		);
	});

	it('gives the global one, and those of third parties, where the query asks for them', async () => {
		tenant().seedApplications([
			{ name: 'All Applications', global: true },
			{ name: 'Partner', is_first_party: false },
		]);
		expect(namesOf(await list())).toHaveLength(5);
		expect(namesOf(await list({ is_global: true }))).toEqual(['All Applications']);
		expect(namesOf(await list({ is_first_party: false }))).toEqual(['Partner']);
	});

	it('gives one of them, or 404', async () => {
		const { client_id: id = '' } = tenant().applications[0] ?? {};
		const query = { fields: 'name' };
		expect((await call('GET', `/clients/${id}`, { query })).data).toEqual({
			tenant: 'localhost',
			name: 'Customer Portal',
		});
		expect((await call('GET', '/clients/nobody')).data).toEqual({
			statusCode: 404,
			error: 'Not Found',
			message: 'The client does not exist',
			errorCode: 'inexistent_client',
		});
	});

	it.each([
		[{ app_type: 'native,spa' }, ['Mobile App']],
		[{ is_global: true }, []],
		[{ is_first_party: false }, []],
		[{ page: 1, per_page: 2 }, ['Nightly Sync']],
	])('for %j gives %j', async (query, names) => {
		expect(namesOf(await list(query))).toEqual(names);
	});

	it('gives the fields asked for, and the name of the tenant', async () => {
		const query = { fields: 'client_id,name', per_page: 1 };
		const { client_id: id = '', name = '' } = tenant().applications[0] ?? {};
		expect(await list(query)).toEqual([{ tenant: 'localhost', client_id: id, name }]);
	});

	it('pages with totals, or by checkpoint', async () => {
		interface Page {
			clients: Client[];
			next?: string;
		}
		expect(await list<Page>({ include_totals: true, per_page: 1 })).toMatchObject({
			start: 0,
			limit: 1,
			total: 3,
		});
		const first = await list<Page>({ take: 2, fields: 'name' });
		const second = await list<Page>({ take: 2, from: first.next, fields: 'name' });
		expect([...first.clients, ...second.clients]).toHaveLength(3);
		expect(second).toEqual({ clients: [{ tenant: 'localhost', name: 'Nightly Sync' }] });
	});

	it('needs the scope', async () => {
		expect((await call('GET', '/clients', { client: 'readOnly' })).data).toMatchObject({
			statusCode: 403,
			message: expect.stringContaining('read:clients'),
		});
	});
});
