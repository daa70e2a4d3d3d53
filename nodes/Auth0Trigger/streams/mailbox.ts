type Read<T> = (message: T) => void;

/**
 * What the hooks of a webhook have to say to the trigger beside it, which alone can start a workflow. n8n
 * calls them before the trigger or after it.
 */
export class Mailbox<T> {
	private readonly messages = new Map<string, T>();
	private readonly readers = new Map<string, Read<T>>();

	/** Says it to a trigger, now or as soon as there is one; the last message counts. */
	tell(key: string, message: T): void {
		const read = this.readers.get(key);
		if (read) read(message);
		else this.messages.set(key, message);
	}

	/** What was said, and not heard yet, is no longer true. */
	withdraw(key: string): void {
		this.messages.delete(key);
	}

	/** @returns what ends it */
	listen(key: string, read: Read<T>): () => void {
		this.readers.set(key, read);
		const message = this.messages.get(key);
		this.messages.delete(key);
		if (message !== undefined) read(message);
		return () => {
			if (this.readers.get(key) === read) this.readers.delete(key);
		};
	}
}
