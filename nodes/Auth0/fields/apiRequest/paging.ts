import type { ListRequest } from '../../transport/paging';
import type { Parameters } from '../parameters';
import { InputError } from '../../transport/inputError';

export type Paging = 'none' | 'page' | 'checkpoint';

/** The query parameters with which each kind of paging says where a page begins, and its size. */
const PARAMETERS = {
	checkpoint: { label: 'Checkpoint', start: 'from', size: 'take' },
	page: { label: 'Page Numbers', start: 'page', size: 'per_page' },
} as const;

/** The endpoints that allow fewer rows on a page than others, by the API's description. */
const SMALLER_PAGES: Array<[path: RegExp, size: number]> = [
	[/^\/connection-profiles$/, 10],
	[/^\/experimentation\//, 50],
];

export function pagingOf(parameters: Parameters): Paging {
	const paging = parameters.choice('paging');
	return paging === 'page' || paging === 'checkpoint' ? paging : 'none';
}

/**
 * Takes out of a query where its list is to begin, and how large its pages are to be.
 *
 * @returns what of it the query says
 * @throws InputError naming the parameter for what does not go with this paging
 */
export function takePosition(
	paging: keyof typeof PARAMETERS,
	path: string,
	query: Map<string, string[]>,
): Pick<ListRequest, 'start' | 'pageSize'> {
	const other = PARAMETERS[paging === 'page' ? 'checkpoint' : 'page'];
	for (const name of [other.start, other.size]) {
		if (!query.has(name)) continue;
		throw new InputError(
			`Query Parameters: “${name}” belongs to ${other.label}.`,
			`Remove it, or choose ${other.label} under Paging.`,
		);
	}
	const { start: startName, size: sizeName } = PARAMETERS[paging];
	const start = takeOne(query, startName);
	const size = takeOne(query, sizeName);
	if (start !== undefined && paging === 'page') readNumber(startName, start, 0);
	const pageSize =
		size === undefined
			? SMALLER_PAGES.find(([endpoint]) => endpoint.test(path))?.[1]
			: readNumber(sizeName, size, 1);
	const [ignored] = query.keys();
	if (path === '/logs' && paging === 'checkpoint' && ignored !== undefined) {
		throw new InputError(
			`Query Parameters: Auth0 ignores “${ignored}” when it reads logs by checkpoint.`,
			'Remove it, or choose Page Numbers under Paging.',
		);
	}
	return { ...(start !== undefined && { start }), ...(pageSize !== undefined && { pageSize }) };
}

function takeOne(query: Map<string, string[]>, name: string): string | undefined {
	const [value, ...others] = query.get(name) ?? [];
	if (others.length > 0) {
		throw new InputError(`Query Parameters: “${name}” has several values.`, 'Enter only one.');
	}
	query.delete(name);
	return value;
}

function readNumber(name: string, text: string, minimum: number): number {
	const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
	if (number >= minimum) return number;
	throw new InputError(
		`Query Parameters: “${name}” must be a number.`,
		`Enter a whole number of ${minimum} or more.`,
	);
}
