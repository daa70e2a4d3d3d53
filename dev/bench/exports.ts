import { BinaryDataService } from 'n8n-core';

import type { Work } from './operation';

/**
 * Has n8n's engine keep files on disk, as n8n does by default, and not in its memory. Only n8n itself makes
 * the service that does so, so it is made ready by its first file.
 */
export function keepFilesOnDisk(): void {
	const { prototype } = BinaryDataService;
	const { store } = prototype;
	let ready: Promise<void> | undefined;
	prototype.store = async function (...file) {
		ready ??= this.init();
		await ready;
		return await store.apply(this, file);
	};
}

/** Exports this many users into a CSV file. */
export function exporting(users: number): Work {
	return {
		name: `Job: Export Users, ${users}`,
		parameters: { operation: 'job:exportUsers', exportAs: 'csv' },
		items: [{}],
		users,
		isDone: (output) => output.users === users,
	};
}
