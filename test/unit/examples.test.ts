import type { INode } from 'n8n-workflow';

import { resources } from '../../nodes/Auth0/actions/router';
import { EXAMPLE_FILES, exampleWith } from '../n8n/imports';
import { scopesIn, scopesOf } from '../support/scopes';

const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-auth0.');

/** What the operation of a node has to be granted, at least and at most. */
function permissionsOf({ name, parameters }: INode) {
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
});
