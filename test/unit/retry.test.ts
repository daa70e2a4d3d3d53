import { record } from '../../nodes/Auth0/transport/answers';
import type { ApiRequest, Outcome } from '../../nodes/Auth0/transport/request';
import { BACKGROUND, Health } from '../../nodes/Auth0/transport/retry';

const get: ApiRequest = { method: 'GET', path: '/users/1', answers: record };
const post: ApiRequest = { method: 'POST', path: '/users', answers: record };
const answered = (statusCode: number): Outcome => ({
	answer: { statusCode, headers: {}, body: {}, isJson: true },
});

let now = 0;

beforeEach(() => {
	now = 1.7e12;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

/** Sends a request until it is given up; returns how often it was sent. */
function giveUp(health: Health): number {
	for (let faults = 1; ; faults++) {
		if (!health.allowsRetry(get, answered(503), faults, BACKGROUND)) return faults;
	}
}

it('sends a request five times more, however many were given up before in an outage', () => {
	const health = new Health();
	for (let request = 0; request < 10; request++) expect(giveUp(health)).toBe(6);
});

it('pauses once three requests in a row were given up, until one is answered', () => {
	const health = new Health();
	giveUp(health);
	giveUp(health);
	expect(health.pauseMs()).toBe(0);
	giveUp(health);
	expect(health.pauseMs()).toBeGreaterThan(1000);
	health.allowsRetry(get, answered(200), 0, BACKGROUND);
	expect(health.pauseMs()).toBe(0);
});

it('sends each once and without a pause after two minutes, until one is answered', () => {
	const health = new Health();
	for (let request = 0; request < 3; request++) giveUp(health);
	now += 121_000;
	expect(health.pauseMs()).toBe(0);
	expect(giveUp(health)).toBe(1);
	health.allowsRetry(get, answered(404), 0, BACKGROUND);
	expect(giveUp(health)).toBe(6);
});

it.each<[ApiRequest, Outcome, boolean]>([
	[post, answered(503), false],
	[{ ...post, isIdempotent: true }, answered(503), true],
	[post, { failure: { message: '', description: '', neverSent: true } }, true],
	[get, { failure: { message: '', description: '', neverSent: true, isLasting: true } }, false],
	[get, answered(501), false],
	[get, answered(400), false],
])('says of %j with %j whether it is worth another try: %s', (request, outcome, expected) => {
	expect(new Health().allowsRetry(request, outcome, 1, BACKGROUND)).toBe(expected);
});
