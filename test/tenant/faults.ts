import type { LoggedRequest } from './log';

/** A fault to inject: which requests meet it, and what happens to them. */
export interface Fault {
	method?: string;
	/** The raw path without its query: exactly this text, or whatever the expression matches. */
	path?: string | RegExp;
	/** How many requests meet it. Default 1. */
	times?: number;
	/** How many matching requests pass before the first one meets it. Default 0. */
	skip?: number;
	/** Answer with this status instead of processing the request. */
	status?: number;
	/** An object is sent as JSON, a text as HTML unless `headers` says otherwise. */
	body?: unknown;
	/** What makes the body of the request, instead. */
	bodyOf?(request: LoggedRequest): object | string;
	headers?: Record<string, string>;
	/** Wait before anything else. Alone, it only slows the request down. */
	delayMs?: number;
	/** Destroy the socket without an answer: before the request is processed, or after. */
	drop?: 'before' | 'after';
	/** Answer with a space from time to time, and with no end. */
	drips?: boolean;
}

/** The faults that wait for their requests. */
export class Faults {
	private waiting: Array<{ fault: Fault; skip: number; times: number }> = [];

	/** Adds a fault. Of several that match a request, the oldest is met. */
	inject(fault: Fault): void {
		this.waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
	}

	clear(): void {
		this.waiting = [];
	}

	/** The fault that this request meets, if any; counts it. */
	meet(method: string, path: string): Fault | undefined {
		for (const entry of this.waiting) {
			if (!matches(entry.fault, method, path)) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.times -= 1;
			if (entry.times <= 0) this.waiting = this.waiting.filter((other) => other !== entry);
			return entry.fault;
		}
		return undefined;
	}
}

function matches({ method, path }: Fault, requestMethod: string, requestPath: string): boolean {
	if (method !== undefined && method.toUpperCase() !== requestMethod) return false;
	if (path === undefined) return true;
	return typeof path === 'string' ? path === requestPath : requestPath.search(path) >= 0;
}
