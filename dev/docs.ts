/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import { readFileSync, writeFileSync } from 'node:fs';
import { DESCRIBED, PAGES } from '../test/support/pages';
import { main } from './lifetime';
import { written } from './docs/pages';

// Writes what comes from the descriptions of the nodes into the pages.
main(async () => {
	for (const page of PAGES) {
		const before = readFileSync(page, 'utf8');
		const after = written(before, DESCRIBED);
		if (after === before) continue;
		writeFileSync(page, after);
		console.log(`Written: ${page}`);
	}
	await Promise.resolve();
});
