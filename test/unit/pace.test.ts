import { Pace, type Level } from '../../nodes/Auth0/transport/pace';

const START = 1_000_000;

/** A sender that has had its first answer, from a bucket of this size. */
class Sender {
	private readonly pace = new Pace();
	now = START;

	constructor(
		private readonly limit: number,
		first: Partial<Level> = {},
	) {
		this.send();
		this.answer(first);
	}

	send() {
		this.pace.countSent(this.now);
	}

	answer(level: Partial<Level>) {
		const { limit } = this;
		const all = { limit, remaining: limit - 1, fullAt: 0, pending: 0, isRefused: false, ...level };
		this.pace.learn(all, this.now);
		return this;
	}

	after(ms: number) {
		this.now += ms;
		return this;
	}

	stopFor(ms: number) {
		this.pace.stopUntil(this.now + ms);
		return this;
	}

	/** How many go out without a wait. */
	get atOnce(): number {
		let count = 0;
		for (; this.pace.delayMs(this.now) === 0 && count < 1000; count++) this.send();
		return count;
	}

	/** The pause between requests, in ms, when nothing may go out at once. */
	get pauseMs(): number {
		void this.atOnce;
		return this.pace.delayMs(this.now);
	}
}

/** A sender of whom an answer some time later tells this, and how it compares with before. */
const changeOf = (limit: number, first: number, later: Partial<Level>, ms = 1000) => {
	const before = new Sender(limit, { remaining: first }).pauseMs;
	const sender = new Sender(limit, { remaining: first });
	sender.after(ms).answer(later).send();
	return before / sender.pauseMs;
};

it('lets the first request go at once', () => {
	expect(new Pace().delayMs(START)).toBe(0);
});

describe('a bucket of 50', () => {
	const RESERVE = 12;

	it.each<[number, number, number]>([
		[49, 0, 9],
		[49, 8, 7],
		[29, 0, 4],
		[RESERVE + 4, 0, 1],
		[RESERVE + 3, 0, 0],
		[0, 0, 0],
	])(
		'of whose %s tokens %s are claimed gives a quarter of the rest beyond the reserve',
		(remaining, pending, count) => {
			expect(new Sender(50, { remaining, pending }).atOnce).toBe(count);
		},
	);

	it('gives one request after another then, the next one a pause after the last', () => {
		const sender = new Sender(50, { remaining: 49 });
		const { pauseMs } = sender;
		expect(pauseMs).toBeCloseTo(1000 / 7.5);
		sender.after(pauseMs - 1);
		expect(sender.pauseMs).toBeCloseTo(1);
		sender.after(1).send();
		expect(sender.pauseMs).toBeCloseTo(pauseMs);
	});

	it('begins slowly where others have emptied it', () => {
		const { pauseMs } = new Sender(50, { remaining: RESERVE - 1 });
		expect(pauseMs).toBeGreaterThan(800);
		expect(new Sender(50, { remaining: 5 }).pauseMs).toBeGreaterThan(2 * pauseMs * 0.9);
		expect(new Sender(50, { remaining: 0 }).pauseMs).toBeGreaterThan(7 * pauseMs);
	});

	it('makes everyone faster above the reserve, and slower below it', () => {
		expect(changeOf(50, 40, { remaining: 40 })).toBeCloseTo(Math.exp(0.3 * (40.5 / RESERVE - 1)));
		expect(changeOf(50, 11, { remaining: 11 })).toBeCloseTo(Math.exp(0.3 * (11.5 / RESERVE - 1)));
		expect(changeOf(50, 5, { remaining: 5 })).toBeLessThan(0.9);
	});

	it('makes nobody faster by more than five seconds of it', () => {
		const five = changeOf(50, 20, { remaining: 20 }, 5000);
		expect(changeOf(50, 20, { remaining: 20 }, 60_000)).toBeCloseTo(five);
		expect(changeOf(50, 20, { remaining: 20 }, 4000)).toBeLessThan(five * 0.9);
	});

	it('damps: a level that falls slows down before it is low, and one that rises speeds up', () => {
		const still = changeOf(50, 30, { remaining: 30 }, 1);
		expect(changeOf(50, 30, { remaining: 20 }, 1)).toBeCloseTo(still * Math.exp((-2 * 10) / 50), 1);
		expect(changeOf(50, 20, { remaining: 30 }, 1)).toBeCloseTo(still * Math.exp((2 * 10) / 50), 1);
	});

	it('does not take the level after a stop for one that rose', () => {
		const sender = new Sender(50, { remaining: 20 });
		const before = sender.pauseMs;
		const { pauseMs } = sender.stopFor(1000).after(1000).answer({ remaining: 49 });
		expect(pauseMs).toBeCloseTo(before);
	});

	it('lets nothing go at once after a stop', () => {
		expect(new Sender(50, { remaining: 49 }).stopFor(0).atOnce).toBe(0);
	});

	it('slows down after a refusal, and most the next request', () => {
		const sender = new Sender(50, { remaining: 20 });
		const before = sender.pauseMs;
		expect(sender.answer({ remaining: 0, isRefused: true }).pauseMs).toBeCloseTo(
			before / 0.7 / 0.2,
		);
		expect(sender.answer({ remaining: 20 }).pauseMs).toBeCloseTo(before / 0.7);
	});

	it('has a slowest and a fastest pace', () => {
		const sender = new Sender(50, { remaining: 0 });
		for (let count = 0; count < 30; count++) sender.after(5000).answer({ remaining: 0 });
		expect(sender.pauseMs).toBe(600_000 / 50);
		for (let count = 0; count < 30; count++) sender.after(5000).answer({ remaining: 49 });
		expect(sender.pauseMs).toBeCloseTo(1000 / (2 * 50));
	});
});

it('keeps a fifth of a large bucket in reserve', () => {
	expect(new Sender(200, { remaining: 47 }).atOnce).toBe(1);
	expect(new Sender(200, { remaining: 43 }).atOnce).toBe(0);
});

it('keeps less of a small bucket, and waits no longer than 40 seconds', () => {
	expect(new Sender(9, { remaining: 8 }).atOnce).toBe(1);
	const sender = new Sender(5, { remaining: 0 });
	for (let count = 0; count < 30; count++) sender.after(5000).answer({ remaining: 0 });
	expect(sender.pauseMs).toBe(40_000);
});

describe('a bucket of 2, which tells only whether it is full', () => {
	const FIRST_MS = 1000 / 0.6;
	const answered = (later: Partial<Level>, ms: number, limit = 2) => {
		const sender = new Sender(limit, { remaining: 0 }).after(ms).answer(later);
		sender.send();
		return sender.pauseMs;
	};

	it.each([
		[1, 0, 1],
		[0, 0, 0],
		[1, 1, 0],
	])('gives what it has at once: %s, of which %s are claimed', (remaining, pending, count) => {
		expect(new Sender(2, { remaining, pending }).atOnce).toBe(count);
	});

	it('makes everyone faster when it is full, and the more, the longer it was not asked', () => {
		expect(answered({ remaining: 0 }, 1000)).toBeCloseTo(FIRST_MS);
		expect(answered({ remaining: 1 }, 1000)).toBeCloseTo(FIRST_MS / 1.13);
		expect(answered({ remaining: 1 }, 10_000)).toBeCloseTo(FIRST_MS / 2.3);
		expect(answered({ remaining: 1 }, 60_000)).toBeCloseTo(FIRST_MS / 3);
	});

	it('makes those slower whom it refuses, down to a request in 20 seconds', () => {
		expect(answered({ remaining: 0, isRefused: true }, 1000)).toBeCloseTo(FIRST_MS / 0.8);
		const sender = new Sender(2, { remaining: 0 });
		for (let count = 0; count < 40; count++) sender.answer({ remaining: 0, isRefused: true });
		expect(sender.pauseMs).toBe(20_000);
	});

	it('is not asked faster because it is empty, but one of a single token is', () => {
		expect(answered({ remaining: 0 }, 1000, 1)).toBeCloseTo(1000 / 0.3 / 1.05);
		expect(answered({ remaining: 0 }, 1000, 4)).toBeCloseTo(1000 / 1.2);
	});
});
