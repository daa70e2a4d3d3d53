import { WITHHELD, withheld, withoutLogSecrets } from '../../nodes/Auth0/api/withheld';
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

describe('in the details of a log event', () => {
	const detailsOf = (details: unknown) => withoutLogSecrets({ type: 's', details }).details;

	it.each<[string, unknown]>([
		['password', 'abc'],
		['password_hash', '$2b$10$abc'],
		['client_secret', ['abc', 'def']],
		['custom_password_hash', { hash: { value: 'abc', encoding: 'hex' } }],
		['tokens', ['abc']],
		['otp', '123456'],
		['code', 'x7Kq2'],
		['verification_code', 'abcdef'],
		['code_verifier', 'abc'],
		['client_assertion', 'abc'],
		['SAMLResponse', 'abc'],
		['Cookie', 'auth0=abc'],
		['set-cookie', ['auth0=abc']],
		['signing_keys', [{ cert: 'abc', pkcs7: 'def' }]],
		['private_key', { pem: 'abc' }],
		['x-custom', 'Bearer abc'],
		['x-custom', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'],
		['redirect', LINK],
	])('%s: %j is masked, wherever it stands', (name, value) => {
		const strings = (json: unknown): unknown[] =>
			typeof json === 'object' && json !== null ? Object.values(json).flatMap(strings) : [json];
		expect(strings(detailsOf({ request: [{ [name]: value }] }))).toEqual(
			strings(value).map(() => '*****'),
		);
	});

	it.each([
		['{"username":"jane","password":"abc"}', '{"username":"jane","password":"*****"}'],
		[
			'grant_type=password&password=abc&scope=openid',
			'grant_type=password&password=*****&scope=openid',
		],
		['/userinfo?access_token=abc&x=1', '/userinfo?access_token=*****&x=1'],
		['[not JSON, password=abc', '[not JSON, password=abc'],
		['{"code": "invalid_grant"', '{"code": "invalid_grant"'],
	])('of a body as it was sent, only the secrets are: %s', (body, shown) => {
		expect(detailsOf({ request: { body } })).toEqual({ request: { body: shown } });
	});

	it.each([
		{ code: 'invalid_grant', error_code: 'E11000', statusCode: 201, session_id: 'sess_1' },
		{ refresh_token: { rotation_type: 'rotating', leeway: 0 }, password: '' },
		{ auth: { strategy: 'jwt', scopes: ['read:users'] }, passwordPolicy: 'good', tokens: 3 },
		{ country_code: 'DE', hashtag: 'x', key: 'theme', public_key: 'abc', userAgent: 'curl/8' },
	])('%j is not', (details) => {
		expect(detailsOf({ response: details })).toEqual({ response: details });
	});

	it('the rest of the event, and one without details, stay as they are', () => {
		const event = { type: 'f', description: 'Wrong password', user_name: 'Basic Jane' };
		expect(withoutLogSecrets(event)).toBe(event);
		expect(withoutLogSecrets({ ...event, details: null })).toEqual({ ...event, details: null });
	});
});
