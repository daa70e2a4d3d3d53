import type { INodeProperties } from 'n8n-workflow';

import codex from '../../nodes/Auth0/Auth0.node.json';
import { resources } from '../../nodes/Auth0/actions/router';
import { Auth0 } from '../../nodes/Auth0/Auth0.node';
import savedNames from './savedNames.json';

const { description, methods } = new Auth0();

const shownFor = (resource: string, operation: string): INodeProperties[] =>
	description.properties.filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) && show.operation?.includes(operation),
	);

/** Every operation: its resource, its name, and the names of its fields. */
const OPERATIONS = Object.entries(savedNames).flatMap(([resource, operations]) =>
	Object.entries<{ fields: string[]; collections: Record<string, string[]> }>(operations).map(
		([operation, names]) => ({ resource, operation, ...names }),
	),
);

const namesIn = ({ options = [] }: INodeProperties) => options.map(({ name }) => name);

describe('the names that saved workflows hold', () => {
	it('are those of the node, its credential and its resource', () => {
		expect(description).toMatchObject({
			name: 'auth0',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'auth0VaultConnectionApi', required: true }],
		});
		const existing = Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.keys(operations).map((operation) => `${resource} ${operation}`),
		);
		expect(existing.sort()).toEqual(
			OPERATIONS.map(({ resource, operation }) => `${resource} ${operation}`).sort(),
		);
	});

	it.each(OPERATIONS)(
		'are those of $resource $operation',
		({ resource, operation, fields, collections }) => {
			const shown = shownFor(resource, operation);
			expect(shown.map(({ name }) => name)).toEqual(fields);
			const inPanel = shown.filter(({ type }) => /collection$/i.test(type));
			expect(
				Object.fromEntries(inPanel.map((property) => [property.name, namesIn(property).sort()])),
			).toEqual(
				Object.fromEntries(
					Object.entries(collections).map(([name, options]) => [name, [...options].sort()]),
				),
			);
		},
	);
});

describe.each(OPERATIONS)('the panel of $resource $operation', ({ resource, operation }) => {
	const option = resources[resource]?.operations[operation]?.option;

	it('lists the fields of a collection by the alphabet', () => {
		for (const { type, options } of shownFor(resource, operation)) {
			if (type !== 'collection') continue;
			const labels = (options ?? []).map((option) => 'displayName' in option && option.displayName);
			expect(labels).toEqual([...labels].sort());
		}
	});

	it('is described in one line of the list, with the permissions that it needs', () => {
		const [list] = description.properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		const entry = list?.options?.find((entry) => 'value' in entry && entry.value === operation);
		const line = (entry && 'description' in entry && entry.description) || '';
		expect(line.length).toBeLessThan(95);
		const permissions = /\(([a-z/]+:\w+.*|no permission needed)\)$/;
		expect(line).toMatch(resource === 'apiRequest' ? /^Send any request/ : permissions);
	});

	it('has no hint on permissions', () => {
		const hints = shownFor(resource, operation).flatMap(({ hint }) => hint ?? []);
		expect(hints.join(' ')).not.toMatch(/permission/);
	});

	it('has the name by which it is saved', () => {
		expect(option?.value).toBe(operation);
	});

	it('describes every field, for a person and for an AI agent', () => {
		for (const { displayName, type, description: help } of shownFor(resource, operation)) {
			if (type !== 'collection')
				expect([displayName, help]).toEqual([displayName, expect.any(String)]);
		}
	});

	it('has an action for the canvas, without articles', () => {
		expect(option?.action).toMatch(/^[A-Z][\w -]+$/);
		expect(option?.action).not.toMatch(/ (a|an|the) /);
	});
});

it('finds every list that a field asks for', () => {
	const asked = JSON.stringify(description.properties).match(/(?<="searchListMethod":")\w+/g);
	expect(asked).not.toHaveLength(0);
	for (const method of asked ?? []) expect(methods.listSearch).toHaveProperty(method);
});

it('is found by what people call it', () => {
	expect(codex.categories).toEqual(['Development']);
	const asked = ['password', 'reset', 'block', 'user management', 'identity', 'ciam'];
	expect(codex.alias).toEqual(
		expect.arrayContaining([...asked, 'onboarding', 'offboarding', 'mfa']),
	);
});
