/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the tenant is a client of its webhooks */
import { Agent as HttpAgent } from 'http';
import { Agent as HttpsAgent } from 'https';
import axios from 'axios';

/** How the tenant calls webhooks; a test changes it in place. */
export interface WebhookSettings {
	/**
	 * Where to send what is for an address. The API takes only public https addresses; with this, a
	 * test has `https://n8n.example/…` delivered to an n8n on `http://127.0.0.1`.
	 */
	deliverTo(url: string): string;
	/** The content type of the events of event streams. Log streams say their own. */
	contentType: string;
	/** How many requests are under way at once at most. */
	parallel: number;
	/** How often each delivery is sent, as Auth0 may send one twice. */
	copies: number;
	/** After how long without an answer a delivery counts as failed. */
	timeoutMs: number;
	/** The authority that signed the certificate of the webhooks, in PEM. */
	ca?: string;
}

const DEFAULTS: WebhookSettings = {
	deliverTo: (url) => url,
	contentType: 'application/json',
	parallel: 100,
	copies: 1,
	timeoutMs: 10_000,
};

/** A request that the tenant sent to a webhook. */
export interface WebhookPost {
	/** The event stream or log stream. */
	streamId: string;
	/** Of the event, or of the log entries of a batch. */
	ids: string[];
	/** The address as the stream has it. */
	url: string;
	/** 1 for the first, 2 for the one after it, and so on; from 1 on again when redelivered. */
	attempt: number;
	/** When it was sent, in milliseconds since the epoch. */
	at: number;
	/** How long the answer took, on the clock of the machine. */
	ms: number;
	/** The status of the answer; absent when there was none. */
	status?: number;
	/** Why there was no answer. */
	error?: string;
}

/** What is sent, and for which stream. */
export interface Message extends Pick<WebhookPost, 'streamId' | 'ids' | 'url' | 'attempt'> {
	body: string;
	headers: Record<string, string>;
}

/** The requests of the tenant to its webhooks: so many at once, the others in their turn. */
export class Webhooks {
	readonly settings: WebhookSettings;
	/** Those that were answered, or failed, in that order. */
	readonly posts: WebhookPost[] = [];
	private readonly agents = {
		httpAgent: new HttpAgent({ keepAlive: true }),
		httpsAgent: new HttpsAgent({ keepAlive: true }),
	};
	private readonly waiting: Array<() => void> = [];
	private running = 0;

	constructor(private readonly initial: Partial<WebhookSettings> = {}) {
		this.settings = { ...DEFAULTS, ...initial };
	}

	/** No posts, the settings as at the start. */
	reset(): void {
		this.posts.length = 0;
		delete this.settings.ca;
		Object.assign(this.settings, DEFAULTS, this.initial);
	}

	close(): void {
		this.agents.httpAgent.destroy();
		this.agents.httpsAgent.destroy();
	}

	/** @returns what came of it, and no error: an answer of whatever status, or none */
	async post(message: Message, signal: AbortSignal): Promise<WebhookPost> {
		if (this.running >= this.settings.parallel) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
		this.running++;
		try {
			return await this.send(message, signal);
		} finally {
			this.running--;
			this.waiting.shift()?.();
		}
	}

	private async send(message: Message, signal: AbortSignal): Promise<WebhookPost> {
		const { streamId, ids, url, attempt, body, headers } = message;
		const { ca, deliverTo, timeoutMs: timeout } = this.settings;
		const [at, start] = [Date.now(), performance.now()];
		const outcome = await axios
			.post(deliverTo(url), Buffer.from(body), {
				...this.agents,
				...(ca && { httpsAgent: new HttpsAgent({ ca }) }),
				headers,
				timeout,
				signal,
				maxRedirects: 0,
				proxy: false,
				responseType: 'text',
				validateStatus: () => true,
			})
			.then(({ status }) => ({ status }))
			.catch((error: Error) => ({ error: error.message }));
		const post = { streamId, ids, url, attempt, at, ms: performance.now() - start, ...outcome };
		if (!signal.aborted) this.posts.push(post);
		return post;
	}
}

/** Whether the webhook took what it was sent. */
export const isTaken = ({ status = 0 }: WebhookPost) => status >= 200 && status < 300;
