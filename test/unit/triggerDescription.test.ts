import codex from '../../nodes/Auth0Trigger/Auth0Trigger.node.json';
// With its extension: beside it is Auth0Trigger.node.json, which some resolvers find first.
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { EVENT_TYPES } from '../../nodes/Auth0/api/eventTypes';
import { sources } from '../../nodes/Auth0Trigger/sources';
import savedNames from './savedTriggerNames.json';

const { description } = new Auth0Trigger();

const SAVED = Object.entries<{ fields: string[]; collections: Record<string, string[]> }>(
	savedNames,
).map(([listenTo, names]) => ({ listenTo, ...names }));

const shownFor = (listenTo: string) =>
	description.properties.filter(({ displayOptions }) =>
		displayOptions?.show?.listenTo?.includes(listenTo),
	);
const valuesOf = (field: string) =>
	description.properties
		.find(({ name }) => name === field)
		?.options?.map((option) => 'value' in option && option.value);

describe('the names that saved workflows hold', () => {
	it('are those of the trigger, its credential and what it listens to', () => {
		expect(description).toMatchObject({
			name: 'auth0Trigger',
			version: [1, 1.1],
			credentials: [{ name: 'auth0VaultConnectionApi', required: true }],
		});
		expect(valuesOf('listenTo')?.sort()).toEqual(SAVED.map(({ listenTo }) => listenTo).sort());
	});

	it.each(SAVED)('are those of $listenTo', ({ listenTo, fields, collections }) => {
		const shown = shownFor(listenTo);
		expect(shown.map(({ name }) => name)).toEqual(fields);
		expect(
			Object.fromEntries(
				shown
					.filter(({ type }) => type === 'collection')
					.map(({ name, options = [] }) => [name, options.map((option) => option.name).sort()]),
			),
		).toEqual(collections);
	});

	it('are the types of events as Auth0 has them', () => {
		expect(valuesOf('eventTypes')).toEqual(Object.keys(EVENT_TYPES));
	});
});

describe.each(sources)('the panel of $option.name', ({ option: { value, description: help } }) => {
	it('lists the options by the alphabet', () => {
		for (const { type, options } of shownFor(value)) {
			if (type !== 'collection') continue;
			const labels = (options ?? []).map((option) => 'displayName' in option && option.displayName);
			expect(labels).toEqual([...labels].sort());
		}
	});

	// Of more than two lines, n8n's list shows the beginning.
	it('is described in two lines of the list, with the permissions that it needs', () => {
		expect(help?.length).toBeLessThan(95);
		expect(help).toMatch(/ \([a-z/]+:[a-z_]+\)$/);
	});

	it('describes every field', () => {
		for (const { displayName, type, description: words } of shownFor(value)) {
			if (type !== 'collection')
				expect([displayName, words]).toEqual([displayName, expect.any(String)]);
		}
	});
});

it('is found by what people call it', () => {
	expect(codex.categories).toEqual(['Development']);
	expect(codex.alias).toEqual(expect.arrayContaining(['webhook', 'log stream', 'security']));
});
