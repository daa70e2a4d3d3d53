import { sleep } from 'n8n-workflow';

import { MAX_IN_FLIGHT } from '../../nodes/Auth0/transport/rateLimiter';
import { account } from '../support/accounts';
import { connectionTo } from '../support/connection';
import { execute, storeCredential } from '../support/engine';
import { jane } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const get = { operation: 'get', userId: jane };

const tokenRequests = () => tenant().requests.filter(isToken);
const apiRequests = () => tenant().requests.filter(isApi);

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

const items = (count: number) => Array.from({ length: count }, () => ({}));

it('one token and three looks at the credential serve all items, and the next execution', async () => {
	const credential = credentialFor(tenant());
	const first = await execute(credential, get, items(20));
	const reads = credential.reads;
	const second = await execute(credential, get, items(20));
	expect([...first.items, ...second.items]).toHaveLength(40);
	expect(tokenRequests()).toHaveLength(1);
	expect(apiRequests()).toHaveLength(40);
	expect(reads).toBe(3);
});

it.each(['clientId', 'clientSecret', 'audience'])(
	'a token is not used once %s is changed',
	async (field) => {
		const credential = credentialFor(tenant());
		await execute(credential, get);
		credential.data[field] = 'https://other/';
		const { error } = await execute(credential, get);
		expect(error?.message).toMatch(/Client ID and Client Secret|no API/);
		expect(apiRequests()).toHaveLength(1);
	},
);

it('an edited credential works as the new client', async () => {
	const credential = credentialFor(tenant(), 'createOnly');
	await execute(credential, get);
	const { clientId, clientSecret } = tenant().clients.readOnly;
	credential.data = { ...credential.data, clientId, clientSecret };
	const { error } = await execute(credential, get);
	expect(error).toBeUndefined();
	expect(apiRequests().map((request) => request.clientId)).toEqual([
		tenant().clients.createOnly.clientId,
		clientId,
	]);
});

it('a token that is revoked in mid-run is renewed once, and no item is lost', async () => {
	const credential = credentialFor(tenant());
	await execute(credential, get);
	tenant().revokeTokens();
	const { items: output } = await execute(credential, get, items(3));
	expect(output).toHaveLength(3);
	expect(tokenRequests()).toHaveLength(2);
});

it('a client that is refused is refused once, however many items there are', async () => {
	const { items: output } = await execute(credentialFor(tenant(), 'ungranted'), get, items(50), {
		onError: 'continueRegularOutput',
	});
	expect(output).toHaveLength(50);
	expect(output[49]?.json.error).toMatch(/^This application is not authorized for the API/);
	expect(tokenRequests()).toHaveLength(1);
	expect(apiRequests()).toHaveLength(0);
});

describe.each([true, false])('a refusal whose cause n8n drops (%s)', (losesCauses) => {
	const noSecret = () => ({ clientSecret: 'Wrong' });
	const noAudience = () => ({ audience: 'https://other/' });
	const noGrant = () => ({ ...tenant().clients.ungranted });
	it.each([
		['wrong secret', noSecret, /^Auth0 does not recognize this Client ID and Client Secret\./],
		['no such audience', noAudience, /^The tenant at .* has no API “https:\/\/other\/”\./],
		['no grant', noGrant, /^This application is not authorized for the API/],
	])('is told in the same words, after one request: %s', async (_case, fields, words) => {
		const credential = credentialFor(tenant());
		Object.assign(credential, { losesCauses, data: { ...credential.data, ...fields() } });
		const { error } = await execute(credential, get);
		expect(error?.message).toMatch(words);
		expect(tokenRequests()).toHaveLength(1);
		expect(apiRequests()).toHaveLength(0);
	});

	it('is tried again when it is temporary', async () => {
		tenant().inject({ path: '/oauth/token', times: 2, status: 503, body: {} });
		const credential = Object.assign(credentialFor(tenant()), { losesCauses });
		expect((await execute(credential, get)).error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(3);
	});
});

it('a token that the API does not accept is renewed once, not for each item', async () => {
	tenant().inject({ path: /^\/api/, times: 100, status: 401, body: { message: 'Bad audience' } });
	const { items: output } = await execute(credentialFor(tenant()), get, items(10), {
		onError: 'continueRegularOutput',
	});
	expect(output[9]?.json).toMatchObject({
		error: 'Auth0 does not accept the access token.',
		details: { statusCode: 401, auth0Message: 'Bad audience' },
	});
	expect(tokenRequests()).toHaveLength(2);
	// One alone can be refused for another reason.
	expect(apiRequests()).toHaveLength(6);
});

describe('a quota of tokens that is used up', () => {
	const used = (seconds: number) =>
		tenant().inject({
			path: '/oauth/token',
			status: 429,
			headers: { 'auth0-client-quota-limit': `b=per_hour;q=100;r=0;t=${seconds}` },
			body: { error: 'too_many_requests', error_description: 'Quota exceeded' },
		});

	it('ends every item at once, with the one time at which it is there again', async () => {
		used(1832);
		const { items: output } = await execute(credentialFor(tenant()), get, items(5), {
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(5);
		for (const { json } of output) {
			expect(json.error).toBe('This application has used up its token quota.');
			const text = JSON.stringify(json);
			expect(text.match(/\d+ (?:second|minute)s?|a minute/g)).toEqual(['31 minutes']);
		}
		expect(tokenRequests()).toHaveLength(1);
		expect(apiRequests()).toHaveLength(0);
	});

	it('is waited for when it is there again soon', async () => {
		used(1);
		const { error } = await execute(credentialFor(tenant()), get);
		expect(error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(2);
	});
});

describe('a permission that is granted later', () => {
	const age = (credential: ReturnType<typeof credentialFor>, seconds: number) => {
		const stored = JSON.parse(String(credential.data.accessToken));
		const issuedAt = stored.issuedAt - seconds * 1000;
		credential.data.accessToken = JSON.stringify({ ...stored, issuedAt });
	};

	it('is used at once, with a new token', async () => {
		const credential = credentialFor(tenant(), 'createOnly');
		await execute(credential, get);
		age(credential, 120);
		tenant().setScopes('createOnly', 'create:users read:users');
		const { items: output } = await execute(credential, get);
		expect(output).toHaveLength(1);
		expect(tokenRequests()).toHaveLength(2);
	});

	it('is looked for once an execution', async () => {
		const credential = credentialFor(tenant(), 'createOnly');
		await execute(credential, get);
		age(credential, 120);
		await execute(credential, get, items(10), { onError: 'continueRegularOutput' });
		expect(tokenRequests()).toHaveLength(2);
		expect(apiRequests()).toHaveLength(12);
	});

	it.each(['insufficient_entitlement', 'insufficient_scope'])(
		'is not looked for when the plan of the tenant is too small (%s)',
		async (errorCode) => {
			const credential = credentialFor(tenant());
			await execute(credential, get);
			age(credential, 120);
			const message = 'Please upgrade your subscription to enable this.';
			tenant().inject({ path: /^\/api/, times: 9, status: 403, body: { message, errorCode } });
			const { error } = await execute(credential, get);
			expect(error?.message).toBe('The plan of this Auth0 tenant does not include this feature.');
			expect(tokenRequests()).toHaveLength(1);
		},
	);

	it('is not looked for with a token that is new', async () => {
		await execute(credentialFor(tenant(), 'createOnly'), get);
		expect(tokenRequests()).toHaveLength(1);
	});
});

it.each([
	[{ domain: 'tenant.us.auth0.com/x' }, "'Tenant Domain' must not include a path."],
	[{ domain: '' }, "'Tenant Domain' is empty."],
	[{ clientSecret: '' }, "'Client Secret' is empty."],
])(
	'a credential with %j is refused before anything is sent, for each item',
	async (change, message) => {
		const credential = storeCredential({ ...connectionTo(tenant()), ...change });
		const { items: output } = await execute(credential, get, items(2), {
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.error)).toEqual([message, message]);
		expect(tenant().requests).toEqual([]);
	},
);

it('a host that is not there is named', async () => {
	const credential = credentialFor(tenant());
	credential.data.domain = 'localhost:1';
	const { error } = await execute(credential, get);
	expect(error?.message).toBe('localhost:1 refused the connection.');
});

it('a cancelled execution sends nothing more', async () => {
	const controller = new AbortController();
	tenant().setDelay(50);
	const running = execute(credentialFor(tenant()), get, items(100), { signal: controller.signal });
	while (apiRequests().length < 10) await sleep(5);
	controller.abort();
	await running;
	const sent = apiRequests().length;
	expect(sent).toBeLessThan(100);
	await sleep(200);
	// One that was on its way can still arrive.
	expect(apiRequests().length).toBeLessThanOrEqual(sent + MAX_IN_FLIGHT);
});
