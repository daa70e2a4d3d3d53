import { InputError } from '../transport/inputError';

/**
 * The error of what is not for a model, such as what makes a link.
 *
 * @param instead what to use, in a sentence
 * @param why the end of a sentence, without its full stop
 */
export const notForTools = (
	name: string,
	instead: string,
	why = 'anyone who has the link can use it',
) => new InputError(`${name} is not available for AI agents: ${why}.`, instead);

/** What a tool is to use instead of a link. @param operations their names */
export const insteadOfLink = (operations: string) =>
	`Use ${operations}: Auth0 then sends the link directly to the user.`;
