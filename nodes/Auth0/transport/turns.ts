import { orAborted, type Stops } from './cancellation';

/** Lets one after another do something, in the order in which they come. */
export class Turns {
	/** Resolves when all who came so far are done. */
	private free: Promise<void> = Promise.resolve();

	/**
	 * Waits for one's turn.
	 *
	 * @returns ends the turn, so that the next one comes
	 * @throws the reason of the signal that aborts; the place is given up then
	 */
	async take(stops?: Stops): Promise<() => void> {
		const before = this.free;
		let end = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		this.free = before.then(async () => await ended);
		await orAborted(before, stops).catch((error: unknown) => {
			end();
			throw error;
		});
		return end;
	}
}
