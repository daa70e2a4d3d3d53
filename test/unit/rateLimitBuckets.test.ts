import { record } from '../../nodes/Auth0/transport/answers';
import { BUCKETS, bucketFor } from '../../nodes/Auth0/transport/rateLimitBuckets';

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

const bucketOf = (request: string, limitedBy?: string) => {
	const [method, path = ''] = request.split(' ');
	const known = METHODS.find((name) => name === method);
	if (!known) throw new Error(`${request} has no method`);
	return bucketFor({ method: known, path, answers: record, limitedBy });
};

describe.each(BUCKETS)('$pattern', ({ pattern, examples }) => {
	it.each(Object.entries(examples))('%s takes from %s', (request, bucket) => {
		expect(bucketOf(request)).toBe(bucket);
		expect(BUCKETS.find((rule) => rule.pattern.test(request))?.pattern).toBe(pattern);
	});
});

it('has an example of each bucket', () => {
	expect(BUCKETS.filter(({ examples }) => Object.keys(examples).length === 0)).toEqual([]);
});

it('writes with any method take from the same', () => {
	const writes = METHODS.filter((method) => method !== 'GET');
	expect(new Set(writes.map((method) => bucketOf(`${method} /users/1`))).size).toBe(1);
});

it('keeps apart what the tenant counts by another thing, too', () => {
	const request = 'POST /dbconnections/change_password';
	const buckets = ['one@example.com', 'two@example.com', undefined].map((email) =>
		bucketOf(request, email),
	);
	expect(new Set(buckets).size).toBe(3);
});
