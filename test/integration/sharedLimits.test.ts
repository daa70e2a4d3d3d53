import { sleep } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { jane } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import type { CredentialStore } from '../support/credentialStore';

const EXECUTIONS = 10;
const ITEMS = 4;

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

const get = { operation: 'get', userId: jane };
const items = Array.from({ length: ITEMS }, () => ({}));
const apiRequests = () => tenant().requests.filter(isApi);

const atOnce = async (work: (index: number) => ReturnType<typeof execute>) =>
	await Promise.all(Array.from({ length: EXECUTIONS }, async (_, index) => await work(index)));

/** A credential that has a token. */
async function usedCredential(): Promise<CredentialStore> {
	const credential = credentialFor(tenant());
	await execute(credential, get);
	return credential;
}

it('executions of one process are hardly ever refused, however small the limit is', async () => {
	const credential = await usedCredential();
	tenant().setRateLimit({ usersRead: { burst: 2, perSecond: 2 } });
	const outcomes = await atOnce(async () => await execute(credential, get, items));
	expect(outcomes.flatMap((outcome) => outcome.items)).toHaveLength(EXECUTIONS * ITEMS);
	expect(apiRequests().filter(({ status }) => status === 429).length).toBeLessThanOrEqual(4);
});

it('an execution that is cancelled leaves the limit to the others', async () => {
	const credential = await usedCredential();
	tenant().setRateLimit({ usersRead: { burst: 2, perSecond: 2 } });
	const controllers = items.map(() => new AbortController());
	const running = atOnce(
		async (index) => await execute(credential, get, items, { signal: controllers[index]?.signal }),
	);
	while (apiRequests().length < 8) await sleep(10);
	for (const controller of controllers) controller.abort();
	const others = (await running).slice(controllers.length);
	expect(others.flatMap((outcome) => outcome.items)).toHaveLength(
		(EXECUTIONS - controllers.length) * ITEMS,
	);
});

it('the next execution finds out for itself what the limit is', async () => {
	const credential = await usedCredential();
	tenant().inject({
		path: /^\/api/,
		status: 429,
		headers: { 'retry-after': '3600' },
		body: { message: 'Too Many Requests' },
	});
	const { error } = await execute(credential, get);
	expect(error?.message).toBeDefined();
	expect((await execute(credential, get)).error).toBeUndefined();
});
