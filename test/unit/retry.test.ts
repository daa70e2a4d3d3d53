import { record } from '../../nodes/Auth0/transport/answers';
import type { ApiRequest, Outcome } from '../../nodes/Auth0/transport/request';
import {
	BACKGROUND,
	backoffMs,
	INTERACTIVE,
	isRetryable,
	withoutLongWaits,
} from '../../nodes/Auth0/transport/retry';

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

it.each([
	[1, 500],
	[2, 1000],
	[5, 8000],
	[6, 16_000],
	[20, 16_000],
])('waits after fault %s for any time below %s ms', (attempt, most) => {
	const random = jest.spyOn(Math, 'random');
	expect(random.mockReturnValue(0.5) && backoffMs(attempt)).toBe(most / 2);
	expect(random.mockReturnValue(0) && backoffMs(attempt)).toBe(0);
	random.mockRestore();
});

it('waits for limits by the minute for a minute at most, and as often as else', () => {
	expect(withoutLongWaits(BACKGROUND)).toEqual({ maxRetries: 5, maxWaitMs: 60_000 });
	expect(withoutLongWaits(INTERACTIVE)).toEqual(INTERACTIVE);
});
