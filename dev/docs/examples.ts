import type { INodeParameters } from 'n8n-workflow';

import { code, table } from './markdown';

/** A workflow of examples/. */
export interface Example {
	file: string;
	nodes: Array<{ name: string; parameters: INodeParameters }>;
}

/** The note in each example that says what it needs. */
const NOTE = 'Read me first';

/** The permissions that each example needs, as its note says. */
export function examplePermissions(examples: Example[]): string {
	const rows = examples.map(({ file, nodes }) => {
		const note = nodes.find(({ name }) => name === NOTE)?.parameters.content;
		const named = new Set(String(note).match(/\b[a-z]+:[a-z_]+\b/g));
		return [`[${file}](examples/${file})`, [...named].sort().map(code).join(', ')];
	});
	return table(['Example', 'Permissions'], rows);
}
