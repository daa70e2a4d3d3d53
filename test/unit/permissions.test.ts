/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the pages are read where they are */
import { readFileSync } from 'fs';
import { resolve } from 'path';

import type { Permissions } from '../../nodes/Auth0/actions/permissions';
import { describedWith } from '../../nodes/Auth0/actions/permissions';
import { resources } from '../../nodes/Auth0/actions/router';
import { LIST_PERMISSIONS } from '../../nodes/Auth0/fields/listPermissions';
import { sources } from '../../nodes/Auth0Trigger/sources';
import { joinedScopesIn, SCOPE, scopesIn, scopesOf } from '../support/scopes';

const read = (file: string) => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const README = read('README.md');

it.each<[Permissions, description: string]>([
	[{ needs: [] }, 'Get it (no permission needed)'],
	[{ needs: ['read:users'] }, 'Get it (read:users)'],
	[{ needs: ['read:users', 'read:roles'] }, 'Get it (read:users, read:roles)'],
	[{ needs: ['read:users', 'a:roles', 'update:users'] }, 'Get it (read/update:users, a:roles)'],
	[{ needs: ['read:users'], also: [{ to: 'x', needs: ['read:logs'] }] }, 'Get it (read:users)'],
	[{ needs: 'endpoint' }, 'Get it'],
])('a description names the permissions of %j', (permissions, description) => {
	expect(describedWith(permissions, 'Get it')).toBe(description);
});

const OPERATIONS = Object.entries(resources).flatMap(([resource, { option, operations }]) =>
	Object.entries(operations).map(
		([
			value,
			{
				option: { name },
				permissions,
				fields,
			},
		]) => ({
			resource,
			value,
			name: `${option.name}: ${name}`,
			permissions,
			fields,
		}),
	),
);

/** What the trigger needs, for each value of “Listen To”. */
const LISTENING = sources.map(({ option: { name, description = '' } }) => ({
	name,
	needs: joinedScopesIn(description),
}));

it.each(LISTENING)('the trigger on $name needs permissions, and names them', ({ needs }) => {
	expect(needs).not.toEqual([]);
});

const OF_LISTS = Object.values(LIST_PERMISSIONS);

it('the README names every permission, and each of them once', () => {
	const named = README.replace(/npm run \S+/g, '').match(SCOPE) ?? [];
	const known = OPERATIONS.flatMap(({ permissions }) => scopesOf(permissions));
	const ofTrigger = LISTENING.flatMap(({ needs }) => needs);
	expect([...named].sort()).toEqual([...new Set([...known, ...ofTrigger, ...OF_LISTS])].sort());
});

/** Every text that stands anywhere in a field. */
const textsOf = (part: unknown): string[] =>
	typeof part === 'string'
		? [part]
		: typeof part === 'object' && part !== null
			? Object.entries(part).flatMap(([name, inner]) =>
					name === 'placeholder' ? [] : textsOf(inner),
				)
			: [];

it.each(OPERATIONS)(
	'the fields of $resource $name name no permission but its own and those of its lists',
	({ fields, permissions }) => {
		const texts = textsOf(fields);
		const lists = Object.entries(LIST_PERMISSIONS).filter(([method]) => texts.includes(method));
		const known = [...scopesOf(permissions), ...lists.map(([, permission]) => permission)];
		const named = scopesIn(texts.join(' '));
		expect(named.filter((scope) => !known.includes(scope))).toEqual([]);
	},
);

it('the page of Get Everything names the permission of every part', () => {
	const [, table = ''] = read('docs/operations/user.md').split('| part ');
	const permissions = resources.user?.operations.getEverything?.permissions ?? { needs: [] };
	expect(scopesIn(table.split('\n\n')[0] ?? '')).toEqual(scopesOf(permissions));
});
