import type { Permissions } from '../../nodes/Auth0/actions/permissions';

/** A permission in a text. */
export const SCOPE = /\b[a-z]+:[a-z_]+\b/g;

/** The permissions that a text names, each once and in order. */
export const scopesIn = (text: string): string[] => [...new Set(text.match(SCOPE))].sort();

/** All permissions that an operation can make use of, each once and in order. */
export const scopesOf = ({ needs, also = [] }: Permissions): string[] =>
	needs === 'endpoint'
		? []
		: [...new Set([...needs, ...also.flatMap((more) => more.needs)])].sort();
