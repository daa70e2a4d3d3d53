import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'crypto';
import jwt from 'jsonwebtoken';

import { callerOf, useStandIn } from '../../support/standIn';
import type { ClientName } from '../index';

const DAY_SECONDS = 86_400;
const tenant = useStandIn();
const { send, requestToken, tokenOf, call } = callerOf(tenant);

afterEach(() => jest.restoreAllMocks());

/** The key that the tenant publishes, with which a token is checked. */
async function publishedKey(kid: string | undefined) {
	const { data } = await send<{ keys: Array<JsonWebKey & { kid: string }> }>(
		'GET',
		'/.well-known/jwks.json',
	);
	const key = data.keys.find((candidate) => candidate.kid === kid);
	return createPublicKey({ key: key ?? {}, format: 'jwk' });
}

describe('The token endpoint', () => {
	it('issues a token of the kind that Auth0 issues', async () => {
		const { clientId, scope } = tenant().clients.full;
		const { status, data } = await requestToken();
		expect(status).toBe(200);
		expect(data).toEqual({
			access_token: expect.any(String),
			scope,
			expires_in: DAY_SECONDS,
			token_type: 'Bearer',
		});
		const header = jwt.decode(data.access_token, { complete: true })?.header;
		const key = await publishedKey(header?.kid);
		const claims = Object(jwt.verify(data.access_token, key, { algorithms: ['RS256'] }));
		expect(claims).toMatchObject({
			iss: `${tenant().url}/`,
			sub: `${clientId}@clients`,
			aud: tenant().audience,
			azp: clientId,
			scope,
			gty: 'client-credentials',
		});
		expect(claims.exp - claims.iat).toBe(DAY_SECONDS);
	});

	it('publishes the public part of its key alone', async () => {
		const { data } = await send('GET', '/.well-known/jwks.json');
		const text = expect.any(String);
		expect(data).toEqual({
			keys: [{ kty: 'RSA', n: text, e: text, kid: text, use: 'sig', alg: 'RS256' }],
		});
	});

	it('takes a form as well as JSON', async () => {
		const { clientId, clientSecret } = tenant().clients.readOnly;
		const form = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			audience: tenant().audience,
		});
		const { data } = await send('POST', '/oauth/token', { body: form });
		expect(data).toMatchObject({ scope: 'read:users', token_type: 'Bearer' });
	});

	it('gives each client its own scopes, as they are at that time', async () => {
		expect((await requestToken('createOnly')).data.scope).toBe('create:users');
		tenant().setScopes('createOnly', 'read:users');
		expect((await requestToken('createOnly')).data.scope).toBe('read:users');
	});

	const refusals: Array<[string, ClientName, object, number, string, string]> = [
		['a wrong id', 'full', { client_id: 'x' }, 401, 'access_denied', 'Unauthorized'],
		['a wrong secret', 'full', { client_secret: 'x' }, 401, 'access_denied', 'Unauthorized'],
		[
			'an unknown audience',
			'full',
			{ audience: 'https://x/' },
			403,
			'access_denied',
			'Service not found: https://x/',
		],
		[
			'a client without a grant',
			'ungranted',
			{},
			403,
			'access_denied',
			'Client is not authorized to access "https://localhost:',
		],
		[
			'a client without the grant type',
			'noGrantType',
			{},
			403,
			'unauthorized_client',
			"Grant type 'client_credentials' not allowed for the client.",
		],
	];
	it.each(refusals)('refuses %s', async (_name, client, changes, status, error, description) => {
		const answer = await requestToken(client, changes);
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual({
			error,
			error_description: expect.stringContaining(description),
		});
	});

	it('is the one that the tenant names', async () => {
		const { data } = await send('GET', '/.well-known/openid-configuration');
		expect(data).toMatchObject({
			issuer: `${tenant().url}/`,
			token_endpoint: `${tenant().url}/oauth/token`,
			jwks_uri: `${tenant().url}/.well-known/jwks.json`,
		});
	});
});

describe('The API', () => {
	const expectRefused = async (token: string, message: string) => {
		const { status, data } = await call('GET', '/users', { token });
		expect(status).toBe(401);
		expect(data).toEqual({
			statusCode: 401,
			error: 'Unauthorized',
			message,
			attributes: { error: message },
		});
	};

	it('refuses a request without a token', async () => {
		const { status, data } = await send('GET', '/api/v2/users');
		expect(status).toBe(401);
		expect(data).toMatchObject({ statusCode: 401, error: 'Unauthorized' });
	});

	it('refuses what is no token', async () => await expectRefused('garbage', 'Invalid token'));

	it('refuses a token once it has expired, and not before', async () => {
		const token = await tokenOf();
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + (DAY_SECONDS - 60) * 1000);
		expect((await call('GET', '/users', { token })).status).toBe(200);
		clock.mockReturnValue(now + (DAY_SECONDS + 60) * 1000);
		await expectRefused(token, 'Expired token received for JSON Web Token validation');
	});

	it('refuses a token that another key has signed', async () => {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const claims = Object(jwt.decode(await tokenOf()));
		const forged = jwt.sign(claims, privateKey, { algorithm: 'RS256' });
		await expectRefused(forged, 'Invalid signature received for JSON Web Token validation');
	});

	it('refuses the tokens that were revoked, and takes those that came later', async () => {
		const revoked = await tokenOf();
		tenant().revokeTokens();
		await expectRefused(revoked, 'Invalid token');
		expect((await call('GET', '/users')).status).toBe(200);
	});

	const scopes: Array<[string, string, string[]]> = [
		['GET', '/users', ['read:users']],
		['GET', '/users-by-email?email=x', ['read:users']],
		['GET', '/users/auth0%7Cx', ['read:users', 'read:user_idp_tokens', 'read:current_user']],
		['POST', '/users', ['create:users']],
		[
			'PATCH',
			'/users/auth0%7Cx',
			['update:users', 'update:users_app_metadata', 'update:current_user_metadata'],
		],
		['DELETE', '/users/auth0%7Cx', ['delete:users', 'delete:current_user']],
		['GET', '/connections', ['read:connections']],
	];
	const isForOwnUser = (scope: string) => scope.includes('current_user');
	const pairs = scopes.flatMap(([method, path, anyOf]) =>
		anyOf.map((scope) => [method, path, scope] as const),
	);
	const callWith = async (scope: string, method: string, path: string) => {
		tenant().setScopes('full', scope);
		const body = method === 'GET' || method === 'DELETE' ? undefined : {};
		return await call(method, path, { body });
	};

	it.each(scopes)(
		'for %s %s names the scopes of which it needs one',
		async (method, path, anyOf) => {
			const { status, data } = await callWith('read:clients', method, path);
			expect(status).toBe(403);
			expect(data).toEqual({
				statusCode: 403,
				error: 'Forbidden',
				message: `Insufficient scope, expected any of: ${anyOf.join(',')}`,
				errorCode: 'insufficient_scope',
			});
		},
	);

	it.each(pairs.filter(([, , scope]) => !isForOwnUser(scope)))(
		'for %s %s lets %s through',
		async (method, path, scope) => {
			expect([401, 403]).not.toContain((await callWith(scope, method, path)).status);
		},
	);

	it.each(pairs.filter(([, , scope]) => isForOwnUser(scope)))(
		'for %s %s refuses %s, since a client is no user',
		async (method, path, scope) => {
			const { status, data } = await callWith(scope, method, path);
			expect(status).toBe(403);
			expect(data).toMatchObject({
				message: 'User to be acted on does not match subject in bearer token.',
			});
		},
	);

	it('with update:users_app_metadata updates nothing else', async () => {
		tenant().setScopes('full', 'update:users_app_metadata');
		const statusFor = async (body: object) =>
			(await call('PATCH', '/users/auth0%7Cx', { body })).status;
		expect(await statusFor({ app_metadata: { a: 1 } })).toBe(404);
		expect(await statusFor({ app_metadata: { a: 1 }, name: 'X' })).toBe(403);
	});
});

describe('A tenant behind a custom domain', () => {
	const custom = useStandIn({ tenantDomain: 'acme.eu.auth0.com', tokenLifetimeSeconds: 60 });
	const caller = callerOf(custom);

	it('keeps its own domain as audience and issuer', async () => {
		expect(custom().audience).toBe('https://acme.eu.auth0.com/api/v2/');
		const { data } = await caller.requestToken();
		expect(data.expires_in).toBe(60);
		expect(jwt.decode(data.access_token)).toMatchObject({
			iss: 'https://acme.eu.auth0.com/',
			aud: 'https://acme.eu.auth0.com/api/v2/',
		});
		expect((await caller.call('GET', '/users', { token: data.access_token })).status).toBe(200);
	});

	it('has no API of the address that the client uses', async () => {
		const audience = `${custom().url}/api/v2/`;
		const { status, data } = await caller.requestToken('full', { audience });
		expect(status).toBe(403);
		expect(data.error_description).toBe(`Service not found: ${audience}`);
	});
});
