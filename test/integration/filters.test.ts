import type { INodeParameters } from 'n8n-workflow';

import { account } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { byName, connection } from '../support/locators';
import { useSearch } from '../support/search';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { getMany, idsOf, searches, seed } = useSearch(tenant);

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
		['a part of an email, in another case', { nameOrEmailContains: 'B@EXAMPLE' }, ['tag']],
		['a part of a name', { nameOrEmailContains: `brien "bob` }, ['jane']],
		['a beginning with fewer characters', { nameOrEmailContains: 'ax' }, ['other']],
		['no part with fewer characters', { nameOrEmailContains: 'xb' }, []],
		['a wildcard in a part, as it is', { nameOrEmailContains: 'a*b' }, []],
		[
			'a part that has something else, too',
			{ nameOrEmailContains: 'example', blocked: true },
			['jane'],
		],
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
		['an expression without a value', { email: '={{ $json.missing }}' }, "'Email' is empty."],
		[
			'a part without a value',
			{ nameOrEmailContains: '={{ $json.missing }}' },
			"'Name or Email Contains' is empty.",
		],
		['a date that is none', { createdAfter: 'yesterday' }, "'Created After' is not a date."],
		['an impossible date', { createdAfter: '2026-13-45' }, "'Created After' is not a date."],
		['metadata without a value', metadata('plan', ''), "The entry “plan” in 'Metadata' is empty."],
		['metadata without a name', metadata(' ', 'x'), "'Metadata → Name' is empty."],
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
		['email:(', "'Query' has a “(” that is not closed."],
		['email:"x") OR (blocked:true', "'Query' has a “)” without an opening one."],
		['email:x\\', "'Query' ends with a backslash."],
		['email:x AND', "'Query' ends with AND."],
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

describe('Email Domain', () => {
	const search = { operation: 'getAll', filters: { emailDomain: VALUE } };

	it.each([
		['example.com', 'example.com'],
		['@example.com', 'example.com'],
		[' @Example.COM ', 'example.com'],
		['mail.my-company.co.uk', 'mail.my-company.co.uk'],
		['Bücher.example', 'bücher.example'],
		['xn--bcher-kva.example', 'xn--bcher-kva.example'],
	])('reads %j as %s', async (value, domain) => {
		const [fate] = await eachValue(tenant(), search, [value]);
		expect(fate?.sent[0]?.query.q).toContain(`email.domain:"${domain}"`);
	});

	it('finds who has an address there', async () => {
		tenant().seedUsers([account('jane'), account('joe', { email: 'joe@sub.example.com' })]);
		const [fate] = await eachValue(tenant(), search, ['@EXAMPLE.com']);
		expect(fate?.output.map(({ email }) => email)).toEqual(['jane@example.com']);
	});

	it('refuses what is no domain, in which it would find nobody', async () => {
		const values = [
			...['jane@example.com', '@@example.com', '@', 'example', 'example.', '.com', 'a..b'],
			...['https://example.com', 'example.com/', 'exa mple.com', 'a,b.com', '*.example.com'],
			...['-a.com', 'a-.com', 'example.com\u200b', `${'a'.repeat(64)}.com`, 1.5e300],
		];
		for (const { error, description, sent } of await eachValue(tenant(), search, values)) {
			expect(error).toMatch(/^'Email Domain' (must be a domain|is a number that n8n cannot read)/);
			expect(description).toMatch(/\w\.$/);
			expect(sent).toEqual([]);
		}
	});
});
