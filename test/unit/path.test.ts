import { path, queryString } from '../../nodes/Auth0/transport/path';

describe('path', () => {
	it.each([
		['auth0|5f7c8ec7c33c6c004bbafe82', 'auth0%7C5f7c8ec7c33c6c004bbafe82'],
		['google-oauth2|1', 'google-oauth2%7C1'],
		['waad|a b+c/d?e=%2F', 'waad%7Ca%20b%2Bc%2Fd%3Fe%3D%252F'],
		['samlp|corp|Jürgen', 'samlp%7Ccorp%7CJ%C3%BCrgen'],
		['...', '...'],
		['a..b', 'a..b'],
		['a/b', 'a%2Fb'],
		['100%', '100%25'],
		['50% off; 2', '50%25%20off%3B%202'],
		['a#b\\c', 'a%23b%5Cc'],
		['😀', '%F0%9F%98%80'],
	])('keeps %j one segment', (id, segment) => {
		expect(path`/users/${id}/roles`).toBe(`/users/${segment}/roles`);
	});

	it.each([
		'',
		'.',
		'..',
		'\ud800',
		'../../clients',
		'a/..',
		'a\\..\\b',
		'..;/b',
		'..;x=1/b',
		'%2e%2e',
		'%2E.',
		'%252e%252e',
		'%25252525252e',
		'..%2f%e0',
		'a%2f..%2f%e0',
		'%c0%ae%c0%ae',
		'%e0%80%ae%e0%80%ae',
		'%25c0%25ae',
		'\uff0e\uff0e',
		'\u2025',
	])('refuses %j', (id) => {
		expect(() => path`/users/${id}`).toThrow('cannot be part of a URL');
	});
});

it.each<[Parameters<typeof queryString>[0], string]>([
	[undefined, ''],
	[{}, ''],
	[{ a: undefined }, ''],
	[
		{ per_page: 100, include_totals: true, q: 'a b&c=d#e' },
		'?per_page=100&include_totals=true&q=a%20b%26c%3Dd%23e',
	],
	[{ strategy: ['auth0', 'sms'] }, '?strategy=auth0&strategy=sms'],
	[
		JSON.parse('{"__proto__":"1","constructor":"2","prototype":"3"}'),
		'?__proto__=1&constructor=2&prototype=3',
	],
	[{ q: '' }, '?q='],
	[{ q: 'x\ud800y' }, '?q=x%EF%BF%BDy'],
])('%# writes the query %j', (query, text) => {
	expect(queryString(query)).toBe(text);
});
