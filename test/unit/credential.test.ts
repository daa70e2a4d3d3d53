import type { IHttpRequestOptions } from 'n8n-workflow';

import { Auth0VaultConnectionApi } from '../../credentials/Auth0VaultConnectionApi.credentials';
import { fingerprint, readConnection } from '../../nodes/Auth0/transport/tenant';

const credential = new Auth0VaultConnectionApi();
const fields = { domain: 'HTTPS://Tenant.us.auth0.com/', clientId: 'id', clientSecret: 'secret' };

function withToken() {
	const stored = {
		token: 'jwt',
		fingerprint: fingerprint(readConnection(fields)),
		issuedAt: Date.now(),
		expiresAt: Date.now() + 86_400_000,
		scope: 'read:users',
	};
	return { ...fields, accessToken: JSON.stringify(stored) };
}

async function authenticate(options: IHttpRequestOptions & { uri?: string }, data = withToken()) {
	if (typeof credential.authenticate !== 'function') throw new Error('not a function');
	return await credential.authenticate(data, options);
}

describe('the form', () => {
	it('shows four fields and the notice, and hides the token, also from the editor', () => {
		const shown = credential.properties.filter(({ type }) => type !== 'hidden');
		expect(shown.map(({ displayName, type }) => (type === 'notice' ? type : displayName))).toEqual([
			'Tenant Domain',
			'Client ID',
			'Client Secret',
			'Audience',
			'notice',
		]);
		expect(credential.hideDomainRestrictionFields).toBe(true);
		expect(credential.properties.find(({ type }) => type === 'hidden')?.typeOptions).toEqual({
			expirable: true,
			password: true,
		});
	});

	it('is complete in the form that n8n serialises', () => {
		expect({ ...credential }).toHaveProperty('authenticate');
	});
});

describe('authenticate', () => {
	it('attaches the token, and keeps what the request has', async () => {
		expect(
			await authenticate({
				url: 'https://tenant.us.auth0.com/api/v2/users',
				headers: { accept: 'application/json' },
			}),
		).toMatchObject({
			url: 'https://tenant.us.auth0.com/api/v2/users',
			headers: { accept: 'application/json', Authorization: 'Bearer jwt' },
		});
	});

	it('sends a relative address to the tenant', async () => {
		expect(await authenticate({ url: '/.well-known/openid-configuration' })).toMatchObject({
			baseURL: 'https://tenant.us.auth0.com',
		});
	});

	it.each([
		{ url: 'https://evil.example/api/v2/users' },
		{ url: 'http://tenant.us.auth0.com/api/v2/users' },
		{ url: 'https://tenant.us.auth0.com:8443/' },
		{ url: 'https://tenant.us.auth0.com@evil.example/' },
		{ url: 'https://tenant.us.auth0.com.evil.example/' },
		{ url: '//evil.example/x' },
		{ url: '/\\evil.example/x' },
		{ url: '/x', baseURL: 'https://evil.example' },
		{ url: '', uri: 'https://evil.example/x' },
		{ url: 'https://tenant.us.auth0.com/', uri: 'https://evil.example/x' },
	])('does not give the token to %j', async (options) => {
		await expect(authenticate(options)).rejects.toThrow(
			'This credential only works for https://tenant.us.auth0.com,',
		);
	});

	it.each([
		['there is no token', { accessToken: '' }],
		['the domain is another', { domain: 'other.us.auth0.com' }],
		['the client is another', { clientId: 'other' }],
		['the secret is another', { clientSecret: 'other' }],
		['the audience is another', { audience: 'https://other/' }],
	])('asks for a new token, as n8n expects it, when %s', async (_case, change) => {
		const data = { ...withToken(), ...change };
		const url = `https://${readConnection(data).domain}/api/v2/users`;
		await expect(authenticate({ url }, data)).rejects.toMatchObject({ response: { status: 401 } });
	});

	it('names a field that cannot be used, and does not ask for a token', async () => {
		const data = { ...withToken(), domain: 'tenant.us.auth0.com/x' };
		const failing = authenticate({ url: '/' }, data);
		await expect(failing).rejects.toThrow(
			/^'Tenant Domain' must not include a path.*Enter only the host name/s,
		);
		await expect(failing).rejects.not.toHaveProperty('response');
	});
});
