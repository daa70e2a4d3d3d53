import { exampleWith } from '../n8n/imports';

/** The nodes of an example, and what they are connected to, as the file holds them. */
export const example = (file: string) => exampleWith(file, { id: '1', name: 'Auth0' });

/** The parameters of a node of an example. */
export const parametersOf = (file: string, name: string) =>
	example(file).nodes.find((node) => node.name === name)?.parameters ?? {};
