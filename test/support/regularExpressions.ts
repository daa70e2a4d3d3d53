import { setSafeRegexEngine } from 'n8n-workflow';

/**
 * Has n8n try regular expressions, such as those of a field, without its limit of 250 ms: that is the time
 * of the machine, of which a busy one can take as much for nothing.
 */
export function tryWithoutTimeLimit(): void {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) =>
			input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags = '') => [
			...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
		],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
