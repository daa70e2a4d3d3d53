import { Auth0 } from '../../nodes/Auth0/Auth0.node';
// With its extension: beside it is Auth0Trigger.node.json, which some resolvers find first.
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { isRecord } from '../../nodes/Auth0/transport/answers';
import { PAGES, readPage } from '../support/pages';

/** What stands in italics and is no label of a node. */
const OTHERS = [
	'Auth0 Management API',
	'Continue',
	'Continue (using error output)',
	'Failed Sending Notification',
	'eventually consistent',
	'machine-to-machine application',
];

/** What the panel shows: the fields, and the options to choose from. */
function labelsIn(description: unknown): string[] {
	if (Array.isArray(description)) return description.flatMap(labelsIn);
	if (!isRecord(description)) return [];
	const own = [description.displayName, description.name].filter(
		(text) => typeof text === 'string',
	);
	return [...own, ...Object.values(description).flatMap(labelsIn)];
}

const LABELS = [
	...labelsIn(new Auth0().description),
	...labelsIn(new Auth0Trigger().description),
	...OTHERS,
];

/** The words in italics; of `_Options → Fields, Timeout_`, each of the three. */
function italicsOf(page: string): string[] {
	const prose = readPage(page)
		.replaceAll(/```[^]*?```|`[^`]*`/g, '')
		.replaceAll(/\]\([^)]*\)/g, ']')
		.replaceAll(/\s+/g, ' ');
	return [...prose.matchAll(/(?<!\w)_([^_]+)_(?!\w)/g)].flatMap(([, text = '']) =>
		text.split(/ → |, /),
	);
}

const WITH_LABELS = PAGES.filter((page) => italicsOf(page).length > 0);

it('the pages of the nodes name labels', () => {
	const pages = ['README.md', ...PAGES.filter((page) => page.startsWith('docs/operations'))];
	expect(WITH_LABELS).toEqual(expect.arrayContaining(pages));
});

it.each(WITH_LABELS)('%s names fields and options as the panel does', (page) => {
	expect(italicsOf(page).filter((text) => !LABELS.includes(text))).toEqual([]);
});
