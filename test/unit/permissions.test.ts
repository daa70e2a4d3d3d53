/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the pages are read where they are */
import { readFileSync } from 'fs';
import { resolve } from 'path';

import type { Permissions } from '../../nodes/Auth0/actions/permissions';
import { describedWith, hintOf } from '../../nodes/Auth0/actions/permissions';
import { resources } from '../../nodes/Auth0/actions/router';
import { Auth0 } from '../../nodes/Auth0/Auth0.node';

const read = (file: string) => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const README = read('README.md');
const OPERATIONS_PAGE = read('docs/operations.md');

describe('the words for permissions', () => {
	it.each<[Permissions, hint: string, description: string]>([
		[{ needs: [] }, 'Get needs no permission', 'Gets it (no permission needed)'],
		[
			{ needs: ['read:users'] },
			'Get needs the permission read:users',
			'Gets it (permission read:users)',
		],
		[
			{ needs: ['read:users', 'read:roles', 'read:logs'] },
			'Get needs the permissions read:users, read:roles and read:logs',
			'Gets it (permissions read:users, read:roles, read:logs)',
		],
		[
			{ needs: ['read:sessions'], plan: 'Enterprise' },
			'Get needs the permission read:sessions, and an Enterprise plan of Auth0',
			'Gets it (permission read:sessions)',
		],
		[
			{ needs: ['a'], also: [{ to: 'name roles', needs: ['b', 'c'] }] },
			'Get needs the permission a; to name roles, also b and c',
			'Gets it (permission a; b, c to name roles)',
		],
		[
			{ needs: 'endpoint' },
			'It needs the permission that the documentation of the endpoint names, such as read:users',
			'Gets it',
		],
	])('of %j', (permissions, hint, description) => {
		expect(hintOf('Get', permissions)).toBe(hint);
		expect(describedWith(permissions, 'Gets it')).toBe(description);
	});

	it('stand before the full stop of a description that has one', () => {
		expect(describedWith({ needs: ['a'] }, 'One. Two.')).toBe('One. Two (permission a).');
	});
});

const OPERATIONS = Object.entries(resources).flatMap(([resource, { option, operations }]) =>
	Object.entries(operations).map(
		([
			value,
			{
				option: { name },
				permissions,
			},
		]) => ({
			resource,
			value,
			// As the pages call it.
			name: resource === 'user' ? name : `${option.name}: ${name}`,
			permissions,
		}),
	),
);

const scopesIn = (text: string) => [...new Set(text.match(/\b[a-z]+:[a-z_]+\b/g))].sort();

const scopesOf = ({ needs, also = [] }: Permissions) =>
	needs === 'endpoint'
		? []
		: [...new Set([...needs, ...also.flatMap((more) => more.needs)])].sort();

/** What follows “Permission” where the page describes an operation, up to the next point. */
function documented(name: string): string {
	const [, section = ''] = OPERATIONS_PAGE.split(`\n### ${name}\n`);
	const [, after = 'nothing'] = section.split(/\n### /)[0]?.split(/- \*\*Permissions?\*\*: /) ?? [];
	return after.split(/\n(?:- |```|#)/)[0] ?? '';
}

const granted = OPERATIONS.filter(({ permissions }) => scopesOf(permissions).length > 0);

describe.each(granted)(
	'the permissions of $resource $name',
	({ resource, value, name, permissions }) => {
		it('are those that its documentation names', () => {
			expect(scopesIn(documented(name))).toEqual(scopesOf(permissions));
		});

		it('are those that the table of the README names', () => {
			const row = README.split('\n').find(
				(line) => line.startsWith('|') && line.includes(`**${name}**`),
			);
			const inRow = scopesIn(row ?? 'no row');
			expect(inRow).toEqual(expect.arrayContaining([...permissions.needs].sort()));
			const others = OPERATIONS.filter((other) => row?.includes(`**${other.name}**`));
			const known = others.flatMap((other) => scopesOf(other.permissions));
			expect(known).toEqual(expect.arrayContaining(inRow));
		});

		it('are named in the panel, below its first field', () => {
			const [, first] = new Auth0().description.properties.filter(
				({ displayOptions: { show } = {} }) =>
					show?.resource?.includes(resource) && (!show.operation || show.operation.includes(value)),
			);
			expect(scopesIn(first?.hint ?? '')).toEqual(scopesOf(permissions));
		});
	},
);
