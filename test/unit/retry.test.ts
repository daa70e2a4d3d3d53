import { record } from '../../nodes/Auth0/transport/answers';
import type { ApiRequest, Outcome } from '../../nodes/Auth0/transport/request';
import { isRetryable } from '../../nodes/Auth0/transport/retry';

const get: ApiRequest = { method: 'GET', path: '/users/1', answers: record };
const post: ApiRequest = { method: 'POST', path: '/users', answers: record };
const answered = (statusCode: number): Outcome => ({
	answer: { statusCode, headers: {}, body: {}, isJson: true },
});

it.each<[ApiRequest, Outcome, boolean]>([
	[get, answered(503), true],
	[post, answered(503), false],
	[{ ...post, isIdempotent: true }, answered(503), true],
	[post, { failure: { message: '', description: '', neverSent: true } }, true],
	[get, { failure: { message: '', description: '', neverSent: true, isPermanent: true } }, false],
	[get, answered(501), false],
	[get, answered(400), false],
])('says of %j with %j whether it is worth another attempt: %s', (request, outcome, expected) => {
	expect(isRetryable(request, outcome)).toBe(expected);
});
