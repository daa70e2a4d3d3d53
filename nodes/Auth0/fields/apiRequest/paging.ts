import { InputError } from '../../transport/inputError';
import type { ListRequest } from '../../transport/page';
import { choice } from '../choice';
import { readNumber } from '../fieldValues';

/** The choice of how the pages of a list are read. */
export const paging = choice({
	displayName: 'Paging',
	name: 'paging',
	noDataExpression: true,
	default: 'none',
	description:
		'How the endpoint paginates results. Each entry becomes an item. To start at a later entry or change the page size, add from and take, or page and per_page, to Query Parameters.',
	displayOptions: { show: { method: ['GET'] } },
	options: [
		{ name: 'Checkpoint', value: 'checkpoint', description: 'Uses from and take' },
		{ name: 'None', value: 'none', description: 'Sends a single request' },
		{ name: 'Page Numbers', value: 'page', description: 'Uses page and per_page' },
	],
});

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

/**
 * Takes out of a query where its list is to begin, and how large its pages are to be.
 *
 * @returns what of it the query says
 * @throws InputError naming the parameter for what does not go with this paging
 */
export function takePosition(
	kind: keyof typeof PARAMETERS,
	path: string,
	query: Map<string, string[]>,
): Pick<ListRequest, 'start' | 'pageSize'> {
	const other = PARAMETERS[kind === 'page' ? 'checkpoint' : 'page'];
	for (const name of [other.start, other.size]) {
		if (!query.has(name)) continue;
		throw new InputError(
			`“${name}” in 'Query Parameters' is only for ${other.label}.`,
			`Remove it, or set 'Paging' to ${other.label}.`,
		);
	}
	const { start: startName, size: sizeName } = PARAMETERS[kind];
	const start = takeOne(query, startName);
	const size = takeOne(query, sizeName);
	if (start !== undefined && kind === 'page') readCount(startName, start, 0);
	const pageSize =
		size === undefined
			? SMALLER_PAGES.find(([endpoint]) => endpoint.test(path))?.[1]
			: readCount(sizeName, size, 1);
	const [ignored] = query.keys();
	if (path === '/logs' && kind === 'checkpoint' && ignored !== undefined) {
		throw new InputError(
			`Auth0 ignores “${ignored}” in 'Query Parameters' when it reads logs by checkpoint.`,
			"Remove it, or set 'Paging' to Page Numbers.",
		);
	}
	return { ...(start !== undefined && { start }), ...(pageSize !== undefined && { pageSize }) };
}

function takeOne(query: Map<string, string[]>, name: string): string | undefined {
	const [value, ...others] = query.get(name) ?? [];
	if (others.length > 0) {
		throw new InputError(`“${name}” in 'Query Parameters' has several values.`, 'Enter only one.');
	}
	query.delete(name);
	return value;
}

const readCount = (name: string, text: string, minValue: number): number =>
	readNumber(
		{
			displayName: { entry: name, of: 'Query Parameters' },
			typeOptions: { minValue, numberPrecision: 0 },
		},
		text,
	);
