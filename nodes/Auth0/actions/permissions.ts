/** What the application of the credential has to be granted for an operation. */
export interface Permissions {
	/** Without these it fails. `endpoint`: those that the documentation of the chosen endpoint names. */
	needs: readonly string[] | 'endpoint';
	/** What can be done with more of them. */
	also?: readonly FurtherPermissions[];
	/** The plan of Auth0 that the tenant needs. */
	plan?: string;
}

/** What can be done with some more permissions, such as “choose roles by name”. */
export interface FurtherPermissions {
	to: string;
	needs: readonly string[];
}

/**
 * What is said in an output where something could not be looked up.
 *
 * @param what it is, such as “whether this user exists: Auth0 answers the same for an unknown ID”
 */
export const cannotTell = ({ needs }: FurtherPermissions, what: string): string =>
	`Without the ${needs.join(' and ')} permission, the node cannot tell ${what}.`;

/**
 * The description of an operation with its permissions behind it, as the list of operations, and an
 * AI agent, shows them.
 *
 * @example describedWith({ needs: ['read:users', 'update:users'] }, 'Set it') is
 * 'Set it (read/update:users)'
 */
export function describedWith({ needs }: Permissions, description: string): string {
	if (needs === 'endpoint') return description;
	return `${description} (${needs.length === 0 ? 'no permission needed' : shortOf(needs)})`;
}

/** Permissions of the same things together, as the list has room for one line. */
function shortOf(scopes: readonly string[]): string {
	const byThing = new Map<string, string[]>();
	for (const scope of scopes) {
		const [action = '', thing = ''] = scope.split(':');
		byThing.set(thing, [...(byThing.get(thing) ?? []), action]);
	}
	return [...byThing].map(([thing, actions]) => `${actions.join('/')}:${thing}`).join(', ');
}
