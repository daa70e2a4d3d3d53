import { CircuitBreaker } from '../../nodes/Auth0/transport/circuitBreaker';

let now = 0;

beforeEach(() => {
	now = 1.7e12;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

function fail(breaker: CircuitBreaker, times: number) {
	for (let time = 0; time < times; time++) {
		breaker.recordFault();
		breaker.recordFailure();
	}
}

it('pauses once three requests in a row have failed, until one is answered', () => {
	const breaker = new CircuitBreaker();
	fail(breaker, 2);
	expect(breaker.pauseMs()).toBe(0);
	fail(breaker, 1);
	expect(breaker.pauseMs()).toBeGreaterThan(1000);
	breaker.recordAnswer();
	fail(breaker, 2);
	expect(breaker.pauseMs()).toBe(0);
});

it('is open two minutes after the first fault, and no longer pauses, until one is answered', () => {
	const breaker = new CircuitBreaker();
	fail(breaker, 3);
	now += 120_000;
	expect(breaker.isOpen).toBe(false);
	now += 1;
	expect(breaker.isOpen).toBe(true);
	expect(breaker.pauseMs()).toBe(0);
	breaker.recordAnswer();
	expect(breaker.isOpen).toBe(false);
});

it('does not open for faults after which a request succeeds in the end', () => {
	const breaker = new CircuitBreaker();
	fail(breaker, 2);
	now += 121_000;
	breaker.recordFault();
	expect(breaker.isOpen).toBe(false);
});
