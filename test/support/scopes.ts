import type { Permissions } from '../../nodes/Auth0/actions/permissions';

/** A permission in a text. */
export const SCOPE = /\b[a-z]+:[a-z_]+\b/g;

/** The permissions that a text names, each once and in order. */
export const scopesIn = (text: string): string[] => [...new Set(text.match(SCOPE))].sort();

/** The permissions that a text names, those of one thing written as one: `read/create:log_streams`. */
export const joinedScopesIn = (text: string): string[] =>
	[...text.matchAll(/\b([a-z]+(?:\/[a-z]+)*):([a-z_]+)\b/g)].flatMap(([, verbs = '', thing]) =>
		verbs.split('/').map((verb) => `${verb}:${thing}`),
	);

/** All permissions that an operation can make use of, each once and in order. */
export const scopesOf = ({ needs, also = [] }: Permissions): string[] =>
	needs === 'endpoint'
		? []
		: [...new Set([...needs, ...also.flatMap((more) => more.needs)])].sort();
