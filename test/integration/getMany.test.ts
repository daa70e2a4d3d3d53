import { sleep, type INodeParameters } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { byName, connection } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import type { User } from '../tenant';

const tenant = useTenant();

const getMany = async (parameters: INodeParameters) =>
	await execute(credentialFor(tenant(), 'readOnly'), { operation: 'getAll', ...parameters });

const idsOf = async (parameters: INodeParameters) => {
	const { items, error } = await getMany({ returnAll: true, ...parameters });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json.user_id);
};

const searches = () => tenant().requests.filter(({ path }) => path === '/api/v2/users');

const seed = (name: string, overrides: Partial<User> = {}) =>
	tenant().seedUsers([{ ...account(name), overrides: { user_id: `auth0|${name}`, ...overrides } }]);

describe('the filters', () => {
	beforeEach(() => {
		seed('jane', {
			email: 'jane@example.com',
			name: `O'Brien "Bob" (x)`,
			created_at: '2026-01-31T23:30:00.000Z',
			updated_at: '2026-03-01T00:00:00.000Z',
			last_login: '2026-03-01T00:00:00.000Z',
			blocked: true,
			email_verified: true,
			app_metadata: {
				plan: 'gold "plus"',
				address: { city: 'Bad Homburg' },
				active: true,
				seats: 3,
			},
		});
		seed('tag', { email: 'a+b@example.com', created_at: '2026-02-01T00:00:00.000Z' });
		seed('other', { email: 'axb@other.org', created_at: '2026-02-02T00:00:00.000Z' });
	});

	const metadata = (name: string, value: unknown) => ({
		metadata: { entry: [{ kind: 'app', name, value: String(value) }] },
	});

	it.each<[string, INodeParameters, string[]]>([
		['an email in another case', { email: 'Jane@Example.com' }, ['jane']],
		['a sign of the query syntax', { email: 'a+b@example.com' }, ['tag']],
		['quotation marks and brackets', { name: `O'Brien "Bob" (x)` }, ['jane']],
		['a wildcard, as it is', { email: 'a*b@example.com' }, []],
		['a query, as it is', { email: 'x" OR email:"axb@other.org' }, []],
		['a domain', { emailDomain: 'Example.com' }, ['jane', 'tag']],
		['a connection', { connection }, ['jane', 'tag', 'other']],
		['no such connection', { connection: byName('x y') }, []],
		['blocked', { blocked: true }, ['jane']],
		['not blocked', { blocked: false }, ['tag', 'other']],
		['verified', { emailVerified: true }, ['jane']],
		['not verified', { emailVerified: false }, ['tag', 'other']],
		['never logged in', { neverLoggedIn: true }, ['tag', 'other']],
		['logged in', { neverLoggedIn: false }, ['jane']],
		['created after', { createdAfter: '2026-02-01T00:00:00Z' }, ['tag', 'other']],
		['created before', { createdBefore: '2026-02-01T00:00:00Z' }, ['jane']],
		[
			'created between',
			{ createdAfter: '2026-02-01T00:00:00Z', createdBefore: '2026-02-02T00:00:00+00:00' },
			['tag'],
		],
		['updated before', { updatedBefore: '2026-03-02T00:00:00Z' }, ['jane']],
		['updated after', { updatedAfter: '2026-03-02T00:00:00Z' }, ['tag', 'other']],
		['last login before', { lastLoginBefore: '2026-06-01' }, ['jane']],
		['last login after', { lastLoginAfter: '2026-06-01' }, []],
		['metadata with a quotation mark', metadata('plan', 'gold "plus"'), ['jane']],
		['nested metadata', metadata('address.city', 'Bad Homburg'), ['jane']],
		['metadata that is no text', metadata('active', true), ['jane']],
		['a number in metadata', metadata('seats', 3), ['jane']],
		['other metadata', metadata('plan', 'gold'), []],
		['several filters, all of them', { emailDomain: 'example.com', blocked: false }, ['tag']],
		['no filter', {}, ['jane', 'tag', 'other']],
	])('find %s', async (_what, filters, names) => {
		expect(await idsOf({ filters })).toEqual(names.map((name) => `auth0|${name}`));
	});

	it('take a date without a zone in that of the workflow', async () => {
		// The engine of these tests is in America/New_York, n8n's default.
		const filters = { createdAfter: '2026-01-31T18:30:00' };
		expect(await idsOf({ filters })).toHaveLength(3);
		expect(searches()[0]?.query.q).toBe('(created_at:[2026-01-31T23:30:00.000Z TO *])');
	});

	it('take what $now gives', async () => {
		await idsOf({ filters: { createdBefore: '={{ $now.minus({ days: 1 }) }}' } });
		expect(searches()[0]?.query.q).toMatch(/^\(created_at:\{\* TO \d{4}-\d\d-\d\dT[\d:.]+Z\}\)$/);
	});

	it.each<[string, INodeParameters, string]>([
		[
			'an expression without a value',
			{ email: '={{ $json.missing }}' },
			'The filter Email is empty.',
		],
		['a date that is none', { createdAfter: 'yesterday' }, 'Created After is not a date.'],
		['an impossible date', { createdAfter: '2026-13-45' }, 'Created After is not a date.'],
		[
			'metadata without a value',
			metadata('plan', ''),
			'The filter Metadata “plan”, Value is empty.',
		],
		['metadata without a name', metadata(' ', 'x'), 'The filter Metadata, Name is empty.'],
	])('refuse %s before anything is sent', async (_what, filters, message) => {
		const { error } = await getMany({ filters });
		expect(error?.message).toBe(message);
		expect(searches()).toEqual([]);
	});

	it('give way to a query, which is sent as it was typed', async () => {
		const query = 'email:*xample.com AND NOT blocked:true';
		expect(await idsOf({ searchBy: 'query', query })).toEqual(['auth0|tag']);
		expect(searches()[0]?.query.q).toBe(`(${query})`);
	});

	it.each([
		['email:(', 'Query has a “(” that is not closed.'],
		['email:"x") OR (blocked:true', 'Query has a “)” that nothing opens.'],
		['email:x\\', 'Query ends with a backslash.'],
		['email:x AND', 'Query ends with AND.'],
	])('refuse the query %s before anything is sent', async (query, message) => {
		for (const returnAll of [true, false]) {
			const { error } = await getMany({ searchBy: 'query', query, returnAll });
			expect(error?.message).toBe(message);
		}
		expect(tenant().requests).toEqual([]);
	});

	it.each(['*', '*:*'])('find all users with the query %s', async (query) => {
		expect(await idsOf({ searchBy: 'query', query })).toHaveLength(3);
	});

	it('say what Auth0 does not understand', async () => {
		const { error } = await getMany({ searchBy: 'query', query: 'email:()' });
		expect(error?.description).toContain('invalid_query');
	});
});

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
		[{ sortBy: 'email' }, 'a b c none'],
		[{ sortBy: 'email', sortDescending: true }, 'none c b a'],
		[{ sortBy: 'logins_count' }, 'b a c none'],
	];
	it.each(limits.flatMap((limit) => orders.map(([options, names]) => ({ limit, options, names }))))(
		'has the order $options with $limit',
		async ({ limit, options, names }) => {
			const { items } = await getMany({ ...limit, options });
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
		const { items } = await getMany({ ...limit, options });
		expect(items[0]?.json).toEqual({ email: 'c@example.com' });
	});

	it.each(limits)('leaves fields out, with %j', async (limit) => {
		const options = { fields: 'email,created_at,user_id', includeFields: false };
		const { items } = await getMany({ ...limit, options });
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
		expect(error?.message).toBe('Auth0’s search returned 3 users of a page that has 4.');
		expect(error?.description).toContain('It finds 4 users');
	});

	it.each(limits)('has the users whom a wrong total does not count, with %j', async (limit) => {
		shorten(1, 0);
		const { items } = await getMany(limit);
		expect(items).toHaveLength(3);
	});

	it('is simplified on demand', async () => {
		const { items } = await getMany({ options: { simplify: true } });
		expect(items[0]?.json).toHaveProperty('email');
		expect(items[0]?.json).not.toHaveProperty('identities');
	});

	it.each(['0', '-1', '1.5', 'x'])('refuses the limit %s', async (limit) => {
		const { error } = await getMany({ limit });
		expect(error?.message).toBe('Limit must be a whole number of 1 or more.');
		expect(error?.description).toContain(`“${limit}”`);
	});
});

describe('Return All', () => {
	const COUNT = 25_000;

	/** Users of whom `perMoment` are created at the same time. */
	const fill = (count: number, perMoment: number) =>
		tenant().seedUsers(
			Array.from({ length: count }, (_, index) => ({
				...account(`u${index}`),
				overrides: {
					user_id: `auth0|u${index}`,
					created_at: new Date(1.7e12 + Math.floor(index / perMoment) * 1000).toISOString(),
				},
			})),
		);

	it.each([
		[COUNT, 1],
		[COUNT, 150],
		[5000, 2500],
		[1000, 1000],
		[1001, 1001],
	])(
		'returns %i users of whom %i share a moment, each once, in few requests',
		async (count, perMoment) => {
			fill(count, perMoment);
			const ids = await idsOf({ options: { fields: 'user_id' } });
			expect(new Set(ids).size).toBe(count);
			expect(ids).toHaveLength(count);
			const fewest = Math.ceil(count / 100);
			// A moment with more users than one search returns costs that search once more.
			const bound =
				perMoment >= 1000 ? 1.2 * fewest + 11 * Math.ceil(count / perMoment) : 1.2 * fewest;
			expect(searches().length).toBeLessThanOrEqual(Math.max(bound, fewest + 2));
			expect(new Set(searches().map(({ status }) => status))).toEqual(new Set([200]));
		},
	);

	it('keeps the query of the person on the way', async () => {
		fill(2500, 1);
		const ids = await idsOf({ searchBy: 'query', query: 'user_id:auth0|u1* OR user_id:auth0|u2*' });
		const expected = Array.from({ length: 2500 }, (_, index) => `auth0|u${index}`);
		expect(ids).toEqual(expected.filter((id) => /u[12]/.test(id)));
	});

	it('leaves nobody out when others are deleted on the way', async () => {
		fill(3000, 1);
		// So that time goes on with each page.
		tenant().setDelay(5);
		const running = idsOf({});
		let deleted = 0;
		while (searches().length < 25 && deleted < 20) {
			await sleep(2);
			// The oldest, who have been given out long ago.
			if (searches().length > 3 + deleted) tenant().users.delete(`auth0|u${deleted++}`);
		}
		const ids = await running;
		expect(deleted).toBeGreaterThan(5);
		expect(new Set(ids).size).toBe(3000);
	});

	it('returns up to a limit beyond 1,000, in another order', async () => {
		fill(1500, 1);
		const { items } = await getMany({
			limit: 1200,
			options: { sortBy: 'created_at', sortDescending: true, fields: 'user_id' },
		});
		expect(items).toHaveLength(1200);
		expect(items[0]?.json).toEqual({ user_id: 'auth0|u1499' });
	});
});
