import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator } from 'n8n-workflow';

import { notUsed } from './credentialStore';

/** By the workflow and the node: what n8n's table has of each, the oldest first. */
const processed = new Map<string, string[]>();

/**
 * n8n's table of processed data, in memory, for the mode `entries`.
 *
 * Source: n8n 2.41, packages/cli/src/deduplication/deduplication-helper.ts.
 */
const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, _scope, { workflow, node }, { maxEntries = Infinity }) {
		await Promise.resolve();
		const key = `${workflow.id} ${node?.id}`;
		const known = processed.get(key) ?? [];
		const isNew = (item: unknown) => !known.includes(String(item));
		const result = {
			new: items.filter(isNew),
			processed: items.filter((item) => !isNew(item)),
		};
		const all = [...known, ...result.new.map(String)];
		processed.set(key, all.slice(Math.max(0, all.length - maxEntries)));
		return result;
	},
	removeProcessed: async () => await notUsed('removeProcessed'),
	clearAllProcessedItems: async () => await notUsed('clearAllProcessedItems'),
	getProcessedDataCount: async () => await notUsed('getProcessedDataCount'),
};

let isInitialized = false;

/** Gives n8n's engine the table, which is empty for each test. */
export function useProcessedData(): void {
	beforeAll(async () => {
		if (!isInitialized) await DataDeduplicationService.init(deduplicator);
		isInitialized = true;
	});
	beforeEach(() => processed.clear());
}
