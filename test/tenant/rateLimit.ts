/** A token bucket: it holds `burst` requests and gains `perSecond` of them every second. */
export interface Bucket {
	burst: number;
	perSecond: number;
}

/**
 * What is limited. A group without a bucket of its own draws on `management`; without that, it
 * is not limited.
 * Source: https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export interface RateLimits {
	management?: Bucket;
	usersRead?: Bucket;
	usersWrite?: Bucket;
	connections?: Bucket;
	/** `/oauth/token`. */
	token?: Bucket;
	/** `custom`: the headers and the error of a custom rate limit policy. Default `standard`. */
	policy?: 'standard' | 'custom';
}

type Group = Exclude<keyof RateLimits, 'policy'>;

/** The state of a bucket after a request. */
export interface Allowance {
	allowed: boolean;
	headers: Record<string, string>;
}

/** Counts requests against the limits of the tenant. */
export class RateLimiter {
	private readonly states = new Map<Group, { content: number; at: number }>();

	constructor(private limits: RateLimits = {}) {}

	/** Replaces the limits, with full buckets. */
	set(limits: RateLimits): void {
		this.limits = limits;
		this.states.clear();
	}

	get isCustom(): boolean {
		return this.limits.policy === 'custom';
	}

	/**
	 * Takes one request from the bucket of this request.
	 *
	 * @returns undefined when this request is not limited
	 */
	take(method: string, path: string): Allowance | undefined {
		const group = this.groupOf(method, path);
		const bucket = group && this.limits[group];
		if (!group || !bucket) return undefined;
		const now = Date.now();
		const state = this.states.get(group) ?? { content: bucket.burst, at: now };
		const gained = ((now - state.at) / 1000) * bucket.perSecond;
		const content = Math.min(bucket.burst, state.content + gained);
		const allowed = content >= 1;
		const left = allowed ? content - 1 : content;
		this.states.set(group, { content: left, at: now });
		return { allowed, headers: this.headers(bucket, left, now, allowed) };
	}

	private groupOf(method: string, path: string): Group | undefined {
		if (path === '/oauth/token') return 'token';
		if (!path.startsWith('/api/v2/')) return undefined;
		const group = path.startsWith('/api/v2/connections')
			? 'connections'
			: method === 'GET'
				? 'usersRead'
				: 'usersWrite';
		return this.limits[group] ? group : 'management';
	}

	/**
	 * Auth0's own limiter gives as reset the time at which the bucket will be full again.
	 * Source: https://github.com/auth0/limitd-redis (lib/take.lua); for the custom form
	 * https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/custom-rate-limit-policies
	 */
	private headers({ burst, perSecond }: Bucket, left: number, now: number, allowed: boolean) {
		const secondsUntil = (content: number) => Math.max(0, content - left) / perSecond;
		const remaining = Math.floor(left);
		if (this.isCustom) {
			const headers: Record<string, string> = {
				'auth0-ratelimit': `client;q=${burst};t=${Math.ceil(secondsUntil(burst))};r=${remaining}`,
			};
			if (!allowed) headers['retry-after'] = String(Math.max(1, Math.ceil(secondsUntil(1))));
			return headers;
		}
		return {
			'x-ratelimit-limit': String(burst),
			'x-ratelimit-remaining': String(remaining),
			'x-ratelimit-reset': String(Math.ceil(now / 1000 + secondsUntil(burst))),
		};
	}
}
