import {
	readRateLimit,
	readRetryAfter,
	TenantClock,
} from '../../nodes/Auth0/transport/rateLimitHeaders';

const NOW = 1_800_000_000_000;
const SECONDS = NOW / 1000;
const HUGE = '9'.repeat(400);
const clock = new TenantClock();

const waitOf = (headers: Record<string, unknown>) => readRetryAfter(Object(headers), clock, NOW);
const limitOf = (headers: Record<string, unknown>) => readRateLimit(Object(headers), clock, NOW);

const reset = (change: Record<string, string>) => ({
	'x-ratelimit-limit': '10',
	'x-ratelimit-remaining': '0',
	'x-ratelimit-reset': String(SECONDS + 5),
	...change,
});

it.each([
	reset({ 'x-ratelimit-limit': HUGE }),
	reset({ 'x-ratelimit-remaining': HUGE }),
	reset({ 'x-ratelimit-reset': HUGE }),
	reset({ 'x-ratelimit-reset': 'NaN' }),
	reset({ 'x-ratelimit-reset': String(SECONDS + 3 * 86400) }),
	reset({ 'x-ratelimit-limit': '-1' }),
	{ 'auth0-ratelimit': `client;q=10;t=${HUGE};r=0` },
	{ 'auth0-ratelimit': `client;q=${HUGE};t=1;r=0` },
	{ 'auth0-client-quota-limit': `b=per_hour;q=1;r=0;t=${HUGE}` },
])('a limit that cannot be is none: %j', (headers) => {
	expect(limitOf(headers)).toBeUndefined();
	expect(waitOf(headers)).toBeUndefined();
});

it.each([HUGE, 'Infinity', 'NaN', '1e300', String(9 * 86400), 'Fri, 01 Jan 2999 00:00:00 GMT'])(
	'a Retry-After that cannot be is none: %s',
	(retryAfter) => {
		expect(waitOf({ 'retry-after': retryAfter })).toBeUndefined();
		expect(waitOf({ ...reset({}), 'retry-after': retryAfter })).toBe(5_000);
	},
);

it.each([
	['7200', 7_200_000],
	['0', 0],
	['-3', 0],
])('a Retry-After of %s is waited for', (retryAfter, ms) => {
	expect(waitOf({ 'retry-after': retryAfter })).toBe(ms);
});

const CLIENT = 'auth0-client-quota-limit';
const ORGANIZATION = 'auth0-organization-quota-limit';

it.each([
	['one bucket', { [CLIENT]: 'b=per_hour;q=100;r=0;t=1832' }, 1832],
	[
		'the bucket that is used up',
		{ [CLIENT]: 'b=per_hour;q=9;r=0;t=32,b=per_day;q=300;r=5;t=9000' },
		32,
	],
	['spaces', { [CLIENT]: 'b=per_hour; q=9; r=3; t=32, b=per_day; q=300; r=0; t=9000' }, 9000],
	['both buckets', { [CLIENT]: 'b=per_hour;q=9;r=0;t=32,b=per_day;q=300;r=0;t=9000' }, 9000],
	[
		'the organization',
		{ [CLIENT]: 'b=per_hour;q=9;r=2;t=32', [ORGANIZATION]: 'b=per_day;q=9;r=0;t=77' },
		77,
	],
	['more than Retry-After', { [CLIENT]: 'b=per_hour;q=9;r=0;t=1832', 'retry-after': '60' }, 1832],
	[
		'a quota that is not used up',
		{ [CLIENT]: 'b=per_hour;q=9;r=2;t=1832', 'retry-after': '60' },
		60,
	],
])('a quota of tokens says how long to wait: %s', (_case, headers, seconds) => {
	expect(waitOf(headers)).toBe(seconds * 1000);
});

describe('the limit', () => {
	const full = { limit: 10, remaining: 0, fullAt: NOW + 5000 };
	const left = { 'x-ratelimit-remaining': '9' };

	it.each([
		['a time in seconds', reset({}), full],
		['a time in milliseconds', reset({ 'x-ratelimit-reset': String(NOW + 5000) }), full],
		[
			'a custom policy before the headers of all',
			{ ...reset(left), 'auth0-ratelimit': 'client;q=10;r=0;t=5' },
			full,
		],
		[
			'a quota of tokens before both',
			{ ...reset(left), 'auth0-ratelimit': 'client;q=10;r=9;t=5', [CLIENT]: 'b=x;q=10;r=0;t=5' },
			full,
		],
		['one that allows nothing', reset({ 'x-ratelimit-limit': '0' }), undefined],
		['one with less than nothing left', reset({ 'x-ratelimit-remaining': '-1' }), undefined],
		['one that began with the epoch', reset({ 'x-ratelimit-reset': '0' }), undefined],
		['a policy without its numbers', { 'auth0-ratelimit': 'client' }, undefined],
		['no header', {}, undefined],
	])('is read from %s', (_, headers, limit) => {
		expect(limitOf(headers)).toEqual(limit);
	});
});

describe("the tenant's clock", () => {
	const at = (seconds: number) => ({ date: new Date(NOW + seconds * 1000).toUTCString() });

	it('is not known before its first answer', () => {
		expect(new TenantClock().toTenant(NOW)).toBeUndefined();
		expect(new TenantClock().toLocal(NOW)).toBe(NOW);
	});

	it.each([
		['behind', -10],
		['ahead', 10],
	])('can be %s', (_, seconds) => {
		const other = new TenantClock();
		other.observe(at(seconds), NOW);
		expect(other.toTenant(NOW)).toBe(NOW + seconds * 1000);
		expect(other.toLocal(NOW + seconds * 1000)).toBe(NOW);
	});

	it('is told by the answer that was under way the shortest', () => {
		const other = new TenantClock();
		for (const seconds of [-3, -1, -2]) other.observe(at(seconds), NOW);
		other.observe({ date: 'never' }, NOW);
		expect(other.toTenant(NOW)).toBe(NOW - 1000);
	});
});
