import {
	allOf,
	containsQuery,
	escapeTerm,
	findsEverything,
	problemOf,
} from '../../nodes/Auth0/api/lucene';

describe('escapeTerm', () => {
	it.each([
		['jane', 'jane'],
		['O\'Brien "Bob" (x)', 'O\'Brien\\ \\"Bob\\"\\ \\(x\\)'],
		['a+b@example.com', 'a\\+b@example.com'],
		['auth0|1', 'auth0\\|1'],
		['a\\*?', 'a\\\\\\*\\?'],
	])('escapes %j', (text, escaped) => {
		expect(escapeTerm(text)).toBe(escaped);
	});
});

describe('containsQuery', () => {
	it('looks for the text anywhere from three characters on', () => {
		expect(containsQuery(['email', 'name'], 'doe')).toBe('email:*doe* OR name:*doe*');
	});

	it('looks for a beginning with fewer, because Auth0 refuses more', () => {
		expect(containsQuery(['email'], 'do')).toBe('email:do*');
	});
});

describe('allOf', () => {
	it('keeps what an OR of one condition says to itself', () => {
		expect(allOf('a:1 OR b:2', undefined, 'c:3')).toBe('(a:1 OR b:2) AND (c:3)');
		expect(allOf(undefined)).toBeUndefined();
	});
});

describe('problemOf', () => {
	it.each([
		'email:"a@example.com"',
		'email.domain:example.com AND logins_count:[100 TO *]',
		'(a:1 OR (b:2 AND NOT c:"x)(")) AND d:x\\)',
		'created_at:[2026-01-01 TO 2026-02-01} OR last_login:{* TO "2026-01-01"]',
		'name:"a \\"quoted\\" (name" AND nickname:ORlando',
		'name:jane\\ doe\\\\',
		'user_id:"samlp|a/b(c" AND name:a/b',
		'NOT _exists_:last_login',
		'name:(jane OR joe)',
	])('has nothing against %s', (query) => {
		expect(problemOf(query)).toBeUndefined();
	});

	it.each([
		['email:"a@example.com") OR (email_verified:false', 'has a “)” without an opening one'],
		['email:(a', 'has a “(” that is not closed'],
		['name:"a', 'has a double quote that is not closed'],
		['name:"a\\"', 'has a double quote that is not closed'],
		['a:1 OR "b) OR (c"x"', 'has a double quote that is not closed'],
		['name:a\\', 'ends with a backslash'],
		['name:"a\\\\\\', 'has a double quote that is not closed'],
		['a:[1 TO 2', 'has a “[” that is not closed'],
		['a:[1 TO 2)', 'has a “)” without an opening one'],
		['a:(1]', 'has a “]” without an opening one'],
		['a:[(1 TO 2]', 'has a “(” inside a range'],
		// What a range makes of a quotation mark and of a backslash is not what other text does.
		['a:[1" TO 2] ) OR ( a:[3" TO 4]', 'has a double quote in the middle of a range value'],
		['a:[1 TO 2\\] " ) OR ( "]', 'has a backslash inside a range'],
		[
			'name:/"/ ) OR ( name:/"/',
			'has a “/” before a bracket or a double quote, which Auth0 may read as a regular expression',
		],
		[
			'name:/a\\/"/ ) OR ( name:/"/',
			'has a “/” before a bracket or a double quote, which Auth0 may read as a regular expression',
		],
		['AND a:1', 'begins with AND'],
		['OR', 'begins with OR'],
		['a:1 OR', 'ends with OR'],
		['(a:1) AND NOT', 'ends with NOT'],
	])('says of %s that it %s', (query, problem) => {
		expect(problemOf(query)).toBe(problem);
	});

	it.each([
		['(', 'has a “(” that is not closed'],
		['"', 'has a “(” that is not closed'],
		['/', 'has a “(” that is not closed'],
		['\\', 'has a “(” that is not closed'],
		['[', 'has a “[” inside a range'],
		[
			'/(',
			'has a “/” before a bracket or a double quote, which Auth0 may read as a regular expression',
		],
		['a OR ', 'has a “(” that is not closed'],
	])('says of 1 MB of %j that it %s', (text, problem) => {
		expect(problemOf(`(${text.repeat(1_000_000 / text.length)}`)).toBe(problem);
	});
});

it.each([
	['*', true],
	['*:*', true],
	['( * : * )', true],
	['_exists_:user_id', false],
	['j*', false],
])('findsEverything of %s is %s', (query, everything) => {
	expect(findsEverything(query)).toBe(everything);
});
