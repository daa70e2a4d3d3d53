/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the samples are files of the node */
import { readFileSync } from 'fs';
import type { INodeParameters } from 'n8n-workflow';

// With its extension: beside it is Auth0Trigger.node.json, which some resolvers find first.
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { sources } from '../../nodes/Auth0Trigger/sources';
import { EVENT_TYPES } from '../tenant/streams/events';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';
import { samplesFile, samplesOf, TRIGGER_SCHEMA, triggerSchema } from '../support/triggerSamples';
import { useReceiver } from '../support/webhook';

const tenant = useTenant();
const receiver = useReceiver();

const { hints = [], subtitle, triggerPanel, webhooks } = new Auth0Trigger().description;
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const triggerOf = (parameters: INodeParameters) =>
	new TestedTrigger(credentialFor(tenant()), parameters);

/** The hints that n8n shows before the first run. */
async function shownFor(parameters: INodeParameters): Promise<string[]> {
	const shown: string[] = [];
	for (const { message, displayCondition, whenToDisplay } of hints) {
		expect(whenToDisplay).toBe('beforeExecution');
		const isShown = await triggerOf(parameters).resolve(displayCondition ?? '');
		expect([true, false]).toContain(isShown);
		if (isShown) shown.push(message);
	}
	return shown;
}

/** What a person copies of the code in a hint: a browser makes spaces of those that do not break. */
function copied(html: string): string {
	const [, code = ''] = /<code>([^]*)<\/code>/.exec(html) ?? [];
	// A longer word would not fit, and would be cut off.
	expect(Math.max(...code.split(/<wbr>|<br>|&nbsp;|\s/).map(({ length }) => length))).toBeLessThan(
		40,
	);
	return code
		.replaceAll('<wbr>', '')
		.replaceAll('<br>', '\n')
		.replaceAll('&nbsp;', ' ')
		.replaceAll('&lt;', '<')
		.replaceAll('&amp;', '&');
}

// `npx tsx dev/schemas.ts` writes the files anew.
it('has samples and a schema of what the tenant delivers', async () => {
	const samples = await samplesOf(tenant(), receiver());
	for (const [listenTo, items] of Object.entries(samples)) {
		expect(read(samplesFile(listenTo))).toEqual(items);
	}
	expect(Object.keys(samples.events ?? {}).sort()).toEqual([...EVENT_TYPES].sort());
	expect(read(TRIGGER_SCHEMA)).toEqual(triggerSchema(samples));
});

it.each(sources)('$option.name says how to try it, and shows a sample', async (source) => {
	const { option, tryIt, samples } = source;
	const eventTypes = ['organization.deleted'];
	const [first, ...others] = await shownFor({ listenTo: option.value, eventTypes });
	expect(first?.replace(/<\/?b>/g, '')).toBe(tryIt);
	expect(first).toContain('Click <b>Execute step</b>');
	const wanted = samples.filter(
		({ eventType }) => eventType === undefined || eventTypes.includes(eventType),
	);
	expect(wanted).not.toEqual([]);
	expect(others).toHaveLength(wanted.length);
	wanted.forEach(({ name, item }, index) => {
		expect(others[index]).toContain(`<b>Sample: ${name}</b>`);
		expect(JSON.parse(copied(others[index] ?? ''))).toEqual(item);
	});
});

it.each([
	[[], 0],
	[['user.created'], 1],
	[['user.created', 'group.updated', 'user.created'], 2],
	// An expression that returned something else.
	['user.created', 1],
	[undefined, 0],
])('shows a sample for each of %j', async (eventTypes, count) => {
	const samples = await shownFor({ listenTo: 'events', ...(eventTypes && { eventTypes }) });
	expect(samples).toHaveLength(1 + count);
});

it.each<[string, INodeParameters]>([
	[
		'User created, Organization deleted',
		{ listenTo: 'events', eventTypes: ['user.created', 'organization.deleted'] },
	],
	['User and Organization Events', { listenTo: 'events', eventTypes: [] }],
	['User and Organization Events', { listenTo: 'events' }],
	['a.new.one', { listenTo: 'events', eventTypes: 'a.new.one' }],
	['Security Alerts', { listenTo: 'securityAlerts', eventTypes: ['user.created'] }],
	['Log Events', { listenTo: 'logs' }],
	['New Log Events by Polling', { listenTo: 'logsPoll' }],
	['User updated', { listenTo: 'eventsPull', eventTypes: ['user.updated'] }],
])('the canvas says “%s”', async (words, parameters) => {
	expect(await triggerOf(parameters).resolve(subtitle ?? '')).toBe(words);
});

it('n8n shows the texts of the panel as they are, so there is no expression in them', () => {
	expect(JSON.stringify(triggerPanel)).not.toMatch(/"=|\{\{/);
	expect(triggerPanel).toMatchObject({
		header: expect.any(String),
		executionsHelp: { active: expect.any(String), inactive: expect.any(String) },
		activationHint: { active: expect.any(String), inactive: expect.any(String) },
	});
});

it.each(sources)('$option.name shows its webhook where it has one', async (source) => {
	const { ndvHideUrl } = webhooks?.[0] ?? {};
	const isHidden = triggerOf({ listenTo: source.option.value }).resolve(String(ndvHideUrl));
	expect(await isHidden).toBe('readerOf' in source);
});
