import type { INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../nodes/Auth0/methods/listSearch';
import { JANE } from '../support/accounts';
import { editor, execute } from '../support/engine';
import { jane } from '../support/locators';
import { useJane } from '../support/oneUser';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const { searchConnections, searchOrganizations } = listSearch;

const tenant = useTenant();
const { run: runOnJane } = useJane(tenant);

const PATH = '/api/v2/organizations';
const LIST: INodeParameters = { path: '/organizations', paging: 'checkpoint', returnAll: true };

const run = async (parameters: INodeParameters) =>
	await execute(credentialFor(tenant()), {
		resource: 'apiRequest',
		operation: 'send',
		...parameters,
	});

const api = () => tenant().requests.filter(isApi);

/** Answers the next requests with these bodies, one after another; the last for all that follow. */
const answer = (path: string, ...bodies: unknown[]) =>
	bodies.forEach((body, index) =>
		tenant().inject({ path, status: 200, body, times: index === bodies.length - 1 ? 30 : 1 }),
	);

const organizations = (first: number, count: number) =>
	Array.from({ length: count }, (_, i) => ({ id: `org_${first + i}`, name: `o${first + i}` }));
const roles = (count: number, first = 0) =>
	Array.from({ length: count }, (_, i) => ({ id: `rol_${first + i}`, name: `r${first + i}` }));

describe('a list by checkpoint', () => {
	it.each([[''], [null], [undefined]])('ends at next = %j', async (next) => {
		answer(PATH, { organizations: organizations(0, 100), next });
		const { items, error } = await run(LIST);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(100);
		expect(api()).toHaveLength(1);
	});

	it('goes on after a page that is short, and after one that is empty', async () => {
		answer(
			PATH,
			{ organizations: organizations(0, 3), next: 'a' },
			{ organizations: [], next: 'b' },
			{ organizations: organizations(3, 2), next: 'c' },
			{ organizations: [] },
		);
		const { items } = await run(LIST);
		expect(items.map(({ json }) => json.name)).toEqual(['o0', 'o1', 'o2', 'o3', 'o4']);
		expect(api().map(({ query }) => query.from)).toEqual([undefined, 'a', 'b', 'c']);
	});

	it.each<[string, string[]]>([
		['the same', ['a', 'a']],
		['one of before', ['a', 'b', 'a']],
	])('that names %s as next says so, and stops', async (_what, nexts) => {
		answer(PATH, ...nexts.map((next, i) => ({ organizations: organizations(i * 9, 9), next })));
		const { error } = await run(LIST);
		expect(error?.message).toBe('Auth0 returned the same page of “/organizations” twice.');
		expect(api()).toHaveLength(nexts.length);
	});

	it('that never ends and has no entries says so, and stops', async () => {
		for (let page = 0; page < 30; page++) {
			tenant().inject({ path: PATH, status: 200, body: { organizations: [], next: `n${page}` } });
		}
		const { error } = await run(LIST);
		expect(error?.message).toContain('“/organizations”');
		expect(api().length).toBeLessThan(20);
	});

	it('gives what was asked for, whatever comes behind it', async () => {
		answer(PATH, { organizations: organizations(0, 5), next: 'a' });
		const { items } = await run({ ...LIST, returnAll: false, limit: 5 });
		expect(items).toHaveLength(5);
	});

	it.each(['access:getSessions', 'access:getRefreshTokens'])(
		'ends for %s, too',
		async (operation) => {
			const key = operation === 'access:getSessions' ? 'sessions' : 'tokens';
			answer(
				`/api/v2/users/${encodeURIComponent(JANE)}/${key === 'tokens' ? 'refresh-tokens' : key}`,
				{
					[key]: [{ id: 'x' }],
					next: '',
				},
			);
			const { items } = await runOnJane(operation, { userId: jane, returnAll: true });
			expect(items).toHaveLength(1);
		},
	);
});

describe('a list by page numbers', () => {
	const ROLES: INodeParameters = { path: '/roles', paging: 'page', returnAll: true };
	const page = (count: number, first: number, total: number) => ({
		start: first,
		limit: 100,
		total,
		roles: roles(count, first),
	});

	it('goes by the total where a page is short', async () => {
		answer('/api/v2/roles', page(99, 0, 199), page(100, 99, 199));
		const { items, error } = await run(ROLES);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(199);
		expect(api()).toHaveLength(2);
	});

	it('says what is missing of the total', async () => {
		answer('/api/v2/roles', page(99, 0, 250), page(100, 99, 250), page(50, 199, 250), {
			...page(0, 249, 250),
		});
		const { error } = await run(ROLES);
		expect(error?.message).toBe('Auth0 returned 249 of 250 entries of “/roles”.');
		expect(api()).toHaveLength(4);
	});

	it('goes by the length where the total is less than what was returned', async () => {
		answer('/api/v2/roles', page(100, 0, 0), page(1, 100, 0));
		const { items } = await run(ROLES);
		expect(items).toHaveLength(101);
	});

	it('that is the same on each page says so, and stops', async () => {
		answer('/api/v2/roles', roles(100));
		const { error } = await run(ROLES);
		expect(error?.message).toBe('Auth0 returned the same page of “/roles” twice.');
		expect(api()).toHaveLength(2);
	});

	it('may have pages that look the same where they name nobody', async () => {
		const alike = Array.from({ length: 100 }, () => ({ description: 'x' }));
		answer('/api/v2/roles', alike, alike, []);
		const { items } = await run(ROLES);
		expect(items).toHaveLength(200);
	});

	it('is refused where the answer is no list', async () => {
		answer('/api/v2/roles', { id: 'x', name: 'one role', permissions: ['a'] });
		const { error } = await run(ROLES);
		expect(error?.message).toBe('“/roles” did not return a list.');
		expect(error?.description).toContain('Paging');
	});
});

describe('a list of the panel', () => {
	const search = async (filter?: string, token?: string) =>
		await searchOrganizations.call(editor(credentialFor(tenant())), filter, token);

	it.each([[''], [null]])('ends at next = %j', async (next) => {
		answer(PATH, { organizations: organizations(0, 2), next });
		answer('/api/v2/connections', { connections: [{ name: 'one' }], next });
		expect(await search('o1')).toEqual({ results: [expect.objectContaining({ value: 'org_1' })] });
		expect((await search()).paginationToken).toBeUndefined();
		for (const filter of ['one', '']) {
			expect(await searchConnections.call(editor(credentialFor(tenant())), filter)).toEqual({
				results: [{ name: 'one', value: 'one' }],
			});
		}
	});

	it('says that it repeats itself', async () => {
		answer(PATH, { organizations: organizations(0, 2), next: 'a' });
		answer('/api/v2/connections', { connections: [{ name: 'one' }], next: 'a' });
		const repeats = /^Auth0 returned the same page of “.*” twice\. Choose By \w+ instead\.$/;
		await expect(search('o')).rejects.toThrow(repeats);
		await expect(search('', 'a')).rejects.toThrow(repeats);
		await expect(searchConnections.call(editor(credentialFor(tenant())), 'one')).rejects.toThrow(
			repeats,
		);
	});

	it('looks through a number of pages, and says when there are more', async () => {
		for (let page = 0; page < 30; page++) {
			const body = { organizations: organizations(page * 100, 100), next: `n${page}` };
			tenant().inject({ path: PATH, status: 200, body });
		}
		const { results, paginationToken } = await search('o19');
		expect(results[0]?.value).toBe('org_19');
		expect(results.at(-1)).toEqual({
			name: 'Only the first 2,000 entries were searched. If it is missing here, enter its ID or name.',
			value: '',
		});
		expect(paginationToken).toBeUndefined();
		expect(api()).toHaveLength(20);
	});
});
