import { randomBytes } from 'crypto';

/** A job as the Management API gives it out. */
export interface Job {
	id: string;
	type: 'verification_email' | 'users_import' | 'users_export';
	status: 'pending' | 'processing' | 'completed' | 'failed';
	created_at: string;
	connection_id?: string;
	connection?: string;
	external_id?: string;
	format?: 'json' | 'csv';
	limit?: number;
	fields?: object[];
	percentage_done?: number;
	time_left_seconds?: number;
	/** Where the file of an export is, for 60 seconds. */
	location?: string;
	status_details?: string;
	summary?: { failed: number; updated: number; inserted: number; total: number };
}

/** What a job does. */
export interface Work {
	/** How many users it goes through. */
	count: number;
	/** Does the part for one of them. */
	step?(index: number): void;
	/** What the job is when it has ended well. */
	onCompleted(): Partial<Job>;
	/** What it is when it could not be done. */
	onFailed?(): Partial<Job>;
	/** Why it fails at once, if it does. */
	failure?: string;
}

/** How long jobs take. */
export interface JobSettings {
	/** Until a job of users starts. */
	startMs: number;
	/** For each user. */
	msPerUser: number;
	/** When a job that is not done is failed. Default two hours, as in Auth0. */
	expiresMs?: number;
}

interface Entry {
	job: Job;
	work: Work;
	createdAt: number;
	/** Ended by the second look, and not by the clock. */
	isByLooks: boolean;
	looks: number;
	done: number;
	/** After how many users it fails, or does nothing more. */
	stop?: { after: number; how: 'fails' | 'stalls' };
}

const SETTINGS: JobSettings = { startMs: 1000, msPerUser: 1 };
const EXPIRES_MS = 2 * 3_600_000;
const KEPT_MS = 24 * 3_600_000;

/**
 * The jobs of the tenant. One that sends an email is pending at the first look, and done at the second;
 * one that goes through users takes its time, is failed after two hours, and forgotten after a day.
 */
export class Jobs {
	private readonly entries = new Map<string, Entry>();
	private failing = 0;
	private stalling = 0;

	/** How long jobs of users take from now on. */
	settings: JobSettings = { ...SETTINGS };

	/** Whether an email that could not be sent is in the logs: they come some seconds later. */
	logsFailures = true;

	/** The next job ends failed: one of users when half of them are done. */
	failNext(): void {
		this.failing += 1;
	}

	/** The next job of users goes no further than half of them, and fails once its two hours are over. */
	stallNext(): void {
		this.stalling += 1;
	}

	clear(): void {
		this.entries.clear();
		this.failing = 0;
		this.stalling = 0;
		this.settings = { ...SETTINGS };
		this.logsFailures = true;
	}

	/** All that are kept, the oldest first, as they are now. */
	all(): Job[] {
		this.advance();
		return [...this.entries.values()].map(({ job }) => job);
	}

	/** How many of a type have not ended. */
	countActive(type: Job['type']): number {
		return this.all().filter((job) => job.type === type && isActive(job)).length;
	}

	create(type: Job['type'], work: Work, given: Partial<Job> = {}, { isByLooks = false } = {}): Job {
		const now = Date.now();
		const job = newJob({ type, ...given });
		const after = isByLooks ? 0 : Math.floor(work.count / 2);
		const entry: Entry = { job, work, createdAt: now, isByLooks, looks: 0, done: 0 };
		if (this.failing > 0) {
			this.failing -= 1;
			entry.stop = { after, how: 'fails' };
		} else if (this.stalling > 0 && !isByLooks) {
			this.stalling -= 1;
			entry.stop = { after, how: 'stalls' };
		}
		this.entries.set(job.id, entry);
		return job;
	}

	/** A job that has ended. */
	put(given: Partial<Job> & Pick<Job, 'type' | 'status'>): Job {
		const job = newJob(given);
		const work: Work = { count: 0, onCompleted: () => ({}) };
		const entry = { job, work, createdAt: Date.now(), isByLooks: false, looks: 0, done: 0 };
		this.entries.set(job.id, entry);
		return job;
	}

	/** [get_jobs_by_id] */
	look(id: string): Job | undefined {
		this.advance();
		const entry = this.entries.get(id);
		if (entry === undefined) return undefined;
		entry.looks += 1;
		if (entry.isByLooks && entry.looks > 1 && isActive(entry.job)) {
			if (entry.stop) fail(entry);
			else complete(entry);
		}
		return entry.job;
	}

	/** Does what jobs have done by now. */
	advance(): void {
		const now = Date.now();
		for (const [id, entry] of this.entries) {
			if (!entry.isByLooks && isActive(entry.job)) this.work(entry, now);
			if (now - entry.createdAt >= KEPT_MS) this.entries.delete(id);
		}
	}

	private work(entry: Entry, now: number): void {
		const { work, createdAt, stop } = entry;
		const { startMs, msPerUser, expiresMs = EXPIRES_MS } = this.settings;
		const isExpired = now - createdAt >= expiresMs;
		const since = Math.min(now - createdAt, expiresMs) - startMs;
		if (since < 0) return;
		if (work.failure !== undefined) return fail(entry, work.failure);
		const reached =
			msPerUser === 0 ? work.count : Math.min(work.count, Math.floor(since / msPerUser));
		const end = Math.min(reached, stop?.after ?? Infinity);
		for (; entry.done < end; entry.done++) work.step?.(entry.done);
		if (entry.done === stop?.after && stop.how === 'fails') fail(entry);
		else if (entry.done === work.count && stop === undefined) complete(entry);
		else if (isExpired) fail(entry, 'The job has expired.');
		else entry.job = { ...entry.job, ...progressOf(entry, msPerUser) };
	}
}

const newJob = ({ type, ...given }: Partial<Job> & Pick<Job, 'type'>): Job => ({
	type,
	status: 'pending',
	created_at: new Date().toISOString(),
	id: `job_${randomBytes(8).toString('hex')}`,
	...given,
});

const isActive = ({ status }: Job) => status === 'pending' || status === 'processing';

const progressOf = ({ done, work: { count } }: Entry, msPerUser: number): Partial<Job> => ({
	status: 'processing',
	percentage_done: Math.floor((100 * done) / count),
	time_left_seconds: Math.ceil(((count - done) * msPerUser) / 1000),
});

function complete(entry: Entry): void {
	end(entry, { status: 'completed', ...entry.work.onCompleted() });
}

function fail(entry: Entry, details?: string): void {
	end(entry, {
		status: 'failed',
		...(details !== undefined && { status_details: details }),
		...entry.work.onFailed?.(),
	});
}

function end(entry: Entry, how: Partial<Job>): void {
	entry.job = { ...entry.job, ...how };
	delete entry.job.percentage_done;
	delete entry.job.time_left_seconds;
}
