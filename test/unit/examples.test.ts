/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the README is read where it is */
import { readFileSync } from 'fs';
import { resolve } from 'path';
import type { INode } from 'n8n-workflow';

// With its extension: beside it is Auth0Trigger.node.json, which some resolvers find first.
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { resources } from '../../nodes/Auth0/actions/router';
import { sources } from '../../nodes/Auth0Trigger/sources';
import { EXAMPLE_FILES, exampleWith } from '../n8n/imports';
import { scopesIn, scopesOf } from '../support/scopes';

const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-auth0.');

/** What a trigger has to be granted, as its description has it in short: (read/create:log_streams). */
function permissionsOfTrigger({ name, parameters: { listenTo } }: INode): string[] {
	const source = sources.find(({ option }) => option.value === listenTo);
	const [, actions = '', thing] =
		/\(([a-z/]+):([a-z_]+)\)/.exec(source?.option.description ?? '') ?? [];
	if (thing === undefined) throw new Error(`${name} listens to nothing that needs a permission`);
	return actions.split('/').map((action) => `${action}:${thing}`);
}

/** What the operation of a node has to be granted, at least and at most. */
function permissionsOf(node: INode) {
	const { name, type, parameters } = node;
	if (type.endsWith('Trigger')) {
		const needs = permissionsOfTrigger(node);
		return { least: needs, most: needs };
	}
	const { resource, operation, userId } = parameters;
	const known = resources[String(resource)]?.operations[String(operation)];
	if (!known) throw new Error(`${name} has no operation`);
	const { permissions } = known;
	const isLookedUp = /"mode":"(email|phone|username)"/.test(JSON.stringify(userId ?? {}));
	const needs = permissions.needs === 'endpoint' ? [] : permissions.needs;
	const lookup = isLookedUp ? ['read:users'] : [];
	return {
		least: [...needs, ...lookup],
		most: [...scopesOf(permissions), ...lookup],
	};
}

describe.each(EXAMPLE_FILES)('%s', (file) => {
	const { nodes } = exampleWith(file, { id: '1', name: 'Auth0' });
	const note = nodes.find(({ name }) => name === 'Read me first');
	const named = scopesIn(String(note?.parameters.content));
	const permissions = nodes.filter(isOurs).map(permissionsOf);

	it('names every permission that it needs', () => {
		expect(named).toEqual(expect.arrayContaining(permissions.flatMap(({ least }) => least)));
	});

	it('names no permission that it has no use for', () => {
		expect(permissions.flatMap(({ most }) => most)).toEqual(expect.arrayContaining(named));
	});

	it('has triggers as n8n adds them now', () => {
		const { defaultVersion } = new Auth0Trigger().description;
		const triggers = nodes.filter((node) => isOurs(node) && node.type.endsWith('Trigger'));
		expect(triggers.map(({ typeVersion }) => typeVersion)).toEqual(
			triggers.map(() => defaultVersion),
		);
	});
});

it('the README names every example, in the order of the files', () => {
	const README = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');
	const named = [...README.matchAll(/^\| \[([\w-]+\.json)\]\(examples\/\1\)/gm)];
	expect(named.map(([, file]) => file)).toEqual(EXAMPLE_FILES);
});
