import type { Source } from '../../nodes/Auth0Trigger/sources/source';
import { examplePermissions, type Example } from './examples';
import {
	commonFieldsOf,
	contentsOf,
	contentsOfPage,
	headOf,
	listsOf,
	ownFieldsOf,
	type Resources,
} from './operations';
import { sourceChoices, sourceFields, sourcesTable } from './trigger';

/** What the pages are made from. */
export interface Described {
	resources: Resources;
	sources: Source[];
	examples: Example[];
}

/** What can be written into a page, by the name of its block. A list of contents has a resource, or the way to docs/. */
const BLOCKS: Record<string, (described: Described, argument: string) => string> = {
	contents: ({ resources }, argument) =>
		/^$|\/$/.test(argument) ? contentsOf(resources, argument) : contentsOfPage(resources, argument),
	operation: ({ resources }, name) => headOf(resources, name),
	fields: ({ resources }, name) =>
		name.includes(':') ? ownFieldsOf(resources, name) : commonFieldsOf(resources, name),
	lists: ({ resources }) => listsOf(resources),
	'listen-to': ({ sources }) => sourcesTable(sources),
	'trigger-fields': ({ sources }) => sourceFields(sources),
	choices: ({ sources }, name) => sourceChoices(sources, name),
	examples: ({ examples }) => examplePermissions(examples),
};

const BLOCK =
	/^(<!-- begin generated: ([a-z-]+)(?: (\S+))? -->)\n[^]*?^(<!-- end generated -->)$/gm;

/**
 * Writes what comes from the descriptions of the nodes into a page: each of its blocks, between two
 * comments that nobody sees. All else is left as it is.
 *
 * @throws Error for a block that does not end, that nothing can fill, or an operation that is not there
 */
export function written(page: string, described: Described): string {
	const begun = page.match(/^<!-- begin generated/gm) ?? [];
	const blocks = page.match(BLOCK) ?? [];
	if (begun.length !== blocks.length) throw new Error('A generated block has no end, or no kind.');
	return page.replaceAll(BLOCK, (_all, begin: string, kind: string, argument = '', end: string) => {
		const fill = BLOCKS[kind];
		if (!fill) throw new Error(`Nothing is generated for ${kind}.`);
		return `${begin}\n\n${fill(described, argument)}\n\n${end}`;
	});
}

/** The operations that a page describes. */
export const operationsIn = (page: string): string[] =>
	[...page.matchAll(/^<!-- begin generated: operation (\S+) -->$/gm)].map(([, name = '']) => name);
