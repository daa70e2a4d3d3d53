/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { existsSync } from 'node:fs';

const USUAL_PATHS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds the browser of the tests: the one that CHROMIUM_PATH names, or a usual one.
 * @throws when there is none, saying how to install one
 */
export function findChromium(): string {
	const named = process.env['CHROMIUM_PATH'];
	const found = (named ? [named] : USUAL_PATHS).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		named
			? `CHROMIUM_PATH is ${named}, but this file does not exist.`
			: 'The end-to-end tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to your Chromium or Chrome.',
	);
}
