import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { execute } from '../support/engine';
import { jane } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { LoggedRequest } from '../tenant';

// Such a secret is spelled differently in JSON, in a form, in a URL and in HTML.
const ODD_SECRET = 'Odd "secret" & \\slash/ <ä+b>';

const tenant = useTenant({ clients: { createOnly: { clientSecret: ODD_SECRET } } });
useNoBackoff();

const get = { operation: 'get', userId: jane };
const apiRequest = { resource: 'apiRequest', operation: 'send', path: '/roles' };
const code = {
	resource: 'emailAndLink',
	operation: 'emailAndLink:startPasswordless',
	email: 'jane@example.com',
};
const passwordReset = {
	resource: 'emailAndLink',
	operation: 'emailAndLink:sendPasswordReset',
	email: 'jane@example.com',
};

type Body = (request: LoggedRequest) => object | string;

const secretOf = ({ body }: LoggedRequest) => String(Object(body).client_secret);
const tokenOf = ({ headers }: LoggedRequest) => String(headers.authorization);

/** What a server or proxy can make of a request that it sends back. */
const ECHOES: Array<[string, Body]> = [
	['as Auth0’s message', ({ headers, body }) => ({ message: JSON.stringify({ headers, body }) })],
	['as an error', (request) => ({ error: tokenOf(request), error_description: secretOf(request) })],
	['in an error code', ({ headers }) => ({ message: 'No', errorCode: headers.authorization })],
	['as names', (request) => ({ message: 'No', [tokenOf(request)]: 1, [secretOf(request)]: 1 })],
	['deep inside', ({ headers, body }) => ({ message: 'No', a: [[{ b: { headers, body } }]] })],
	['in parts', (request) => ({ message: 'No', parts: tokenOf(request).split(/[ .]/) })],
	['as a page', ({ headers, body }) => `<pre>${JSON.stringify({ headers, body })}</pre>`],
	[
		'in Base64',
		(request) => ({
			message: Buffer.from(`${Object(request.body).client_id}:${secretOf(request)}`).toString(
				'base64',
			),
		}),
	],
	['in a URL', (request) => ({ message: `/?s=${encodeURIComponent(secretOf(request))}` })],
	[
		'in a form',
		(request) => ({ message: new URLSearchParams({ s: secretOf(request) }).toString() }),
	],
	[
		'in HTML',
		(request) =>
			secretOf(request).replace(
				/[&<>"]/g,
				(sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign]};`,
			),
	],
];

const OPERATIONS: Array<[string, INodeParameters]> = [
	['Get', get],
	['API Request', apiRequest],
	['Send One-Time Code', code],
	['Send Password Reset Email', passwordReset],
];

/** Every text of the output, with the encodings of texts in it undone. */
function textsOf(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	const names = Object.getOwnPropertyNames(value);
	return names.flatMap((name) => [name, ...textsOf(Object(value)[name], seen)]);
}

function expectHidden(putOut: unknown, credential: ReturnType<typeof credentialFor>) {
	const token = String(JSON.parse(String(credential.data.accessToken) || '{}').token);
	const [, payload = '', signature = ''] = token.split('.');
	const secret = String(credential.data.clientSecret);
	const inJson = JSON.stringify(secret).slice(1, -1);
	const { clientId } = credential.data;
	const needles = [
		payload,
		signature,
		secret,
		inJson,
		JSON.stringify(inJson).slice(1, -1),
		encodeURIComponent(secret),
		new URLSearchParams({ secret }).toString().slice('secret='.length),
		Buffer.from(`${clientId}:${secret}`).toString('base64'),
	].filter(Boolean);
	const texts = textsOf(putOut).join('\n');
	for (const needle of needles) expect(texts.includes(needle)).toBe(false);
	return texts;
}

describe.each(ECHOES)('a request that comes back %s', (how, bodyOf) => {
	it.each(OPERATIONS)('gives nothing away in an error of %s', async (_name, parameters) => {
		for (const client of ['full', 'createOnly'] as const) {
			const credential = credentialFor(tenant(), client);
			tenant().inject({ path: /^\/(api|passwordless|dbc)/, times: 20, status: 400, bodyOf });
			const stopped = await execute(credential, parameters);
			expect(stopped.error).toMatchObject({ httpCode: '400' });
			expectHidden([stopped.error, stopped.error?.description], credential);
			const continued = await execute(credential, parameters, [{}], {
				onError: 'continueRegularOutput',
			});
			expectHidden(continued, credential);
			tenant().clearFaults();
		}
	});

	it('gives nothing away in an output', async () => {
		const credential = credentialFor(tenant());
		tenant().inject({ path: /^\/api/, times: 20, status: 200, bodyOf });
		const outcome = await execute(credential, apiRequest);
		const { error, items } = outcome;
		expect([items.length, error?.message]).toEqual(
			how === 'as a page' ? [0, 'The response did not come from Auth0.'] : [1, undefined],
		);
		expectHidden(outcome, credential);
	});

	it('gives nothing away when it is that for a token', async () => {
		for (const client of ['full', 'createOnly'] as const) {
			const credential = credentialFor(tenant(), client);
			tenant().inject({ path: '/oauth/token', status: 401, bodyOf });
			const { error } = await execute(credential, get);
			expect(error?.message).toBe('Auth0 does not recognize this Client ID and Client Secret.');
			expectHidden([error, error?.description], credential);
			tenant().clearFaults();
		}
	});
});

it('stars stand where the secrets were, and all else stays', async () => {
	const credential = credentialFor(tenant());
	tenant().inject({
		path: /^\/api/,
		status: 400,
		bodyOf: ({ headers }) => ({ message: `Bad header: ${headers.authorization}`, statusCode: 400 }),
	});
	const { error } = await execute(credential, get);
	expect(error?.message).toBe('Bad header: Bearer ***');
	expect(error?.context.data).toEqual({ message: 'Bad header: Bearer ***', statusCode: 400 });
});

it('the permissions of a token that holds the secret do not give it away', async () => {
	const credential = credentialFor(tenant(), 'createOnly');
	tenant().setScopes('createOnly', `create:users ${ODD_SECRET}`);
	const { error } = await execute(credential, get);
	expect(error?.description).toContain('The application has: create:users');
	expectHidden([error, error?.description], credential);
});

it('an answer that comes in drops is not downloaded any more after its deadline', async () => {
	tenant().inject({ path: /^\/api/, drips: true, times: 6 });
	await execute(credentialFor(tenant()), { ...get, options: { timeout: 1 } });
	const dripping = tenant().requests.filter(isApi);
	expect(dripping.length).toBeGreaterThan(0);
	while (!dripping.every(({ hungUp }) => hungUp)) await sleep(20);
});

it('an answer that comes in drops is not downloaded any more once the run is cancelled', async () => {
	tenant().inject({ path: /^\/api/, drips: true });
	const controller = new AbortController();
	const running = execute(credentialFor(tenant()), get, [{}], { signal: controller.signal });
	while (!tenant().requests.some(isApi)) await sleep(5);
	controller.abort();
	await running;
	while (!tenant().requests.some(({ hungUp }) => hungUp)) await sleep(20);
	expect(tenant().requests.filter(isApi)).toHaveLength(1);
});
