import { sleep } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { isApi } from '../support/requests';
import type { Fault, Tenant } from '../tenant';
import { CREATE, GET, rows, run, seed, UPDATE, type Figures } from './run';

/** One way in which requests fail, and the figures of a run under it. */
export interface Scenario {
	name: string;
	/** Whether items cannot succeed, so that each of them has to say why. */
	makesItemsFail?: boolean;
	/** Whether it takes much longer than the others. */
	isLong?: boolean;
	run(tenant: Tenant): Promise<Figures>;
}

const USERS = /^\/api\/v2\/users/;
const LIMIT = { management: { burst: 20, perSecond: 40 } };

const get = async (tenant: Tenant, count: number) => {
	const items = rows(count);
	seed(tenant, items);
	return await run(tenant, GET, items);
};

const withFault = (name: string, fault: Fault): Scenario[] => [
	{
		name: `Get: ${name}`,
		async run(tenant) {
			tenant.inject({ path: USERS, skip: 3, ...fault });
			return await get(tenant, 30);
		},
	},
	{
		name: `Update: ${name}`,
		async run(tenant) {
			const items = rows(30);
			seed(tenant, items);
			tenant.inject({ path: USERS, skip: 3, ...fault });
			return await run(tenant, UPDATE, items);
		},
	},
	{
		name: `Create: ${name}`,
		async run(tenant) {
			tenant.inject({ path: USERS, method: 'POST', skip: 3, ...fault });
			return await run(tenant, CREATE, rows(30));
		},
	},
];

/** Changes the tenant as soon as so many requests have reached it. */
async function inMidRun(tenant: Tenant, requests: number, change: () => void): Promise<void> {
	while (tenant.requests.filter(isApi).length < requests) {
		await sleep(1);
	}
	change();
}

const STATUSES = [408, 500, 502, 503, 504];

/** Each of these is expected to lose no item, and to create no user twice. */
export const SCENARIOS: Scenario[] = [
	{
		name: 'No failures, 5,000 items',
		isLong: true,
		run: async (tenant) => await get(tenant, 5000),
	},
	{
		name: 'A rate limit',
		async run(tenant) {
			tenant.setRateLimit(LIMIT);
			return await get(tenant, 100);
		},
	},
	{
		name: 'A rate limit with only Retry-After',
		async run(tenant) {
			tenant.setRateLimit({ management: { burst: 20, perSecond: 20 }, policy: 'custom' });
			return await get(tenant, 50);
		},
	},
	{
		name: '429 responses without a wait time',
		async run(tenant) {
			tenant.inject({ path: USERS, times: 15, status: 429, body: { statusCode: 429 } });
			return await get(tenant, 50);
		},
	},
	{
		name: 'Two executions sharing a rate limit',
		async run(tenant) {
			tenant.setRateLimit(LIMIT);
			const items = rows(60);
			seed(tenant, items);
			const credential = credentialFor(tenant);
			await run(tenant, GET, items.slice(0, 1), credential);
			const [first, second] = await Promise.all([
				run(tenant, GET, items, credential),
				run(tenant, GET, items, credential),
			]);
			// Both look at the tenant when they end: the later of them sees everything.
			const last = first.requests > second.requests ? first : second;
			return {
				...last,
				items: first.items + second.items,
				failed: first.failed + second.failed,
				lost: first.lost + second.lost,
				inOrder: first.inOrder && second.inOrder,
			};
		},
	},
	...STATUSES.flatMap((status) => withFault(`status ${status}`, { status, body: {}, times: 3 })),
	...withFault('HTML page', { status: 502, body: '<html>down</html>', times: 3 }),
	...withFault('connection dropped before processing', { drop: 'before', times: 3 }),
	...withFault('connection dropped after processing', { drop: 'after', times: 3 }).map(
		// Who created the users cannot be told.
		(scenario) => ({ ...scenario, makesItemsFail: scenario.name.startsWith('Create') }),
	),
	{
		name: 'No response in time',
		async run(tenant) {
			tenant.inject({ path: USERS, skip: 3, times: 2, delayMs: 1500 });
			const items = rows(30);
			seed(tenant, items);
			return await run(tenant, { ...GET, options: { timeout: 1 } }, items);
		},
	},
	{
		name: 'The token endpoint fails at first',
		async run(tenant) {
			tenant.inject({ path: '/oauth/token', times: 2, status: 503, body: {} });
			return await get(tenant, 30);
		},
	},
	{
		name: 'The token expires during the run',
		async run(tenant) {
			const items = rows(30);
			seed(tenant, items);
			const credential = credentialFor(tenant);
			await run(tenant, GET, items.slice(0, 1), credential);
			tenant.setDelay(50);
			const stored = JSON.parse(String(credential.data.accessToken));
			// A minute before that, it counts as expired.
			const times = { issuedAt: Date.now() - 3_600_000, expiresAt: Date.now() + 60_000 + 200 };
			credential.data.accessToken = JSON.stringify({ ...stored, ...times });
			return await run(tenant, { ...GET, options: { requestsInFlight: 3 } }, items, credential);
		},
	},
	{
		name: 'All tokens are revoked during the run',
		async run(tenant) {
			tenant.setDelay(20);
			const running = get(tenant, 60);
			await inMidRun(tenant, 30, () => tenant.revokeTokens());
			return await running;
		},
	},
	{
		name: 'The application loses its permission during the run',
		makesItemsFail: true,
		async run(tenant) {
			tenant.setDelay(20);
			const running = get(tenant, 60);
			await inMidRun(tenant, 30, () => {
				tenant.setScopes('full', 'create:users');
				tenant.revokeTokens();
			});
			return await running;
		},
	},
];
