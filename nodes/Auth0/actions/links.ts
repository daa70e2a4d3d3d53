import { InputError } from '../transport/inputError';

/** The error of what makes a link, which is not for a model. @param instead what to use, in a sentence */
export const noLinksForTools = (name: string, instead: string) =>
	new InputError(
		`${name} is not available for AI agents: anyone who has the link can use it.`,
		instead,
	);

/** What a tool is to use instead of a link. @param operations their names */
export const insteadOfLink = (operations: string) =>
	`Use ${operations}: Auth0 then sends the link directly to the user.`;
