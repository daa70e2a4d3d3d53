import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { recordStored, refusalFor, renewToken } from '../../nodes/Auth0/transport/renewToken';
import { readConnection } from '../../nodes/Auth0/transport/tenant';
import { TOKEN_TIMEOUT_MS } from '../../nodes/Auth0/transport/token';
import { VaultConnectionError } from '../../nodes/Auth0/transport/vaultConnectionError';

const NOW = 1_800_000_000_000;
const HANDED_ON_MS = 10_000;

let fields: ICredentialDataDecryptedObject;
let requests: Array<{
	clientSecret: unknown;
	answer: (status?: number) => Promise<void>;
	isAborted: () => boolean;
}>;

// Each test has a client of its own, as the renewals are those of the process.
let clients = 0;

beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
	fields = { domain: 'tenant.us.auth0.com', clientId: `id${++clients}`, clientSecret: 'hunter2' };
	requests = [];
});
afterEach(() => {
	jest.useRealTimers();
});

/** n8n's HTTP helper, which answers when the test says so: with a token of the number of the request. */
const helpers = {
	httpRequest: async ({ body, abortSignal }: IHttpRequestOptions) =>
		await new Promise((resolve) => {
			const isAborted = () => Object(abortSignal).aborted === true;
			const { client_secret: clientSecret }: Record<string, unknown> = Object(body);
			const access_token = `jwt${requests.length + 1}`;
			const answer = async (statusCode = 200) => {
				const answered = statusCode === 200 ? { access_token, expires_in: 86_400 } : {};
				resolve({ statusCode, headers: {}, body: answered });
				await jest.advanceTimersByTimeAsync(0);
			};
			requests.push({ clientSecret, answer, isAborted });
		}),
};

const credential = (accessToken = ''): ICredentialDataDecryptedObject => ({
	...fields,
	accessToken,
});

const renew = async (of = credential(), readStored?: () => Promise<unknown>) =>
	await renewToken(helpers, of, { readStored });

/** Renews, until it is cancelled. */
function cancellable() {
	const controller = new AbortController();
	const renewing = renewToken(helpers, credential(), { signal: controller.signal });
	const isRefused = expect(renewing).rejects.toThrow();
	return async () => {
		controller.abort();
		await isRefused;
	};
}

/** Renews, and answers the request for it. */
async function renewed(of = credential()): Promise<string> {
	const renewing = renew(of);
	await requests.at(-1)?.answer();
	return (await renewing).stored;
}

const tokenIn = (stored: unknown): unknown => JSON.parse(String(stored)).token;

const stores = (stored: string) => recordStored(stored, readConnection(fields));

it('everything that needs a token for the same fields waits for the same request', async () => {
	const renewing = [renew(), renew()];
	fields.clientSecret = 'another';
	const other = renew();
	expect(requests.map(({ clientSecret }) => clientSecret)).toEqual(['hunter2', 'another']);
	for (const { answer } of requests) await answer();
	const [one, two] = await Promise.all(renewing);
	expect([one?.stored, two?.stored].map(tokenIn)).toEqual(['jwt1', 'jwt1']);
	expect(tokenIn((await other).stored)).toBe('jwt2');
});

it('a failure is told to all who waited, to each as an error of its own, and is not kept', async () => {
	const credentials = [credential(), credential(), credential()];
	const failing = Promise.allSettled(credentials.map(async (of) => await renew(of)));
	await requests[0]?.answer(503);
	const errors = (await failing).map((result) => 'reason' in result && result.reason);
	expect(new Set(errors).size).toBe(3);
	for (const error of errors) {
		expect(error).toBeInstanceOf(VaultConnectionError);
		expect(error).toMatchObject({
			message: 'The tenant at tenant.us.auth0.com could not issue a token.',
			circumstances: { isTransient: true },
		});
	}
	expect(credentials.map(refusalFor)).toEqual(errors);
	expect(requests).toHaveLength(1);
	expect(tokenIn(await renewed())).toBe('jwt2');
});

describe('one who no longer waits', () => {
	it('leaves the request to the others', async () => {
		const cancel = cancellable();
		const other = renew();
		await cancel();
		expect(requests[0]?.isAborted()).toBe(false);
		await requests[0]?.answer();
		expect(tokenIn((await other).stored)).toBe('jwt1');
		expect(requests).toHaveLength(1);
	});

	it('ends the request when nobody else waits for it', async () => {
		const cancels = [cancellable(), cancellable()];
		for (const cancel of cancels) await cancel();
		expect(requests.map(({ isAborted }) => isAborted())).toEqual([true]);
		expect(tokenIn(await renewed())).toBe('jwt2');
	});
});

describe('a token that was issued', () => {
	it('is handed on until n8n has stored it', async () => {
		const stored = await renewed();
		expect(await renew()).toEqual({ stored, isStored: false });
		stores(stored);
		void renew();
		expect(requests).toHaveLength(2);
	});

	it('is forgotten after ten seconds when n8n does not store it', async () => {
		await renewed();
		jest.setSystemTime(NOW + HANDED_ON_MS);
		void renew();
		expect(requests).toHaveLength(2);
	});

	it('is handed on for ten seconds to those who hold an older one', async () => {
		const old = await renewed();
		stores(old);
		jest.setSystemTime(NOW + 60_000);
		const stored = await renewed(credential(old));
		stores(stored);
		expect(await renew(credential(old))).toEqual({ stored, isStored: true });
		jest.setSystemTime(NOW + 60_000 + HANDED_ON_MS);
		void renew(credential(old));
		expect(requests).toHaveLength(3);
	});

	it('never comes back to those who hold it', async () => {
		const stored = await renewed();
		void renew(credential(stored));
		await jest.advanceTimersByTimeAsync(0);
		expect(requests).toHaveLength(2);
	});

	it('never comes back to those who hold it, with whatever times it is stored', async () => {
		const stored = await renewed();
		stores(stored);
		const issuedAt = NOW - 86_400_000;
		const aged = JSON.stringify({ ...JSON.parse(stored), issuedAt, expiresAt: NOW });
		void renew(credential(aged));
		expect(requests).toHaveLength(2);
	});
});

describe('what n8n has stored', () => {
	const inStore = (stored: unknown) => async () => await Promise.resolve(stored);

	it('serves instead of a new token, and whoever needs one meanwhile', async () => {
		const stored = await renewed();
		stores(stored);
		const renewing = [renew(credential(), inStore(stored)), renew()];
		expect(await Promise.all(renewing)).toEqual([
			{ stored, isStored: true },
			{ stored, isStored: true },
		]);
		expect(requests).toHaveLength(1);
	});

	it.each(['itself', 'a newer one'])('does not serve in the place of %s', async (what) => {
		const old = await renewed();
		stores(old);
		jest.setSystemTime(NOW + 60_000);
		const held = what === 'itself' ? old : await renewed(credential(old));
		stores(held);
		const before = requests.length;
		void renew(credential(held), inStore(old));
		await jest.advanceTimersByTimeAsync(0);
		expect(requests).toHaveLength(before + 1);
	});

	it('does not serve those who waited for it, and hold it', async () => {
		const stored = await renewed();
		stores(stored);
		const [reading, other] = [renew(credential(), inStore(stored)), renew(credential(stored))];
		expect(await reading).toEqual({ stored, isStored: true });
		await jest.advanceTimersByTimeAsync(0);
		expect(requests).toHaveLength(2);
		await requests[1]?.answer();
		expect(tokenIn((await other).stored)).toBe('jwt2');
	});

	it.each<[string, () => Promise<unknown>]>([
		['is nothing', inStore('')],
		['was issued for other fields', inStore('{"token":"x","fingerprint":"y"}')],
		['cannot be read', async () => await Promise.reject(new Error('No such credential'))],
		['is not found in time', async () => await new Promise(() => undefined)],
	])('is no obstacle when it %s', async (_case, readStored) => {
		const renewing = renew(credential(), readStored);
		await jest.advanceTimersByTimeAsync(0);
		if (requests.length === 0) await jest.advanceTimersByTimeAsync(TOKEN_TIMEOUT_MS);
		await requests[0]?.answer();
		expect(tokenIn((await renewing).stored)).toBe('jwt1');
	});
});
