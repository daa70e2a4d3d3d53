/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './folders';

function* filesIn(path: string): Generator<string> {
	if (!statSync(path).isDirectory()) {
		yield path;
		return;
	}
	for (const name of readdirSync(path).sort()) yield* filesIn(join(path, name));
}

/**
 * A fingerprint of the names and contents of files, and of all files in folders.
 * @throws when a path is not there
 */
export function fingerprint(paths: string[]): string {
	const hash = createHash('sha256');
	for (const path of paths) {
		for (const file of filesIn(path)) {
			hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file));
		}
	}
	return hash.digest('hex');
}

function read(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}

/**
 * Does something unless it was done before for the same key.
 *
 * @param stamp the file that remembers the key of what was done
 * @param key a function where the action itself changes the key
 * @returns whether it was done now
 */
export async function once(
	stamp: string,
	key: string | (() => string),
	action: () => Promise<unknown>,
): Promise<boolean> {
	const current = () => (typeof key === 'string' ? key : key());
	if (read(stamp) === current()) return false;
	await action();
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, current());
	return true;
}
