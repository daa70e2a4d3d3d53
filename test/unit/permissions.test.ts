/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the pages are read where they are */
import { readFileSync } from 'fs';
import { resolve } from 'path';

import type { Permissions } from '../../nodes/Auth0/actions/permissions';
import { describedWith } from '../../nodes/Auth0/actions/permissions';
import { resources } from '../../nodes/Auth0/actions/router';
import { sources } from '../../nodes/Auth0Trigger/sources';
import { joinedScopesIn, SCOPE, scopesIn, scopesOf } from '../support/scopes';

const read = (file: string) => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const README = read('README.md');
const OPERATIONS_PAGE = read('docs/operations.md');
const TRIGGER_PAGE = read('docs/trigger.md');

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

/** What follows “Permission” where the page describes an operation, up to the next point. */
function documented(name: string): string {
	const [, section = ''] = OPERATIONS_PAGE.split(`\n### ${name}\n`);
	const [, after = 'nothing'] = section.split(/\n### /)[0]?.split(/- \*\*Permissions?\*\*: /) ?? [];
	return after.split(/\n(?:- |```|#)/)[0] ?? '';
}

const granted = OPERATIONS.filter(({ permissions }) => scopesOf(permissions).length > 0);

describe.each(granted)('the permissions of $resource $name', ({ name, permissions }) => {
	it('are those that its documentation names', () => {
		expect(scopesIn(documented(name))).toEqual(scopesOf(permissions));
	});
});

/** What the trigger needs, for each value of “Listen To”. */
const LISTENING = sources.map(({ option: { name, description = '' } }) => ({
	name,
	needs: joinedScopesIn(description),
}));

it.each(LISTENING)('the permissions of the trigger on $name are documented', ({ name, needs }) => {
	expect(needs).not.toEqual([]);
	const row = TRIGGER_PAGE.split('\n').find((line) => line.startsWith(`| ${name} `));
	expect(joinedScopesIn(row ?? '')).toEqual(needs);
});

/** What the lists of the panel need that fill no operation's field themselves. */
const OF_LISTS = ['read:clients', 'read:connections', 'read:resource_servers'];

it('the README names every permission, and each of them once', () => {
	const named = README.match(SCOPE) ?? [];
	const known = OPERATIONS.flatMap(({ permissions }) => scopesOf(permissions));
	const ofTrigger = LISTENING.flatMap(({ needs }) => needs);
	expect([...named].sort()).toEqual([...new Set([...known, ...ofTrigger, ...OF_LISTS])].sort());
});

const planned = OPERATIONS.filter(({ permissions }) => permissions.plan);

it.each(planned)('the plan that $resource $name needs is named', ({ name, permissions }) => {
	const [, section = ''] = OPERATIONS_PAGE.split(`\n### ${name}\n`);
	expect(section.split('\n### ')[0]).toContain(`${permissions.plan} plan`);
});
