import { path } from '../../nodes/Auth0/transport/path';

describe('path', () => {
	it.each([
		['auth0|5f7c8ec7c33c6c004bbafe82', 'auth0%7C5f7c8ec7c33c6c004bbafe82'],
		['google-oauth2|1', 'google-oauth2%7C1'],
		['waad|a b+c/d?e=%2F', 'waad%7Ca%20b%2Bc%2Fd%3Fe%3D%252F'],
		['samlp|corp|Jürgen', 'samlp%7Ccorp%7CJ%C3%BCrgen'],
		['../../clients', '..%2F..%2Fclients'],
		['%2e%2e', '%252e%252e'],
		['a#b\\c', 'a%23b%5Cc'],
		['😀', '%F0%9F%98%80'],
	])('keeps %j one segment', (id, segment) => {
		expect(path`/users/${id}/roles`).toBe(`/users/${segment}/roles`);
	});

	it.each(['', '.', '..', '\ud800'])('refuses %j', (id) => {
		expect(() => path`/users/${id}`).toThrow('cannot be part of an address');
	});
});
