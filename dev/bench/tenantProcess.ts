/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { account } from '../../test/support/accounts';
import { connectionTo, type Connection } from '../../test/support/connection';
import { isApi, isToken } from '../../test/support/requests';
import { startTenant, type LoggedRequest, type RateLimits, type Tenant } from '../../test/tenant';

/** A stage for one measurement: a tenant with so many users, and so limited. */
export interface Stage {
	users: number;
	delayMs: number;
	rateLimit: RateLimits;
}

/** What reached the tenant since the stage was set. */
export interface Traffic {
	/** All requests of the Management API, and those of them that change a user. */
	sent: number;
	writes: number;
	tokens: number;
	/** Requests for users. */
	requests: number;
	refused: number;
	/** From the first request for a user to the last answer, in seconds. */
	seconds: number;
}

export type Command = { stage: Stage } | 'traffic';

/** What the process says: first where the tenant is, then the answer to each command. */
export type Report = { connection: Connection; ca: string };

function setStage(tenant: Tenant, { users, delayMs, rateLimit }: Stage): string[] {
	tenant.reset();
	const seeds = Array.from({ length: users }, (_, index) => account(`user${index}`));
	const created = tenant.seedUsers(seeds);
	tenant.setDelay(delayMs);
	tenant.setRateLimit(rateLimit);
	return created.map(({ user_id: id }) => id);
}

function traffic({ requests }: Tenant, delayMs: number): Traffic {
	const api = requests.filter(({ path }) => path.startsWith('/api/v2/users'));
	const times = api.map(({ at }) => at);
	const isWrite = ({ method, path }: LoggedRequest) =>
		method !== 'GET' && /^\/api\/v2\/users(?:\/|$)/.test(path);
	return {
		sent: requests.filter(isApi).length,
		writes: requests.filter(isWrite).length,
		tokens: requests.filter(isToken).length,
		requests: api.length,
		refused: api.filter(({ status }) => status === 429).length,
		seconds: (Math.max(...times) + delayMs - Math.min(...times)) / 1000,
	};
}

void (async () => {
	const tenant = await startTenant();
	let delayMs = 0;
	process.on('message', (command: Command) => {
		if (command === 'traffic') {
			process.send?.(traffic(tenant, delayMs));
			return;
		}
		delayMs = command.stage.delayMs;
		process.send?.(setStage(tenant, command.stage));
	});
	process.on('disconnect', () => process.exit());
	const report: Report = { connection: connectionTo(tenant), ca: tenant.ca };
	process.send?.(report);
})();
