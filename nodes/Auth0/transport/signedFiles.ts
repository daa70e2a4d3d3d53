import { onAbort } from './cancellation';
import { withDeadline } from './deadline';
import { unzipped } from './gzip';
import { describeNetworkFailure } from './network';
import { rawAnswer } from './request';
import type { Context } from './sender';
import { isByteStream } from './serverSentEvents';
import { UnreadableFile } from './unreadableFile';

/**
 * Files at an address that is a secret: whoever has it may read them. No token is sent there, nor does an
 * error name it.
 */
export class SignedFiles {
	constructor(
		private readonly context: Context,
		private readonly timeoutMs: number,
		/** Aborts when the execution is cancelled. */
		private readonly signal?: AbortSignal,
	) {}

	/**
	 * Reads a file bit by bit. Whoever stops reading ends the connection.
	 *
	 * @returns its bytes, unzipped if it is zipped
	 * @throws UnreadableFile when it cannot be read, or no further; the reason of the signal when it aborts
	 */
	async *read(address: string): AsyncGenerator<Uint8Array, void> {
		const { host, protocol } = this.parse(address);
		if (protocol !== 'https:')
			throw new UnreadableFile('The address of the file is not HTTPS.', true);
		const connection = new AbortController();
		const end = onAbort(this.signal, () => connection.abort());
		try {
			yield* await unzipped(this.bytesOf(address, host, connection));
		} catch (caught) {
			this.signal?.throwIfAborted();
			throw caught instanceof UnreadableFile ? caught : new UnreadableFile(brokenAt(host));
		} finally {
			end();
			connection.abort();
		}
	}

	private parse(address: string): URL {
		if (URL.canParse(address)) return new URL(address);
		throw new UnreadableFile('The address of the file is not a URL.', true);
	}

	/** The bytes as they come; one that is silent for too long is broken. */
	private async *bytesOf(
		address: string,
		host: string,
		connection: AbortController,
	): AsyncGenerator<Uint8Array, void> {
		const late = () => undefined;
		const open = async () => await this.open(address, host, connection);
		const body = await withDeadline(open, this.timeoutMs, late, this.signal);
		const chunks = body?.[Symbol.asyncIterator]();
		for (;;) {
			const read = async () => await chunks?.next();
			const next = await withDeadline(read, this.timeoutMs, late, this.signal);
			if (next === undefined) throw new UnreadableFile(`${host} did not answer in time.`);
			if (next.done) return;
			yield next.value;
		}
	}

	private async open(
		url: string,
		host: string,
		{ signal }: AbortController,
	): Promise<AsyncIterable<Uint8Array>> {
		const response: unknown = await this.context.helpers
			.httpRequest({
				method: 'GET',
				url,
				encoding: 'stream',
				abortSignal: signal,
				timeout: this.timeoutMs,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})
			.catch((error: unknown) => {
				throw new UnreadableFile(describeNetworkFailure(error, host).message);
			});
		const { statusCode, body } = rawAnswer(response);
		if (statusCode === 200 && isByteStream(body)) return body;
		throw new UnreadableFile(`${host} answered with HTTP ${statusCode}.`);
	}
}

const brokenAt = (host: string) => `The download from ${host} broke off.`;
