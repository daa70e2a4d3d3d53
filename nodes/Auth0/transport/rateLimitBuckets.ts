import type { ApiCall } from './request';

/** Which requests share a bucket of the rate limit. */
interface BucketRule {
	/** Of the method and the whole path. */
	pattern: RegExp;
	/** The name of their bucket, with groups of the pattern. */
	bucket: string;
	/** Requests, and the bucket of each. */
	examples: Record<string, string>;
}

/**
 * The buckets of a tenant, as far as they can be told from its plans: a resource has one for reading and
 * one for writing, and so has each list below an entry of it. The first rule that fits counts. A bucket
 * too many costs a refused request, one too few lets requests wait for others without need.
 *
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations
 */
export const BUCKETS: BucketRule[] = [
	{
		pattern: /^GET \/organizations\/name\/.+$/s,
		bucket: 'read organizations/name',
		examples: { 'GET /organizations/name/acme': 'read organizations/name' },
	},
	{
		pattern: /^GET \/(?<resource>[^/]+)\/[^/]+\/(?<list>[^/]+)(?:\/.*)?$/s,
		bucket: 'read $<resource>/*/$<list>',
		examples: {
			'GET /users/auth0%7C1/organizations': 'read users/*/organizations',
			'GET /users/auth0%7C1/logs': 'read users/*/logs',
			'GET /organizations/org_1/members/auth0%7C1/roles': 'read organizations/*/members',
		},
	},
	{
		pattern: /^GET \/(?<resource>[^/]+)(?:\/.*)?$/s,
		bucket: 'read $<resource>',
		examples: {
			'GET /users': 'read users',
			'GET /users/auth0%7C1': 'read users',
			'GET /users-by-email': 'read users-by-email',
			'GET /logs': 'read logs',
			'GET /jobs/job_1': 'read jobs',
			'GET /organizations/org_1': 'read organizations',
		},
	},
	{
		pattern: /^\w+ \/(?<resource>[^/]+)\/[^/]+\/(?<list>[^/]+)(?:\/.*)?$/s,
		bucket: 'write $<resource>/*/$<list>',
		examples: {
			'POST /users/auth0%7C1/roles': 'write users/*/roles',
			'DELETE /users/auth0%7C1/roles': 'write users/*/roles',
			'DELETE /users/auth0%7C1/identities/sms/2': 'write users/*/identities',
			'POST /users/auth0%7C1/revoke-access': 'write users/*/revoke-access',
		},
	},
	{
		pattern: /^\w+ \/(?<resource>[^/]+)(?:\/.*)?$/s,
		bucket: 'write $<resource>',
		examples: {
			'POST /users': 'write users',
			'PATCH /users/auth0%7C1': 'write users',
			'DELETE /users/auth0%7C1': 'write users',
			'POST /tickets/password-change': 'write tickets',
			'POST /jobs/verification-email': 'write jobs',
			'POST /passwordless/start': 'write passwordless',
		},
	},
];

/** The bucket that a request takes from, by its name. What else the tenant counts by is part of that. */
export function bucketFor({ method, path, limitedBy }: ApiCall): string {
	const request = `${method} ${path}`;
	const rule = BUCKETS.find(({ pattern }) => pattern.test(request));
	const name = rule ? request.replace(rule.pattern, rule.bucket) : method;
	return limitedBy === undefined ? name : `${name} ${limitedBy}`;
}
