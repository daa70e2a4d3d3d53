/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { posix } from 'path';
import { preProcessFile } from 'typescript';

/** A folder, or a file, and the other ones that its code may import. */
export interface Floor {
	path: string;
	mayImport: string[];
}

/** Who may import whom. What is part of two of these belongs to the longer one. */
export const FLOORS: Floor[] = [
	{
		path: 'nodes/Auth0/Auth0.node.ts',
		mayImport: ['nodes/Auth0/actions', 'nodes/Auth0/fields', 'nodes/Auth0/methods'],
	},
	{
		path: 'nodes/Auth0/actions',
		mayImport: ['nodes/Auth0/fields', 'nodes/Auth0/api', 'nodes/Auth0/transport'],
	},
	{
		path: 'nodes/Auth0Trigger',
		mayImport: ['nodes/Auth0/fields', 'nodes/Auth0/api', 'nodes/Auth0/transport'],
	},
	{ path: 'nodes/Auth0/fields', mayImport: ['nodes/Auth0/api', 'nodes/Auth0/transport'] },
	{
		path: 'nodes/Auth0/methods',
		mayImport: ['nodes/Auth0/fields', 'nodes/Auth0/api', 'nodes/Auth0/transport'],
	},
	{ path: 'nodes/Auth0/api', mayImport: ['nodes/Auth0/transport'] },
	{ path: 'nodes/Auth0/transport', mayImport: [] },
	{ path: 'credentials', mayImport: ['nodes/Auth0/transport'] },
	// It is to be what Auth0 is, whatever the node makes of that.
	{ path: 'test/tenant', mayImport: [] },
	{
		path: 'test',
		mayImport: ['test/tenant', 'nodes', 'credentials', 'dev/docs', 'dev/release', 'package.json'],
	},
	{ path: 'test/tenant/tests', mayImport: ['test'] },
	{
		path: 'dev',
		mayImport: ['test', 'nodes', 'credentials', 'dev/docs', 'dev/release', 'package.json'],
	},
	{ path: 'dev/docs', mayImport: ['nodes'] },
	{ path: 'dev/release', mayImport: [] },
];

const isIn = (file: string, path: string) => file === path || file.startsWith(`${path}/`);

/** The floor that a file is part of, if there is one. */
export const floorOf = (file: string): Floor | undefined =>
	FLOORS.filter(({ path }) => isIn(file, path)).sort((a, b) => b.path.length - a.path.length)[0];

/** The files of this repository that a file imports, as it names them: without their extension. */
export function importsOf(file: string, source: string): string[] {
	return preProcessFile(source)
		.importedFiles.map(({ fileName }) => fileName)
		.filter((name) => name.startsWith('.'))
		.map((name) => posix.join(posix.dirname(file), name));
}

/**
 * Holds the imports of a file against the floors.
 *
 * @param file from the root of the repository
 * @returns a sentence for each import that its floor may not have
 */
export function wrongImports(file: string, source: string): string[] {
	const floor = floorOf(file);
	if (!floor) return [`${file} is on none of the floors.`];
	const { path, mayImport } = floor;
	const allowed = mayImport.length === 0 ? 'none of the others' : `only ${mayImport.join(', ')}`;
	return importsOf(file, source)
		.filter((imported) => {
			const target = floorOf(imported)?.path ?? imported;
			return target !== path && !mayImport.some((other) => isIn(target, other));
		})
		.map((imported) => `${file} imports ${imported}, but ${path} may import ${allowed}.`);
}
