import type { VaultConnection } from './tenant';
import { TenantLimit } from './tenantLimit';

/** How long a limit that nobody uses is kept, and how often such limits are looked for. */
const UNUSED_MS = 60_000;

/**
 * The limits of a tenant, by the bucket that requests take from, as one application meets them. As some
 * are counted by the recipient of an email, those that are no longer used are forgotten.
 */
export class TenantLimits {
	private readonly limits = new Map<string, TenantLimit>();
	private forgetAt = Date.now() + UNUSED_MS;

	get size(): number {
		return this.limits.size;
	}

	of(bucket: string): TenantLimit {
		this.forgetUnused(Date.now());
		const limit = this.limits.get(bucket) ?? new TenantLimit();
		this.limits.set(bucket, limit);
		return limit;
	}

	private forgetUnused(now: number) {
		if (now < this.forgetAt) return;
		this.forgetAt = now + UNUSED_MS;
		for (const [bucket, limit] of this.limits) {
			if (limit.unusedForMs(now) >= UNUSED_MS) this.limits.delete(bucket);
		}
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
