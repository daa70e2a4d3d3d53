import { closest } from '../../nodes/Auth0/fields/closest';

const NAMES = ['user_id', 'email', 'email_verified', 'name', 'nickname', 'last_login', 'last_ip'];

it.each([
	['emial', 'email'],
	['Email', 'email'],
	['E-Mail', 'email'],
	['userid', 'user_id'],
	['User ID', 'user_id'],
	['Last Login', 'last_login'],
	['nikname', 'nickname'],
	['nmae', 'name'],
	['nae', 'name'],
	['id', undefined],
	['department', undefined],
	['x', undefined],
	['', undefined],
	['x'.repeat(100_000), undefined],
])('%s is probably %s', (name, meant) => {
	expect(closest(name, NAMES)).toBe(meant);
});
