/** What a message is about: a parameter by its name in the panel, or one of its entries. */
export type Name = string | { entry: string; of: string };

/**
 * A parameter as messages name it, in the single quotation marks of n8n’s own nodes.
 *
 * @example named('Email') is "'Email'"
 * @example named({ entry: 'plan', of: 'App Metadata' }) is "The entry “plan” in 'App Metadata'"
 */
export const named = (name: Name): string =>
	typeof name === 'string' ? `'${name}'` : `The entry “${name.entry}” in '${name.of}'`;
