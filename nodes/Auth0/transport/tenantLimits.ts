import type { VaultConnection } from './tenant';
import { TenantLimit } from './tenantLimit';

/** The limits of a tenant, by the bucket that requests take from, as one application meets them. */
export class TenantLimits {
	private readonly limits = new Map<string, TenantLimit>();

	of(bucket: string): TenantLimit {
		const limit = this.limits.get(bucket) ?? new TenantLimit();
		this.limits.set(bucket, limit);
		return limit;
	}
}

interface Shared {
	limits: TenantLimits;
	/** How many use them. */
	users: number;
}

/** What the executions of this process share, by the application, and as long as any of them uses it. */
const shared = new Map<string, Shared>();

/**
 * The limits of an application, together with all others of this process who use them now. When nobody
 * does any more, they are forgotten: a while later, little of what was known is still true.
 *
 * @returns the limits, and what says that they are no longer used
 */
export function shareLimits({ domain, clientId }: VaultConnection): {
	limits: TenantLimits;
	leave: () => void;
} {
	const key = JSON.stringify([domain, clientId]);
	const found = shared.get(key) ?? { limits: new TenantLimits(), users: 0 };
	shared.set(key, found);
	found.users++;
	const leave = () => {
		if (--found.users === 0) shared.delete(key);
	};
	return { limits: found.limits, leave };
}
