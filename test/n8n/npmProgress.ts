/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

function foldersIn(path: string): string[] {
	try {
		return readdirSync(path, { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
			.map(({ name }) => join(path, name));
	} catch {
		// Not there yet, or not any more: npm is at work.
		return [];
	}
}

/** The packages below `node_modules` of a folder; npm makes the folder of each before it fills them. */
function countPackages(folder: string): number {
	const modules = join(folder, 'node_modules');
	return foldersIn(modules)
		.flatMap((path) => (path.startsWith(join(modules, '@')) ? foldersIn(path) : [path]))
		.map((path) => Number(existsSync(join(path, 'package.json'))) + countPackages(path))
		.reduce((sum, count) => sum + count, 0);
}

/**
 * Tells how far an `npm install` is: it first looks up all packages, and then puts them in place.
 *
 * @param folder that it installs into
 * @param packages how many it puts there at most, if that is known
 * @returns what takes the lines of npm, and what says how far it is
 */
export function npmProgress(folder: string, packages?: number) {
	const lookedUp = new Set<string>();

	const isProgress = (line: string): boolean => {
		if (!line.startsWith('npm http ')) return false;
		const url = /https?:\S+/.exec(line)?.[0];
		if (url && !url.endsWith('.tgz')) lookedUp.add(url);
		return true;
	};

	const detail = (): string => {
		const inPlace = countPackages(folder);
		if (inPlace === 0) return `packages looked up: ${lookedUp.size}`;
		return `packages in place: ${inPlace}${packages ? ` of ${packages}` : ''}`;
	};

	return { isProgress, detail };
}
