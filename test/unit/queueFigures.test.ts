import type { Batch } from '../queue/batches';
import {
	check,
	checkRenewals,
	checkTokens,
	checkWhole,
	figuresOf,
	inNoOutput,
	type Observed,
} from '../queue/figures';

const email = (name: string) => `${name}@example.com`;
const row = (name: string) => ({ id: `auth0|${name}`, email: email(name) });

/** An execution of rows, which put out these. */
const batch = (rows: string[], items: Batch['items'], hasFailed = false): Batch => ({
	rows: rows.map(row),
	items,
	hasFailed,
});

const request = (path: string, status = 200, at = 0) => ({
	method: 'GET',
	path,
	query: {},
	headers: {},
	status,
	at,
});

/** A tenant with these users, which these requests have reached. */
const tenant = (users: string[], requests: Observed['requests'] = []): Observed => ({
	users: { all: () => users.map((name) => ({ email: email(name) })) },
	requests,
});

const figures = (observed: Observed, batches: Batch[]) => figuresOf('', observed, batches);

it('counts items that put out nothing, and those that put out an error', () => {
	const batches = [batch(['a', 'b', 'c'], [row('a'), { error: 'No' }]), batch(['d'], [], true)];
	const found = figures(tenant(['a']), batches);
	expect(found).toMatchObject({ executions: 2, items: 4, failed: 1, lost: 2, twice: 0 });
	expect(checkWhole(found).broken).toEqual(['no item is lost', 'no item fails\n  "No"']);
});

it('does not take the user of another row for its own', () => {
	expect(figures(tenant(['a', 'b']), [batch(['a'], [row('b')])]).lost).toBe(1);
});

it.each([
	['in the tenant', tenant(['a', 'a']), [batch(['a'], [row('a')])]],
	['in an output', tenant(['a']), [batch(['a'], [row('a'), row('a')])]],
	['in two outputs', tenant(['a']), [batch(['a'], [row('a')]), batch(['a'], [row('a')])]],
])('counts a user who is twice %s', (_where, observed, batches) => {
	const found = figures(observed, batches);
	expect(found.twice).toBe(1);
	expect(checkWhole(found).broken).toContain('no user is there twice');
});

it('finds the users who are in no output', () => {
	expect(inNoOutput(tenant(['a', 'b']), [batch(['a', 'b'], [row('a')])])).toEqual([email('b')]);
});

it('compares the time with what the limit allows, and counts refusals and tokens', () => {
	const requests = [
		request('/oauth/token', 200, 0),
		request('/api/v2/users/a', 200, 1_000),
		request('/api/v2/users/b', 429, 2_000),
		request('/api/v2/users/b', 200, 4_000),
	];
	const batches = [batch(['a', 'b', 'c', 'd'], [])];
	const limit = { burst: 2, perSecond: 1 };
	expect(figuresOf('', tenant([], requests), batches, limit)).toMatchObject({
		tokens: 1,
		requests: 3,
		refused: 1,
		seconds: 3,
		allowedSeconds: 2,
	});
});

it('bounds the tokens, at the start and for each time that one expires', () => {
	const bought = (tokens: number) => ({ ...figures(tenant([]), []), tokens, seconds: 6 });
	expect(checkTokens(bought(2)).broken).toEqual([]);
	expect(checkTokens(bought(3)).broken).toEqual(['at most 2 tokens are bought']);
	expect(checkTokens(bought(3), 2).broken).toEqual([]);
	expect(checkRenewals(bought(8)).broken).toEqual([]);
	expect(checkRenewals(bought(9)).broken).toEqual(['at most 8 tokens are bought']);
});

it('keeps what was broken before', () => {
	const once = check(figures(tenant([]), []), { one: false, two: true });
	expect(check(once, { three: false }).broken).toEqual(['one', 'three']);
});
