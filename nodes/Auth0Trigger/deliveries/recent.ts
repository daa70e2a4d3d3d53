import { Unsettled } from './unsettled';

/** How many events of a trigger are remembered. */
export const MAX_REMEMBERED = 5_000;

/** Finds out which of these ids are new to n8n, and remembers all. It never fails. */
export type Check = (ids: string[]) => Promise<Set<string>>;

/** Time, which tests have one of their own for. */
export interface Clock {
	now(): number;
	wait(ms: number): Promise<void>;
}

/** A check is repeated after this time at first, and up to twice of it, as others do the same. */
const FIRST_WAIT_MS = 150;
/** Each further time, it takes so many times as long. */
const GROWTH = 3;
const MAX_REPEATS = 6;

const waitMs = (repeats: number) =>
	Math.round(FIRST_WAIT_MS * GROWTH ** repeats * (1 + Math.random()));

/** The events of one trigger that this process has seen go into a workflow. */
export class Recent {
	private readonly ids = new Set<string>();
	private readonly unsettled = new Unsettled(MAX_REMEMBERED);
	private checked: Promise<unknown> = Promise.resolve();
	/** What waits for the check that is under way, and is checked at once then. */
	private next?: { ids: Set<string>; fresh: Promise<Set<string>> };
	private batches = 0;
	private isRepeating = false;
	/** That of the last execution: those before it have ended. */
	private check?: Check;

	constructor(private readonly clock: Clock) {}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	/**
	 * n8n reads and writes all that it remembers for each check: one after another, no entry of this
	 * process gets lost, and together, a thousand executions at a time cost few of them. An entry that
	 * another process overwrites at the same moment is made again: with the next checks, and a short time
	 * after the last one.
	 *
	 * @returns the new ones, and those of the others that were checked with them: who deletes an id from
	 * the set has it
	 */
	async record(ids: string[], check: Check): Promise<Set<string>> {
		if (ids.length === 0) return new Set();
		const batch = (this.next ??= this.nextBatch(check));
		for (const id of ids) batch.ids.add(id);
		return await batch.fresh;
	}

	private nextBatch(check: Check) {
		const ids = new Set<string>();
		const fresh = this.checked.then(async () => {
			this.next = undefined;
			return await this.recordBatch(ids, check);
		});
		this.checked = fresh;
		return { ids, fresh };
	}

	private async recordBatch(ids: Set<string>, check: Check): Promise<Set<string>> {
		const missing = await this.checkWithUnsettled(ids, check);
		// What this process has seen is not new, even if n8n's entry for it got lost.
		const fresh = [...ids].filter((id) => missing.has(id) && !this.has(id));
		for (const id of ids) this.add(id);
		this.batches++;
		this.check = check;
		if (!this.isRepeating) void this.repeat();
		return new Set(fresh);
	}

	private async checkWithUnsettled(ids: Iterable<string>, check: Check): Promise<Set<string>> {
		const all = new Set([...this.unsettled.ids, ...ids]);
		const begin = this.clock.now();
		const missing = await check([...all]);
		this.unsettled.update(all, missing, begin, this.clock.now());
		return missing;
	}

	/** Nobody waits for it: a batch can come at any time, also while a check is under way here. */
	private async repeat(): Promise<void> {
		this.isRepeating = true;
		let repeats = 0;
		while (this.check && repeats < MAX_REPEATS && !this.unsettled.isEmpty) {
			const { batches } = this;
			await this.clock.wait(waitMs(repeats++));
			if (batches === this.batches) await this.checkWithUnsettled([], this.check);
			// The batch took the others with it, and may itself have been overwritten.
			if (batches !== this.batches) repeats = 0;
		}
		this.unsettled.clear();
		this.check = undefined;
		this.isRepeating = false;
	}

	private add(id: string): void {
		this.ids.add(id);
		const [oldest] = this.ids;
		if (oldest !== undefined && this.ids.size > MAX_REMEMBERED) this.ids.delete(oldest);
	}
}
