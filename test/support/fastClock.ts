/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the clock of the tests is that of the process */
import { subscribe, unsubscribe } from 'diagnostics_channel';
import type { ClientRequest } from 'http';

import { heldRequests } from '../tenant/heldRequests';

const STARTS = 'http.client.request.start';
/** The turns of the event loop in which whatever can go on does so. */
const TURNS = 8;
/** The milliseconds after which a request that nobody holds counts as one that is never answered. */
const SILENT_MS = 1000;

// Those of Node.js, which the fast clock replaces for all others.
const { setTimeout: startTimer, Intl: intl } = globalThis;
const oneMillisecond = async () => await new Promise((resolve) => startTimer(resolve, 1));
const oneTurn = async () => await new Promise((resolve) => setImmediate(resolve));

/** The requests that this process has sent, and that have no answer yet. */
class OpenRequests {
	private readonly open = new Set<ClientRequest>();
	/** How many have started or ended so far. */
	private changes = 0;

	constructor() {
		subscribe(STARTS, this.onStart);
	}

	/** Whether the tenant holds all of them, so that nothing happens before time has passed. */
	areHeld(): boolean {
		return this.open.size === heldRequests.size;
	}

	/** A number that grows when one starts or ends, or when a part of an answer comes. */
	progress(): number {
		let progress = this.changes;
		for (const { socket } of this.open) progress += socket?.bytesRead ?? 0;
		return progress;
	}

	stop(): void {
		unsubscribe(STARTS, this.onStart);
	}

	private readonly onStart = (message: unknown) => {
		const { request }: { request: ClientRequest } = Object(message);
		this.changes++;
		this.open.add(request);
		request.once('close', () => {
			this.changes++;
			this.open.delete(request);
		});
	};
}

/**
 * From now on, waiting takes no time. The clock that the node, n8n's engine and the stand-in tenant
 * share stands still while any of them has something to do, and goes forward to the next timer when
 * all of them wait. So the times are the same on each machine, however fast or busy.
 *
 * It is the clock of `Date` and `setTimeout`; sockets and intervals keep that of the machine.
 *
 * @returns a function that gives the process its own clock back
 */
function startFastClock(): () => Promise<void> {
	jest.useFakeTimers({
		doNotFake: [
			'nextTick',
			'queueMicrotask',
			'setImmediate',
			'clearImmediate',
			'setInterval',
			'clearInterval',
			'performance',
			'hrtime',
		],
	});
	// That of the fake timers makes each expression of an item slow.
	globalThis.Intl = intl;
	const requests = new OpenRequests();
	let isOver = false;
	const running = (async () => {
		while (!isOver) {
			if (jest.getTimerCount() === 0) await oneMillisecond();
			else if (await doAllWait(requests)) goForward();
		}
	})();
	return async () => {
		isOver = true;
		await running;
		requests.stop();
		jest.useRealTimers();
	};
}

async function doAllWait(requests: OpenRequests): Promise<boolean> {
	const progress = requests.progress();
	for (let turns = 0; turns < TURNS; turns++) {
		if (!requests.areHeld()) return await areSilent(requests, progress);
		await oneTurn();
	}
	return requests.areHeld();
}

/** Whether there are requests to a server that is not the stand-in, and that does not answer. */
async function areSilent(requests: OpenRequests, progress: number): Promise<boolean> {
	for (let ms = 0; ms < SILENT_MS; ms++) {
		await oneMillisecond();
		if (requests.areHeld() || requests.progress() !== progress) return false;
	}
	return true;
}

function goForward() {
	const before = Date.now();
	jest.advanceTimersToNextTimer();
	// As in Node.js, where no timer takes less than a millisecond.
	if (Date.now() === before) jest.advanceTimersByTime(1);
}

/** During the tests of one file, or of one `describe`, waiting takes no time. */
export function useFastClock(): void {
	let stop: () => Promise<void>;
	beforeAll(() => {
		stop = startFastClock();
	});
	afterAll(async () => await stop());
}
