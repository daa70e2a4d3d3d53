import { pathKeys } from '../../nodes/Auth0/actions/apiRequest/pathKeys';

it.each([
	['PATCH', '/users/auth0%7Cx', ['users/auth0|x']],
	['PATCH', '/users/auth0%7cX', ['users/auth0|x']],
	['PATCH', '/users/auth0|x/', ['users/auth0|x']],
	['POST', '/users/auth0%7Cx/roles', ['users/auth0|x']],
	['DELETE', '/users/auth0%7Cx/identities/sms/y', ['users/auth0|x', 'users/sms|y']],
	['PATCH', '/tenants/settings', ['tenants/settings']],
	['PATCH', '/actions/actions/a', ['actions/actions/a']],
	['POST', '/actions/actions/a/deploy', ['actions/actions/a']],
	['DELETE', '/branding/phone/providers/p', ['branding/phone/providers/p']],
	['PUT', '/guardian/factors/sms/templates', ['guardian/factors/sms']],
	['PATCH', '/users/%E0', ['users/%e0']],
	['PATCH', '/branding', ['branding']],
	['GET', '/users/auth0%7Cx', []],
	['POST', '/roles', []],
	['POST', '/jobs/verification-email', []],
	['POST', '/tickets/password-change', []],
	['POST', '/actions/actions', []],
])('%s %s writes to %j', (method, path, keys) => {
	expect(pathKeys(method, path)).toEqual(keys);
});

it.each([
	['/users/a/identities', { provider: 'sms', user_id: 'Y' }, ['users/a', 'users/sms|y']],
	['/users/a/identities', { link_with: 'eyJ' }, ['users/a']],
	['/users/a/roles', { roles: ['r'] }, ['users/a']],
	['/roles/r/users', { users: ['a', 'b'] }, ['roles/r', 'users/a', 'users/b']],
	['/organizations/o/members', { members: ['a', 1] }, ['organizations/o', 'users/a']],
])('POST %s with %j writes to %j', (path, body, keys) => {
	expect(pathKeys('POST', path, body)).toEqual(keys);
});
