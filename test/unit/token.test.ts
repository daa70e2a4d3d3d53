import type { IHttpRequestOptions } from 'n8n-workflow';

import { readConnection } from '../../nodes/Auth0/transport/tenant';
import { InputError } from '../../nodes/Auth0/transport/inputError';
import { readToken, requestToken, usableToken } from '../../nodes/Auth0/transport/token';

const connection = readConnection({
	domain: 'tenant.us.auth0.com',
	clientId: 'id',
	clientSecret: 'hunter2',
});

const NOW = 1_800_000_000_000;
const at = (seconds: number) => () => NOW + seconds * 1000;

/** n8n's HTTP helper, answering with what the test says and keeping what it was asked. */
function httpHelper(answer: { statusCode: number; body: unknown } | Error) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		requests.push(options);
		if (answer instanceof Error) throw answer;
		return await Promise.resolve({ headers: {}, ...answer });
	};
	return { requests, httpRequest };
}

const grant = (expires_in?: unknown) => ({
	statusCode: 200,
	body: { access_token: 'jwt', expires_in, token_type: 'Bearer' },
});

/** All that an error says, as its message. */
const inWords = async (request: Promise<unknown>) =>
	await request.catch((error: unknown) => {
		if (!(error instanceof InputError)) throw error;
		throw new Error(`${error.message} ${error.description}`);
	});

describe('a token request', () => {
	it('sends the client credentials as JSON to the tenant, and follows no redirect', async () => {
		const helper = httpHelper(grant(86400));
		await requestToken(helper, connection);
		expect(helper.requests).toEqual([
			expect.objectContaining({
				method: 'POST',
				url: 'https://tenant.us.auth0.com/oauth/token',
				body: {
					grant_type: 'client_credentials',
					client_id: 'id',
					client_secret: 'hunter2',
					audience: 'https://tenant.us.auth0.com/api/v2/',
				},
				disableFollowRedirect: true,
			}),
		]);
	});

	it.each([
		[
			401,
			{ error: 'access_denied', error_description: 'Unauthorized' },
			/Client ID and Client Secret/,
		],
		[
			403,
			{ error: 'access_denied', error_description: 'Service not found: https://x/api/v2/' },
			/no API .*custom domain/,
		],
		[
			403,
			{ error: 'access_denied', error_description: 'Service not enabled within domain: x' },
			/no API .*custom domain/,
		],
		[
			403,
			{ error: 'access_denied', error_description: 'Client is not authorized to access "x". You…' },
			/not authorized for the API .*Machine to Machine/,
		],
		[
			403,
			{
				error: 'unauthorized_client',
				error_description: "Grant type 'client_credentials' not allowed for the client.",
			},
			/client credentials grant.*Grant Types/,
		],
		[429, { error: 'too_many_requests', error_description: 'x' }, /too many.*Wait a minute/],
		[503, '<html>', /could not issue a token\..*HTTP 503/],
		[404, '<html>', /does not respond like an Auth0 tenant/],
		[302, '', /does not respond like an Auth0 tenant/],
		[200, '<html>', /does not respond like an Auth0 tenant/],
		[200, { access_token: 'jwt' }, /does not respond like an Auth0 tenant/],
		[400, { error: 'invalid_request', error_description: 'Odd' }, /refused.*Odd \(invalid_request/],
	])('says what to do after HTTP %i %j', async (statusCode, body, words) => {
		const request = requestToken(httpHelper({ statusCode, body }), connection);
		await expect(inWords(request)).rejects.toThrow(words);
	});

	it('gives up an answer that never ends, and has it aborted', async () => {
		jest.useFakeTimers();
		let isAborted: boolean | undefined;
		const httpRequest = async ({ abortSignal }: IHttpRequestOptions) =>
			await new Promise<never>((_resolve, reject) => {
				abortSignal?.addEventListener?.('abort', () => {
					isAborted = true;
					reject(new Error('aborted'));
				});
			});
		const request = requestToken({ httpRequest }, connection);
		const refused = expect(request).rejects.toThrow('did not answer in time');
		await jest.advanceTimersByTimeAsync(10_000);
		await refused;
		expect(isAborted).toBe(true);
		jest.useRealTimers();
	});

	it('quotes Auth0, but never the secret', async () => {
		const body = { error: 'access_denied', error_description: 'Bad secret hunter2' };
		const request = requestToken(httpHelper({ statusCode: 401, body }), connection);
		await expect(inWords(request)).rejects.toThrow('Bad secret ***');
		await expect(inWords(request)).rejects.not.toThrow('hunter2');
	});

	it.each([
		['ENOTFOUND', /Host tenant\.us\.auth0\.com not found.*Tenant Domain/],
		['EAI_AGAIN', /Could not look up/],
		['ECONNREFUSED', /refused the connection/],
		['SELF_SIGNED_CERT_IN_CHAIN', /not trusted.*NODE_EXTRA_CA_CERTS/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', /not trusted/],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /not trusted/],
		['ERR_TLS_CERT_ALTNAME_INVALID', /not trusted/],
		['ECONNABORTED', /did not answer in time/],
		['ETIMEDOUT', /did not answer in time/],
		['ECONNRESET', /was closed before there was a response/],
	])(
		'says what %s means, without the code or a response, which n8n would put its own words to',
		async (code, words) => {
			const failure = Object.assign(new Error('raw'), { code });
			const error: unknown = await requestToken(httpHelper(failure), connection).catch(
				(thrown: unknown) => thrown,
			);
			await expect(inWords(Promise.reject(error))).rejects.toThrow(words);
			await expect(inWords(Promise.reject(error))).rejects.not.toThrow(code);
			expect(error).not.toHaveProperty('code');
			expect(error).not.toHaveProperty('response');
		},
	);
});

describe('a stored token', () => {
	const store = async (lifetime: number) =>
		await requestToken(httpHelper(grant(lifetime)), connection, undefined, at(0));

	it('serves until a minute before it expires', async () => {
		const stored = await store(86400);
		expect(usableToken(stored, connection, at(0))).toBe('jwt');
		expect(usableToken(stored, connection, at(86400 - 61))).toBe('jwt');
		expect(usableToken(stored, connection, at(86400 - 60))).toBeUndefined();
	});

	it.each([0.001, 0, -5, 'soon', '', 'NaN', {}, true])(
		'serves for a day when it is said to live for %j seconds, which cannot be',
		async (lifetime) => {
			const stored = await requestToken(httpHelper(grant(lifetime)), connection, undefined, at(0));
			expect(usableToken(stored, connection, at(86400 - 61))).toBe('jwt');
			expect(usableToken(stored, connection, at(86400))).toBeUndefined();
		},
	);

	it('serves for 30 days when it is said to live for ever', async () => {
		const text = { statusCode: 200, body: '{"access_token":"jwt","expires_in":1e400}' };
		const stored = await requestToken(httpHelper(text), connection, undefined, at(0));
		expect(usableToken(stored, connection, at(30 * 86400 - 61))).toBe('jwt');
		expect(usableToken(stored, connection, at(30 * 86400))).toBeUndefined();
	});

	it.each([40, 5, 2])('serves for half of a short life of %d seconds', async (lifetime) => {
		const stored = await store(lifetime);
		expect(usableToken(stored, connection, at(lifetime / 2 - 0.1))).toBe('jwt');
		expect(usableToken(stored, connection, at(lifetime / 2))).toBeUndefined();
	});

	it.each([
		{ domain: 'other.us.auth0.com' },
		{ clientId: 'other' },
		{ clientSecret: 'other' },
		{ audience: 'https://other/api/v2/' },
	])('does not serve a connection with %j', async (change) => {
		expect(usableToken(await store(86400), { ...connection, ...change }, at(0))).toBeUndefined();
	});

	it.each(['', 'no JSON', '{}', '5', 'null', undefined, 7])('is not found in %j', (stored) => {
		expect(usableToken(stored, connection)).toBeUndefined();
	});

	it.each([{ token: 5 }, { token: undefined }, { expiresAt: 'soon' }, { issuedAt: null }])(
		'is not found where %j stands in what is stored',
		async (change) => {
			const kept: object = JSON.parse(await store(86400));
			const stored = JSON.stringify({ ...kept, ...change });
			expect(usableToken(stored, connection, at(0))).toBeUndefined();
		},
	);

	it('knows when it was issued', async () => {
		expect(readToken(await store(60))?.issuedAt).toBe(NOW);
		expect(readToken('')).toBeUndefined();
	});
});
