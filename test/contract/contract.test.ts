/* eslint-disable no-console -- a comparison that is skipped has to say so */
import { CONTRACT_FILE, contract } from '../support/contract';
import type { LoggedRequest } from '../tenant';

const request = (method: string, path: string, rest: Partial<LoggedRequest> = {}) => ({
	method,
	path: `/api/v2${path}`,
	query: {},
	headers: {},
	at: 0,
	...rest,
});

const keeps: Array<[string, LoggedRequest]> = [
	['get', request('GET', '/users/auth0%7C1', { query: { fields: 'a,b', include_fields: 'true' } })],
	['search', request('GET', '/users', { query: { page: '0', per_page: '100', q: 'name:x' } })],
	['by email', request('GET', '/users-by-email', { query: { email: 'jane@example.com' } })],
	['create', request('POST', '/users', { body: { connection: 'c', email: 'jane@example.com' } })],
	['update', request('PATCH', '/users/auth0%7C1', { body: { given_name: null } })],
	[
		'connections',
		request('GET', '/connections', { query: { strategy: ['auth0', 'sms'], take: '9' } }),
	],
	['no API request', { ...request('POST', ''), path: '/oauth/token' }],
];

const violates: Array<[string, LoggedRequest]> = [
	['an unknown path', request('GET', '/user/1')],
	['an unencoded id', request('GET', '/users/a/b')],
	['an unknown method', request('PUT', '/users/auth0%7C1')],
	['an unknown query parameter', request('GET', '/users', { query: { limit: '1' } })],
	['a query parameter out of range', request('GET', '/users', { query: { per_page: '101' } })],
	['a missing query parameter', request('GET', '/users-by-email')],
	['a missing property', request('POST', '/users', { body: { email: 'jane@example.com' } })],
	['an unknown property', request('POST', '/users', { body: { connection: 'c', x: 1 } })],
	['a wrong type', request('PATCH', '/users/auth0%7C1', { body: { blocked: 'no' } })],
	['a null that is not allowed', request('PATCH', '/users/auth0%7C1', { body: { blocked: null } })],
	['an unknown strategy', request('GET', '/connections', { query: { strategy: ['x'] } })],
];

if (contract) {
	const official = contract;
	describe('the official contract', () => {
		it.each(keeps)('is kept: %s', (_name, logged) => {
			expect(official.violations(logged)).toEqual([]);
		});

		it.each(violates)('is violated: %s', (_name, logged) => {
			expect(official.violations(logged)).toHaveLength(1);
		});
	});
} else {
	it('is not beside the checkout: no request is held against it', () => {
		console.warn(`Skipped: the official contract is not at ${CONTRACT_FILE}.`);
		expect(contract).toBeUndefined();
	});
}
