import { account } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { User } from '../index';

const tenant = useStandIn();
const { call, tokenOf } = callerOf(tenant);

interface Summary {
	start: number;
	limit: number;
	length: number;
	total: number;
	users: User[];
}

const list = async (query: Record<string, unknown> = {}) =>
	await call<User[]>('GET', '/users', { query });

/** The names of the users that are found, in the order of the answer. */
const namesOf = (users: User[]) => users.map((user) => user.user_id.replace('auth0|', ''));
const find = async (query: Record<string, unknown>) => namesOf((await list(query)).data);

const seedPeople = () =>
	tenant().seedUsers([
		{
			...account('ann', {
				name: 'Ann O"Neil',
				given_name: 'Ann',
				email_verified: true,
				user_metadata: { plan: 'gold', empty: {}, none: null },
				app_metadata: { roles: ['admin', 'editor'], teams: [{ name: 'Blue' }] },
			}),
			overrides: {
				created_at: '2024-03-01T00:00:00.000Z',
				last_login: '2025-06-15T10:00:00.000Z',
				logins_count: 9,
			},
		},
		{
			...account('bob', { name: 'Bob Doe', family_name: 'Doe', blocked: true }),
			overrides: {
				created_at: '2025-03-01T00:00:00.000Z',
				last_login: '2025-07-01T00:00:00.000Z',
				logins_count: 10,
			},
		},
		{
			...account('cid', {
				connection: 'Users-With-Username',
				email: 'cid@sub.example.org',
				username: 'cid.d',
				name: 'Cid Doe',
				user_metadata: {},
			}),
			overrides: { created_at: '2026-03-01T00:00:00.000Z' },
		},
	]);

describe('Searching users', () => {
	beforeEach(seedPeople);

	const queries: Array<[string, string[]]> = [
		// The whole value, quoted or escaped
		['name:"Bob Doe"', ['bob']],
		['name:Bob\\ Doe', ['bob']],
		['name:Bob', []],
		['name:"Ann O\\"Neil"', ['ann']],
		['user_id:"auth0|bob"', ['bob']],
		['email.domain:"example.com"', ['ann', 'bob']],
		// Case
		['email:"ANN@Example.com"', ['ann']],
		['name:"bob doe"', ['bob']],
		['family_name:doe', ['bob']],
		['username:cid.d', ['cid']],
		['username:CID.D', []],
		['user_metadata.plan:Gold', []],
		// Truth values, identities, metadata
		['email_verified:true', ['ann']],
		['blocked:true', ['bob']],
		['identities.connection:"Users-With-Username"', ['cid']],
		['user_metadata.plan:gold', ['ann']],
		['app_metadata.roles:editor', ['ann']],
		['app_metadata.teams.name:Blue', ['ann']],
		// Several values
		['user_id:("auth0|bob" OR "auth0|x" OR "auth0|ann")', ['ann', 'bob']],
		['email:("BOB@example.com")', ['bob']],
		['username:("CID.D" OR "x")', []],
		['name:("Ann O\\"Neil" OR "Bob\\\\")', ['ann']],
		['blocked:true AND user_id:("auth0|ann" OR "auth0|bob")', ['bob']],
		// Wildcards
		['name:b*', ['bob']],
		['name:*doe', ['bob', 'cid']],
		['email:*@example.*', ['ann', 'bob']],
		['name:"*doe"', []],
		// Ranges
		['created_at:[2025-03-01 TO *]', ['bob', 'cid']],
		['created_at:[* TO 2025-03-01T00:00:00.000Z]', ['ann', 'bob']],
		['created_at:[* TO 2025-03-01T00:00:00.000Z}', ['ann']],
		['created_at:[2024 TO 2026-02}', ['ann', 'bob']],
		['username:[cid.d TO cid.e]', ['cid']],
		['username:{cid.d TO cid.e]', []],
		['created_at:["2025-03-01T00:00:00.000Z" TO *]', ['bob', 'cid']],
		['created_at:{"2025-03-01T00:00:00.000Z" TO *}', ['cid']],
		['created_at:[2025-03-01T00:00:00Z TO 2025-03-01T00:00:00Z]', ['bob']],
		['created_at:[* TO 2025-03]', ['ann', 'bob']],
		['created_at:{2025 TO *]', ['cid']],
		['user_id:{"auth0|ann" TO *}', ['bob', 'cid']],
		['user_id:[* TO "auth0|bob"]', ['ann', 'bob']],
		['last_login:[2025-06 TO 2025-06]', ['ann']],
		['last_login:[2025-06-16 TO *]', ['bob']],
		['logins_count:[10 TO *]', ['bob']],
		['logins_count:[2 TO 10}', ['ann']],
		['logins_count:9', ['ann']],
		// Existence
		['_exists_:username', ['cid']],
		['NOT _exists_:given_name', ['bob', 'cid']],
		['_exists_:user_metadata.empty', []],
		['_exists_:user_metadata.none', []],
		['_exists_:user_metadata', ['ann']],
		// Operators
		['family_name:Doe OR username:cid.d', ['bob', 'cid']],
		['name:*doe AND blocked:true', ['bob']],
		['name:*doe AND NOT blocked:true', ['cid']],
		['given_name:Ann OR name:*doe AND blocked:true', ['ann', 'bob']],
		['(given_name:Ann OR name:*doe) AND blocked:true', ['bob']],
		['NOT (given_name:Ann OR blocked:true)', ['cid']],
	];
	it.each(queries)('%s', async (q, names) => {
		expect(await find({ q, search_engine: 'v3' })).toEqual(names);
	});

	it.each([
		'name:',
		'name:"open',
		'(name:a',
		'name:a)',
		'name:a AND',
		'OR name:a',
		'created_at:[2025 TO',
		'name:*ab',
		'user_id:("a"',
		'user_id:("a" OR)',
		'user_id:()',
	])('%s is refused with 400', async (q) => {
		expect((await list({ q })).data).toMatchObject({ statusCode: 400, error: 'Bad Request' });
	});

	it.each([
		['v1', 'You are not allowed to use search_engine=v1.'],
		['v2', 'You are not allowed to use search_engine=v2. Use search_engine=v3 instead.'],
	])('with the search engine %s is refused with 400', async (engine, message) => {
		const { data } = await list({ q: 'name:a', search_engine: engine });
		expect(data).toMatchObject({ statusCode: 400, message });
	});

	it.each([
		['created_at:1', ['ann', 'bob', 'cid']],
		['created_at:-1', ['cid', 'bob', 'ann']],
		['name:-1', ['cid', 'bob', 'ann']],
		['family_name:-1', ['bob', 'ann', 'cid']],
		['logins_count:1', ['ann', 'bob', 'cid']],
		['logins_count:-1', ['bob', 'ann', 'cid']],
	])('sorts by %s', async (sort, names) => {
		expect(await find({ sort })).toEqual(names);
	});

	it.each(['created_at', 'created_at:2', 'created_at:asc'])(
		'refuses to sort by %s with 400',
		async (sort) => {
			expect((await list({ sort })).status).toBe(400);
		},
	);

	it('sees what changed since the last search', async () => {
		const query = { q: 'name:*doe', sort: 'email:1' };
		expect(await find(query)).toEqual(['bob', 'cid']);
		tenant().seedUsers([account('abe', { name: 'Abe Doe' })]);
		expect(await find(query)).toEqual(['abe', 'bob', 'cid']);
		tenant().users.delete('auth0|abe');
		await call('PATCH', '/users/auth0%7Cbob', { body: { name: 'Bob' } });
		expect(await find(query)).toEqual(['cid']);
	});

	it('knows the users as they were, when it lags', async () => {
		const query = { q: 'name:*doe', sort: 'email:1' };
		const lag = 60_000;
		tenant().setSearchLag(lag);
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + lag);
		tenant().seedUsers([account('abe', { name: 'Abe Doe' })]);
		tenant().users.delete('auth0|cid');
		await call('PATCH', '/users/auth0%7Cbob', { body: { name: 'Bob' } });
		expect(await find(query)).toEqual(['bob', 'cid']);
		now.mockReturnValue(Date.now() + lag);
		expect(await find(query)).toEqual(['abe']);
		now.mockRestore();
	});

	it('refuses an address of more than 8 KB with 414', async () => {
		expect((await list({ q: `name:"${'a'.repeat(7900)}"` })).status).toBe(200);
		const { status, data } = await list({ q: `name:"${'a'.repeat(8192)}"` });
		expect([status, data]).toMatchObject([414, { statusCode: 414 }]);
	});

	it('gives only the fields asked for', async () => {
		const { data } = await list({ q: 'given_name:Ann', fields: 'user_id,email' });
		expect(data).toEqual([{ user_id: 'auth0|ann', email: 'ann@example.com' }]);
	});

	it('leaves out the fields named with include_fields=false', async () => {
		const { data } = await list({ fields: 'email', include_fields: false });
		expect(data).toHaveLength(3);
		for (const user of data) {
			expect(user).toHaveProperty('user_id');
			expect(user).not.toHaveProperty('email');
		}
	});
});

describe('Paging through users', () => {
	const seedMany = (count: number) =>
		tenant().seedUsers(Array.from({ length: count }, (_, i) => account(`user${i}`)));

	it('gives 50 users a page, from page 0, unless told otherwise', async () => {
		seedMany(120);
		expect((await list()).data).toHaveLength(50);
		expect((await list({ per_page: 100 })).data).toHaveLength(100);
		expect((await list({ per_page: 0 })).data).toEqual([]);
		expect(await find({ per_page: 2, page: 1 })).toEqual(['user2', 'user3']);
		expect((await list({ page: 2 })).data).toHaveLength(20);
		expect((await list({ page: 3 })).data).toEqual([]);
	});

	it('gives the totals when asked', async () => {
		seedMany(12);
		const query = {
			per_page: 5,
			page: 2,
			include_totals: true,
			q: 'NOT email:"user0@example.com"',
		};
		const { data } = await call<Summary>('GET', '/users', { query });
		expect({ ...data, users: namesOf(data.users) }).toEqual({
			start: 10,
			limit: 5,
			length: 1,
			total: 11,
			users: ['user11'],
		});
	});

	it('shows every user once', async () => {
		seedMany(23);
		const token = await tokenOf();
		const pages = await Promise.all(
			[0, 1, 2].map(async (page) => {
				const query = { page, per_page: 10, sort: 'email:1' };
				return (await call<User[]>('GET', '/users', { query, token })).data;
			}),
		);
		expect(new Set(namesOf(pages.flat())).size).toBe(23);
		expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
	});

	it.each([
		['per_page', '101'],
		['per_page', '-1'],
		['per_page', 'ten'],
		['page', '-1'],
		['page', '1.5'],
		['include_totals', 'yes'],
		['search_engine', 'v4'],
		['limit', '1'],
	])('is refused with 400 for %s=%s', async (name, value) => {
		const { data } = await list({ [name]: value });
		expect(data).toMatchObject({ statusCode: 400, errorCode: 'invalid_query_string' });
	});

	it.each([
		[9, 100],
		[19, 50],
		[999, 1],
	])('reaches the first 1,000 users: page %i of %i', async (page, size) => {
		seedMany(1);
		expect((await list({ page, per_page: size })).status).toBe(200);
		const beyond = await list({ page: page + 1, per_page: size });
		expect(beyond.data).toMatchObject({
			statusCode: 400,
			message: expect.stringContaining('You can only page through the first 1000 records.'),
			errorCode: 'invalid_paging',
		});
	});
});
