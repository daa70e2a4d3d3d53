import type { INodeParameters } from 'n8n-workflow';

import { useSearch } from '../support/search';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { getMany, searches, seed } = useSearch(tenant);

describe('the output', () => {
	beforeEach(() => {
		for (const [index, name] of ['c', 'a', 'b'].entries()) {
			const day = `2026-01-0${index + 1}T00:00:00.000Z`;
			seed(name, { created_at: day, email: `${name}@example.com`, logins_count: 10 - index });
		}
		seed('none', { created_at: '2026-01-09T00:00:00.000Z', email: 'z@example.com' });
	});

	const limits: INodeParameters[] = [{ returnAll: true }, { limit: 50 }];
	const orders: Array<[INodeParameters, string]> = [
		[{}, 'c a b none'],
		[{ order: { field: 'created_at', direction: 'desc' } }, 'none b a c'],
		[{ order: { field: 'email', direction: 'asc' } }, 'a b c none'],
		[{ order: { field: 'email', direction: 'desc' } }, 'none c b a'],
		[{ order: { field: 'logins_count', direction: 'asc' } }, 'b a c none'],
		[{ order: { field: 'logins_count' } }, 'c a b none'],
	];
	it.each(limits.flatMap((limit) => orders.map(([sort, names]) => ({ limit, sort, names }))))(
		'has the order $sort with $limit',
		async ({ limit, sort, names }) => {
			const { items } = await getMany({ ...limit, sort });
			expect(items.map(({ json }) => json.user_id)).toEqual(
				names.split(' ').map((name) => `auth0|${name}`),
			);
		},
	);

	it('ends at the limit, and is paired with its item', async () => {
		const { items } = await getMany({ limit: 2 });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(searches()).toHaveLength(1);
		expect(searches()[0]?.query.per_page).toBe('2');
	});

	it.each(limits)('holds the fields that were chosen, with %j', async (limit) => {
		const options = { fields: 'email, app_metadata.plan' };
		const { items } = await getMany({ ...limit, simplify: false, options });
		expect(items[0]?.json).toEqual({ email: 'c@example.com' });
	});

	it.each(limits)('leaves fields out, with %j', async (limit) => {
		const options = { fields: 'email,created_at,user_id', includeFields: false };
		const { items } = await getMany({ ...limit, simplify: false, options });
		expect(Object.keys(items[0]?.json ?? {})).toContain('identities');
		expect(items[0]?.json).not.toHaveProperty('email');
		expect(items[0]?.json).not.toHaveProperty('created_at');
	});

	/** The first pages of a search lack their last user. */
	const shorten = (times: number, total: number) => {
		const users = tenant().users.all().slice(0, 3);
		const body = { start: 0, limit: 100, length: users.length, total, users };
		tenant().inject({ path: '/api/v2/users', times, status: 200, body });
	};

	it.each(limits)('has nobody missing whom Auth0 counts, with %j', async (limit) => {
		shorten(1, 4);
		const { items } = await getMany(limit);
		expect(items).toHaveLength(4);
		expect(searches()).toHaveLength(2);
	});

	it.each(limits)('is an error when users stay missing, with %j', async (limit) => {
		shorten(2, 4);
		const { error } = await getMany(limit);
		expect(error?.message).toBe('Auth0’s search returned 3 of 4 users on a page.');
		expect(error?.description).toContain('It finds 4 users');
	});

	it.each(limits)('has the users whom a wrong total does not count, with %j', async (limit) => {
		shorten(1, 0);
		const { items } = await getMany(limit);
		expect(items).toHaveLength(3);
	});

	it('is simplified', async () => {
		const { items } = await getMany({});
		expect(items[0]?.json).toHaveProperty('email');
		expect(items[0]?.json).not.toHaveProperty('identities');
	});

	it.each(['0', '-1', '1.5', 'x'])('refuses the limit %s', async (limit) => {
		const { error } = await getMany({ limit });
		expect(error?.message).toBe("'Limit' must be a whole number of 1 or more.");
		expect(error?.description).toContain(`“${limit}”`);
	});
});
