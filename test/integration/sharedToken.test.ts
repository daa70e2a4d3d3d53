import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { account } from '../support/accounts';
import type { CredentialStore } from '../support/credentialStore';
import { execute } from '../support/engine';
import { jane } from '../support/locators';
import { CREDENTIAL, nodeThatSends } from '../support/otherNode';
import { isApi, isToken } from '../support/requests';
import { useStandIn, useTrust } from '../support/standIn';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { Tenant } from '../tenant';

const EXECUTIONS = 10;
const LATENCY_MS = 20;
const DATABASE_MS = 10;
/** How long after the one before each execution begins. */
const APART_MS = [0, 1, 10, 30];
const REFUSAL = { status: 401, body: { message: 'Invalid token' } };

const tenant = useTenant();
const shortLived = useStandIn({ tokenLifetimeSeconds: 5 });
useTrust(shortLived);
useNoBackoff();

beforeEach(() => {
	for (const each of [tenant(), shortLived()]) {
		each.seedUsers([account('jane')]);
		each.setDelay(LATENCY_MS);
	}
});

const get = { operation: 'get', userId: jane };
const items = (count: number) => Array.from({ length: count }, () => ({}));

const tokensOf = ({ requests }: Tenant) => requests.filter(isToken).length;

/** Does it several times at once; each begins so much later than the one before. */
async function atOnce<T>(work: (index: number) => Promise<T>, apartMs = 0): Promise<T[]> {
	const running: Array<Promise<T>> = [];
	for (let index = 0; index < EXECUTIONS; index++) {
		running.push(work(index));
		if (apartMs > 0) await sleep(apartMs);
	}
	return await Promise.all(running);
}

/** A credential in whose database it takes a while to find and to change something. */
const slowCredential = (of = tenant()) =>
	Object.assign(credentialFor(of), { databaseMs: DATABASE_MS });

/** The HTTP Request node of n8n, as far as the credential goes. */
const httpRequest = nodeThatSends(
	async (node: IExecuteFunctions) =>
		await node.helpers.requestWithAuthentication.call(node, CREDENTIAL, {
			uri: `${tenant().url}/api/v2/users`,
		}),
);

const ofBoth = async (credential: CredentialStore, index: number) =>
	await execute(credential, get, [{}], index % 2 === 0 ? {} : { nodeType: httpRequest });

/** Changes what is stored of the token, as if it had been issued earlier. */
function age(credential: CredentialStore, seconds: number) {
	const stored = JSON.parse(String(credential.data.accessToken));
	const issuedAt = stored.issuedAt - seconds * 1000;
	const expiresAt = stored.expiresAt - seconds * 1000;
	credential.data.accessToken = JSON.stringify({ ...stored, issuedAt, expiresAt });
}

describe('executions that start without a token', () => {
	it.each(APART_MS)('share one, %i ms after each other', async (apartMs) => {
		const credential = slowCredential();
		const outcomes = await atOnce(async () => await execute(credential, get, items(2)), apartMs);
		expect(outcomes.flatMap((outcome) => outcome.items)).toHaveLength(2 * EXECUTIONS);
		expect(tokensOf(tenant())).toBe(1);
	});

	it.each(APART_MS)('share one with the HTTP Request node, %i ms apart', async (apartMs) => {
		const credential = slowCredential();
		const outcomes = await atOnce(async (index) => await ofBoth(credential, index), apartMs);
		expect(outcomes.map(({ error }) => error?.message)).toEqual(outcomes.map(() => undefined));
		expect(tokensOf(tenant())).toBe(1);
	});

	it('share one when the fields of the credential are expressions', async () => {
		const credential = credentialFor(tenant());
		const { domain } = credential.data;
		credential.data.domain = `={{ $json.index < 0 ? "" : "${String(domain)}" }}`;
		const rows = items(5).map((_, index) => ({ index }));
		const outcomes = await atOnce(async () => await execute(credential, get, rows));
		expect(outcomes.flatMap((outcome) => outcome.items)).toHaveLength(5 * EXECUTIONS);
		expect(tokensOf(tenant())).toBe(1);
	});

	it('are all told why there is none, each with an error of its own, after one request', async () => {
		const credential = slowCredential();
		credential.data.clientSecret = 'Wrong';
		const outcomes = await atOnce(async () => await execute(credential, get));
		const errors = outcomes.map(({ error }) => error);
		const words = 'Auth0 does not recognize this Client ID and Client Secret.';
		expect(errors.map((error) => error?.message)).toEqual(errors.map(() => words));
		expect(new Set(errors).size).toBe(EXECUTIONS);
		expect(tokensOf(tenant())).toBe(1);

		await execute(credential, get);
		expect(tokensOf(tenant())).toBe(2);
	});

	it('try again together after a fault', async () => {
		const credential = slowCredential();
		tenant().inject({ path: '/oauth/token', times: 2, status: 503, body: {} });
		const outcomes = await atOnce(async () => await execute(credential, get));
		expect(outcomes.flatMap((outcome) => outcome.items)).toHaveLength(EXECUTIONS);
		expect(tokensOf(tenant())).toBe(3);
	});

	it('get it, although the first of them is cancelled', async () => {
		const credential = slowCredential();
		tenant().inject({ path: '/oauth/token', delayMs: 100 });
		const controller = new AbortController();
		const running = atOnce(
			async (index) =>
				await execute(credential, get, [{}], index === 0 ? { signal: controller.signal } : {}),
			1,
		);
		while (tokensOf(tenant()) === 0) await sleep(1);
		controller.abort();
		const [, ...others] = await running;
		expect(others.flatMap((outcome) => outcome.items)).toHaveLength(EXECUTIONS - 1);
		expect(tokensOf(tenant())).toBe(1);
	});
});

describe('executions whose token no longer serves', () => {
	const used = async () => {
		const credential = slowCredential();
		await execute(credential, get);
		return credential;
	};

	it.each(APART_MS)('renew it once when it expires, %i ms apart', async (apartMs) => {
		const credential = await used();
		age(credential, 86_400 - 30);
		const outcomes = await atOnce(async (index) => await ofBoth(credential, index), apartMs);
		expect(outcomes.map(({ error }) => error?.message)).toEqual(outcomes.map(() => undefined));
		expect(tokensOf(tenant())).toBe(2);
	});

	it.each(APART_MS)('renew it once when it is revoked, %i ms apart', async (apartMs) => {
		const credential = await used();
		tenant().revokeTokens();
		const outcomes = await atOnce(async (index) => await ofBoth(credential, index), apartMs);
		expect(outcomes.map(({ error }) => error?.message)).toEqual(outcomes.map(() => undefined));
		expect(tokensOf(tenant())).toBe(2);
	});

	it('renew it once in mid-run, whenever each finds it out', async () => {
		const credential = await used();
		tenant().setDelay(50);
		const runs = atOnce(
			async (index) =>
				await execute(
					credential,
					{ ...get, options: { requestsInFlight: 1 } },
					items(5 + 2 * index),
				),
		);
		while (tenant().requests.filter(isApi).length < 25) await sleep(5);
		tenant().revokeTokens();
		const outcomes = await runs;
		expect(outcomes.map(({ error }) => error?.message)).toEqual(outcomes.map(() => undefined));
		expect(tokensOf(tenant())).toBe(2);
	});

	it('renew it once and give up when all is refused', async () => {
		const credential = await used();
		tenant().inject({ path: /^\/api/, times: 1000, ...REFUSAL });
		const outcomes = await atOnce(async () => await execute(credential, get, items(10)));
		const words = 'Auth0 does not accept the access token.';
		expect(outcomes.map(({ error }) => error?.message)).toEqual(outcomes.map(() => words));
		expect(tokensOf(tenant())).toBe(2);
	});

	it('get what another one of them has stored for a request that is refused late', async () => {
		const credential = await used();
		tenant().inject({ path: /^\/api/, delayMs: 3000, ...REFUSAL });
		const late = execute(credential, get, [{}], { nodeType: httpRequest });
		while (tenant().requests.filter(isApi).length < 2) await sleep(1);
		tenant().revokeTokens();
		await execute(credential, get);
		expect((await late).error).toBeUndefined();
		expect(tokensOf(tenant())).toBe(2);
	});

	it('do not fail where another process stored one that ends with theirs', async () => {
		const [credential, ofOther] = [credentialFor(shortLived()), credentialFor(shortLived())];
		await execute(credential, get);
		await execute(ofOther, get);
		shortLived().setDelay(500);
		const one = { ...get, options: { requestsInFlight: 1 } };
		const running = execute(credential, one, items(15));
		while (shortLived().requests.filter(isApi).length < 3) await sleep(1);
		credential.data = { ...ofOther.data };
		const { error, items: users } = await running;
		expect(error).toBeUndefined();
		expect(users).toHaveLength(15);
	});

	it('renew one that lives for 5 seconds at half its life, together', async () => {
		const credential = slowCredential(shortLived());
		shortLived().setDelay(2000);
		const start = Date.now();
		const one = { ...get, options: { requestsInFlight: 1 } };
		const outcomes = await atOnce(async () => await execute(credential, one, items(15)));
		expect(outcomes.flatMap((outcome) => outcome.items)).toHaveLength(15 * EXECUTIONS);
		const seconds = (Date.now() - start) / 1000;
		expect(seconds).toBeGreaterThanOrEqual(30);
		expect(tokensOf(shortLived())).toBeLessThanOrEqual(Math.ceil(seconds / 2.5));
	});
});

it('a stored token is not kept for a credential that has not got it', async () => {
	await execute(credentialFor(tenant()), get);
	await execute(credentialFor(tenant()), get);
	expect(tokensOf(tenant())).toBe(2);
});
