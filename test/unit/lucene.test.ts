import { containsQuery, escapeTerm } from '../../nodes/Auth0/transport/lucene';

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
