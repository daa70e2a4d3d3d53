/** What the application of the credential has to be granted for an operation. */
export interface Permissions {
	/** Without these it fails. `endpoint`: those that the documentation of the chosen endpoint names. */
	needs: readonly string[] | 'endpoint';
	/** What can be done with more of them, such as “choose roles by name”. */
	also?: ReadonlyArray<{ to: string; needs: readonly string[] }>;
	/** The plan of Auth0 that the tenant needs. */
	plan?: string;
}

/** @example hintOf('Get', { needs: ['read:users'] }) is 'Get needs the permission read:users' */
export function hintOf(operation: string, { needs, also = [], plan }: Permissions): string {
	if (needs === 'endpoint') {
		return 'It needs the permission that the documentation of the endpoint names, such as read:users';
	}
	const more = also.map(({ to, needs: scopes }) => `; to ${to}, also ${inWords(scopes)}`);
	const needed = needs.length === 0 ? 'no permission' : `the ${nounOf(needs)} ${inWords(needs)}`;
	return `${operation} needs ${needed}${plan ? `, and an ${plan} plan of Auth0` : ''}${more.join('')}`;
}

/**
 * The description of an operation with its permissions behind it, as the list of operations, and an
 * AI agent, shows them.
 */
export function describedWith({ needs, also = [] }: Permissions, description: string): string {
	if (needs === 'endpoint') return description;
	const needed =
		needs.length === 0 ? 'no permission needed' : `${nounOf(needs)} ${needs.join(', ')}`;
	const more = also.map(({ to, needs: scopes }) => `; ${scopes.join(', ')} to ${to}`);
	const [, text, end] = /^(.*?)(\.?)$/s.exec(description) ?? [];
	return `${text} (${needed}${more.join('')})${end}`;
}

const nounOf = ({ length }: readonly string[]) => (length === 1 ? 'permission' : 'permissions');

const words = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const inWords = (scopes: readonly string[]) => words.format(scopes);
