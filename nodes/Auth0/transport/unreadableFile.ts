/** Why a file could not be read, in a sentence that says nothing of its address but the host. */
export class UnreadableFile extends Error {
	/** @param isLasting whether another try ends in the same way */
	constructor(
		message: string,
		readonly isLasting = false,
	) {
		super(message);
	}
}

/** Why a file could not be read. @throws whatever else was thrown */
export function asUnreadable(caught: unknown): UnreadableFile {
	if (caught instanceof UnreadableFile) return caught;
	throw caught;
}
