import { WITHHELD, withheld } from '../../nodes/Auth0/actions/withheld';
import { JANE } from '../support/accounts';

const LINK = 'https://acme.us.auth0.com/lo/reset?ticket=abc#';

/** What answers of Auth0 hold that nobody else may have. */
it.each<[string, unknown]>([
	['ticket', LINK],
	['ticket_url', 'https://acme.guardian.auth0.com/enrollment'],
	['ticket_id', 'abc'],
	['invitation_url', 'https://app.example.com/login'],
	['client_secret', 'abc'],
	['access_token', 'abc'],
	['refresh_token', 'abc'],
	['signing_secret', 'abc'],
	['secretAccessKey', 'abc'],
	['api_key', 'abc'],
	['smtp_pass', 'abc'],
	['splunkToken', 'abc'],
	['recovery_code', 'abc'],
	['privateKey', 'abc'],
	['httpAuthorization', 'abc'],
	['a', `Click ${LINK}`],
	['a', 'https://app.example.com/login?invitation=abc&organization=org_1'],
	['a', 'https://app.example.com/callback#access_token=abc'],
])('%s of %j is withheld, wherever it stands', (name, value) => {
	expect(withheld({ [name]: value })).toEqual({ [name]: WITHHELD });
	expect(withheld([{ a: [{ [name]: value, b: 1 }] }])).toEqual([
		{ a: [{ [name]: WITHHELD, b: 1 }] },
	]);
});

it('a link that is an entry of a list is withheld', () => {
	expect(withheld({ links: [LINK, 'https://example.com/'] })).toEqual({
		links: [WITHHELD, 'https://example.com/'],
	});
});

/** What is only called alike. */
it.each([
	{
		user_id: JANE,
		picture: 'https://s.gravatar.com/avatar/1?s=480&r=pg',
		last_login: null,
	},
	{ refresh_tokens: 'revoked', token_endpoint_auth_method: 'none', token_lifetime: 3600 },
	{ refresh_token: { rotation_type: 'rotating' }, client_secret: '' },
	{ last_password_reset: '2026-01-01T09:00:00.000Z', passwordless: true, ticketing: 'on' },
	{ session_id: 'sess_1', key_id: 'k', country_code: 'DE', link_id: 'l', bypass: 'no' },
	{ callbacks: ['https://app.example.com/?country_code=DE'], __proto__: null },
])('%j is not', (json) => {
	expect(withheld(json)).toEqual(json);
});
