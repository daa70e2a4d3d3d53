/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal, or for GitHub */
import { readFile, writeFile } from 'node:fs/promises';
import { version as packageVersion } from '../package.json';
import { main } from './lifetime';
import { checkTag, notesOf, release } from './release/changelog';

// What a release does with CHANGELOG.md: see docs/releasing.md.
main(async () => {
	const [command, version = ''] = process.argv.slice(2);
	const changelog = await readFile('CHANGELOG.md', 'utf8');
	if (command === 'notes') {
		console.log(notesOf(changelog, version));
	} else if (command === 'release') {
		const [today = ''] = new Date().toISOString().split('T');
		await writeFile('CHANGELOG.md', release(changelog, version, today));
	} else if (command === 'check') {
		checkTag(version, packageVersion, changelog);
	} else {
		throw new Error('Usage: tsx dev/changelog.ts notes|release|check <version>');
	}
});
