import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const DOMAINS = '/organizations/org_0000000000000001/discovery-domains';

const add = async (domain: string) =>
	await call<Record<string, string>>('POST', DOMAINS, { body: { domain } });

describe('A discovery domain', () => {
	it('waits for its DNS record at first, and is had once', async () => {
		const { status, data } = await add('acme.com');
		expect(status).toBe(201);
		expect(data).toMatchObject({ id: expect.stringMatching(/^ord_/), status: 'pending' });
		expect((await add('acme.com')).status).toBe(409);
		expect((await call('GET', `${DOMAINS}/name/acme.com`)).data).toEqual(data);
		expect((await call('GET', `${DOMAINS}/${data.id}`)).data).toEqual(data);
	});

	it('is changed, and removed once', async () => {
		const { data } = await add('acme.com');
		const path = `${DOMAINS}/${data.id}`;
		const body = { status: 'verified' };
		expect((await call('PATCH', path, { body })).data).toEqual({ ...data, ...body });
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await call('DELETE', path)).status).toBe(404);
	});

	it('is one of a list with checkpoints', async () => {
		for (const name of ['a.com', 'b.com', 'c.com']) await add(name);
		interface Page {
			domains: Array<{ domain: string }>;
			next?: string;
		}
		const page = async (query: Record<string, unknown>) =>
			(await call<Page>('GET', DOMAINS, { query })).data;
		const first = await page({ take: 2 });
		const second = await page({ take: 2, from: first.next });
		expect(second).toEqual({ domains: [expect.objectContaining({ domain: 'c.com' })] });
	});

	it.each(['GET', 'POST'])('needs a permission of its own: %s', async (method) => {
		const body = method === 'POST' ? { domain: 'acme.com' } : undefined;
		expect((await call(method, DOMAINS, { body, client: 'readOnly' })).status).toBe(403);
	});
});
