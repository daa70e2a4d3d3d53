import type { INodeProperties } from 'n8n-workflow';

import { inCell, table } from '../../dev/docs/markdown';
import { pageOf } from '../../dev/docs/operations';
import { operationsIn, written, type Described } from '../../dev/docs/pages';
import type { Operation } from '../../nodes/Auth0/actions/operation';
import { DESCRIBED, PAGES, readPage } from '../support/pages';

it.each(PAGES)('%s is what `npm run docs` writes', (page) => {
	expect(written(readPage(page), DESCRIBED)).toBe(readPage(page));
});

it.each(Object.entries(DESCRIBED.resources))(
	'the page of %s has each operation once',
	(name, resource) => {
		const operations = Object.keys(resource.operations).map((operation) => `${name}:${operation}`);
		const page = readPage(`docs/${pageOf(resource)}`);
		expect(operationsIn(page).sort()).toEqual(operations.sort());
		const fields = [...page.matchAll(/begin generated: fields (\S+:\S+) -->/g)].map(([, of]) => of);
		expect(fields.sort()).toEqual(operations);
	},
);

/** The nodes, with something else about one operation. */
function withOperation(
	name: string,
	change: (operation: Operation) => Partial<Operation>,
): Described {
	const [key = '', value = ''] = name.split(':');
	const resource = DESCRIBED.resources[key];
	const operation = resource?.operations[value];
	if (!resource || !operation) throw new Error(`There is no ${name}.`);
	const operations = { ...resource.operations, [value]: { ...operation, ...change(operation) } };
	return {
		...DESCRIBED,
		resources: { ...DESCRIBED.resources, [key]: { ...resource, operations } },
	};
}

const USER_PAGE = readPage('docs/operations/user.md');
const ACCESS_PAGE = readPage('docs/operations/access.md');
const ROLE_PAGE = readPage('docs/operations/role.md');

describe('a page changes', () => {
	it('with the description of an operation', () => {
		const other = withOperation('user:block', ({ option }) => ({
			option: { ...option, description: 'Lock a user out' },
		}));
		expect(written(USER_PAGE, other)).toContain('\n## Block\n\nLock a user out.\n');
		expect(written(ACCESS_PAGE, other)).toBe(ACCESS_PAGE);
	});

	it('with its permissions and its plan', () => {
		const other = withOperation('user:block', () => ({
			permissions: {
				needs: ['a:users', 'b:users'],
				also: [{ to: 'see more', needs: ['c:users'] }],
				plan: 'Professional',
			},
		}));
		expect(written(USER_PAGE, other)).toMatch(
			/## Block\n\n.*\. Requires a Professional plan of Auth0\.\n\n\*\*Permissions\*\*: `a:users` and `b:users`; to see more, also `c:users`\n/,
		);
	});

	const roles = (change: Partial<INodeProperties>) =>
		withOperation('role:setForUser', ({ fields }) => ({
			fields: fields.map((field) => (field.name === 'roles' ? { ...field, ...change } : field)),
		}));

	it.each([
		['its label', { displayName: 'New Roles' }, /\*\*New Roles\*\* +\| All roles/],
		['its description', { description: 'What to set' }, /\*\*Roles\*\* +\| What to set\. /],
		['that it is required', { required: false }, /\*\*Roles\*\* +\| All roles [^|]*\| {2,}\|/],
		[
			'when it is shown',
			{ displayOptions: { show: { allowNoRoles: [false] } } },
			/\*\*Roles\*\* .*\| _Allow No Roles_ is off \|/,
		],
	])('with a field: %s', (_what, change, row) => {
		expect(ROLE_PAGE).not.toMatch(row);
		expect(written(ROLE_PAGE, roles(change))).toMatch(row);
	});

	it('when a field of several operations becomes one of its own', () => {
		const other = withOperation('user:block', ({ fields }) => ({
			fields: fields.map((field) =>
				field.name === 'userId' ? { ...field, description: 'The one to block' } : field,
			),
		}));
		expect(written(USER_PAGE, other)).toMatch(
			/\| \*\*User\*\* +\| The one to block +\| Required +\|/,
		);
	});

	it('with what a trigger can listen to', () => {
		const page = readPage('docs/trigger.md');
		const [first, ...others] = DESCRIBED.sources;
		if (!first) throw new Error('There is no source.');
		const option = { ...first.option, description: 'Something else (read:this)' };
		const other = { ...DESCRIBED, sources: [{ ...first, option }, ...others] };
		expect(written(page, other)).toMatch(/\| Something else +\| `read:this` +\|/);
		const silent = { ...first, option: { ...option, description: 'Nothing' } };
		expect(() => written(page, { ...DESCRIBED, sources: [silent] })).toThrow('names no permission');
	});
});

describe('a block', () => {
	const block = (kind: string) =>
		`before\n<!-- begin generated: ${kind} -->\nold\n<!-- end generated -->\nafter`;

	it('is written over, and nothing else', () => {
		expect(written(block('contents apiRequest'), DESCRIBED)).toBe(
			'before\n<!-- begin generated: contents apiRequest -->\n\n[Send](#send)\n\n<!-- end generated -->\nafter',
		);
	});

	it.each([
		['contents log -->\n<!-- begin generated: lists', 'A generated block'],
		['poem', 'Nothing is generated for poem.'],
		['operation user:fly', 'There is no operation user:fly.'],
		['fields user:fly', 'There is no operation user:fly.'],
		['fields everything', 'There are no fields for everything.'],
		['contents everything', 'There is no resource everything.'],
		['choices everything', 'The trigger has no list everything.'],
	])('of %s is refused', (kind, message) => {
		expect(() => written(block(kind), DESCRIBED)).toThrow(message);
	});

	it('must have an end', () => {
		const open = block('lists').replace('<!-- end generated -->', '');
		expect(() => written(open, DESCRIBED)).toThrow('A generated block');
	});
});

describe('a table', () => {
	it('leaves out a column without a cell', () => {
		expect(
			table(
				['A', 'B', 'C'],
				[
					['1', '', 'long'],
					['2', '', '3'],
				],
			),
		).toBe('| A   | C    |\n| --- | ---- |\n| 1   | long |\n| 2   | 3    |');
	});

	it.each([
		['a <a href="https://x.example">link</a>', 'a [link](https://x.example)'],
		['<code>a</code> &lt;b&gt;', '`a` <b>'],
		['auth0|1 or *', String.raw`auth0\|1 or \*`],
		['the read:users permission', 'the `read:users` permission'],
	])('has %s as text', (text, cell) => {
		expect(inCell(text)).toBe(cell);
	});
});
