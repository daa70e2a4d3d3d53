import { DATABASE } from '../../support/accounts';
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
