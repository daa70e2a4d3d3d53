import { InputError } from '../../nodes/Auth0/transport/inputError';
import { typedPath } from '../../nodes/Auth0/fields/apiRequest/typedPath';

const values = (given: Record<string, string> = {}) => new Map(Object.entries(given));

const HOST = 'tenant.us.auth0.com';

it.each<[string, Record<string, string>, string]>([
	['/users', {}, '/users'],
	['users/', {}, '/users'],
	[' /api/v2/users ', {}, '/users'],
	['api/v2/users', {}, '/users'],
	['/users/{id}/roles', { id: 'auth0|a/b?c#d%2F' }, '/users/auth0%7Ca%2Fb%3Fc%23d%252F/roles'],
	['/users/{id}', { id: 'waad|a b+c/d' }, '/users/waad%7Ca%20b%2Bc%2Fd'],
	['/users/{id}', { id: 'x@evil.com' }, '/users/x%40evil.com'],
	['/users/auth0|1', {}, '/users/auth0%7C1'],
	['/users/auth0%7C1', {}, '/users/auth0%7C1'],
	['/organizations/name/jürgen', {}, '/organizations/name/j%C3%BCrgen'],
	['/a/{x}-{y}', { x: '1', y: '2' }, '/a/1-2'],
	['/actions/..triggers', {}, '/actions/..triggers'],
])('%j with %j is %s', (typed, given, path) => {
	expect(typedPath(typed, values(given))).toBe(path);
});

it.each([
	'',
	'/',
	'https://evil.com/users',
	'https:/users',
	'javascript:alert(1)',
	'//evil.com/users',
	'/users//x',
	'/@evil.com',
	'/user:pw@evil.com/x',
	'/..',
	'/../oauth/token',
	'/users/../../oauth/token',
	'/users/%2e%2e/%2E%2E/x',
	'/users/.%2e/x',
	'/users/%252e%252e/x',
	'/users/..%2f..%2fx',
	'/users/..%5c..%5cx',
	'/users/..%2f%e0',
	'/users/..%252f%25e0',
	'/users/%e0',
	'/users/%ff%fe',
	'/users/%c0%ae%c0%ae/x',
	'/users/%25c0%25ae/x',
	'/users/..;/x',
	'/users/..;a=b/x',
	'/users/%2e%2e%3b/x',
	'/users/\uff0e\uff0e/x',
	'/users/\ud800',
	'/./users',
	'\\\\evil.com',
	'/users\\..\\x',
	'/users?fields=x',
	'/users#x',
	'/us ers',
	'/users\n',
	'/users\u200b/x\t',
	'/users/%zz',
	'/users/%',
	'/users/{id',
	'/users/id}',
	'/users/{id}',
	'/api/v2',
	'/api/v2/../v1/users',
])('%j is refused, or stays where it belongs', (typed) => {
	let path: string;
	try {
		path = typedPath(typed, values());
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		expect(String(error)).toMatch(/Path/);
		return;
	}
	// Only white space at the ends is taken away.
	expect(typed.trim()).not.toBe(typed);
	expect(path).toBe(typed.trim());
});

it.each([
	[{ id: '' }, 'The path parameter “id” is empty.'],
	[{ id: '..' }, 'The path parameter “id” cannot be used.'],
	[{ id: '.' }, 'The path parameter “id” cannot be used.'],
	[{ id: 'a', other: 'b' }, "'Path' does not contain {other}."],
	[{}, "'Path' contains {id}, but it has no value."],
])('the values %j are refused', (given, message) => {
	expect(() => typedPath('/users/{id}', values(given))).toThrow(message);
});

it.each(['a', '..a', '%2e%2e', '//evil.com', '@evil.com', '\\evil', '..', 'a/../../b'])(
	'the value %j stays one segment below the API, or is refused',
	(id) => {
		try {
			const path = typedPath('/users/{id}/x', values({ id }));
			const url = new URL(`https://${HOST}/api/v2${path}`);
			expect(url.host).toBe(HOST);
			expect(url.pathname).toMatch(/^\/api\/v2\/users\/[^/]+\/x$/);
			expect(decodeURIComponent(url.pathname.split('/')[4] ?? '')).toBe(id);
		} catch (error) {
			expect(error).toBeInstanceOf(InputError);
			expect(['..', '%2e%2e', 'a/../../b']).toContain(id);
		}
	},
);
