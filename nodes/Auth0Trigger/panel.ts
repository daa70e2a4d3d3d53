import type { NodeHint, TriggerPanelDefinition } from 'n8n-workflow';

import { EVENT_TYPES } from '../Auth0/api/eventTypes';
import { sources } from './sources';
import type { Sample, Source } from './sources/source';

const BUILD =
	'<b>While you build your workflow</b>, click Execute step, then make something happen in Auth0. The workflow runs with what happened, and you see it in this editor.';
const EXECUTIONS = "in the <a data-key='executions'>executions list</a>, but not in the editor.";

/** What the left half of the panel says, whatever is chosen: n8n resolves no expression in it. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Get an event from Auth0',
	executionsHelp: {
		inactive: `${BUILD}<br /><br /><b>When you are happy with it</b>, publish the workflow. It then runs each time one of the chosen events happens. You find these executions ${EXECUTIONS}`,
		active: `${BUILD}<br /><br /><b>Your workflow is published</b>, so it also runs each time one of the chosen events happens. You find these executions ${EXECUTIONS}`,
	},
	activationHint: {
		inactive:
			'When your workflow is ready, <a data-key="activate">publish</a> it to run it for every event.',
		active: 'Your workflow is published, and runs for every event.',
	},
};

const hasEventTypes = ({ fields }: Source) => fields.some(({ name }) => name === 'eventTypes');
const valuesOf = (some: Source[]) => JSON.stringify(some.map(({ option }) => option.value));
const MODES = JSON.stringify(
	Object.fromEntries(sources.map(({ option: { value, name } }) => [value, name])),
);

/** What stands below the node on the canvas: the types of events that are chosen, or else to what it listens. */
export const subtitle = `={{ ${valuesOf(sources.filter(hasEventTypes))}.includes($parameter.listenTo) && $parameter.eventTypes?.length ? [$parameter.eventTypes].flat().map((type) => (${JSON.stringify(EVENT_TYPES)})[type] ?? type).join(", ") : (${MODES})[$parameter.listenTo] }}`;

const INDENT = /^ +/gm;
const LONG_WORD = /[^\s&;]{24}(?=[^\s&;])/g;

/** JSON in HTML: n8n takes no style, so that lines of `<pre>` would be cut off. */
const asHtml = (json: object): string =>
	JSON.stringify(json, null, 2)
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(LONG_WORD, '$&<wbr>')
		.replace(INDENT, (spaces) => '&nbsp;'.repeat(spaces.length))
		.replace(/\n/g, '<br>');

/** Where the hints stand, and when: where the output will be. */
const BEFORE = { location: 'outputPane', whenToDisplay: 'beforeExecution' } as const;

/** Which of these is chosen under “Listen To”, and maybe among the types of events. */
function condition(chosen: Source[], eventType?: string): string {
	const isListenedTo = `${valuesOf(chosen)}.includes($parameter.listenTo)`;
	const isWanted = eventType ? ` && !!$parameter.eventTypes?.includes("${eventType}")` : '';
	return `={{ ${isListenedTo}${isWanted} }}`;
}

const hintOn = (source: Source): NodeHint => ({
	...BEFORE,
	message: source.tryIt.replace('Execute step', '<b>$&</b>'),
	displayCondition: condition([source]),
});

const hintWith = ({ name, eventType, item }: Sample, chosen: Source[]): NodeHint => ({
	...BEFORE,
	message: `<b>Sample: ${name}</b>. To work with it now, copy the text below, click <b>set mock data</b>, and replace the example there.<br><code>${asHtml(item)}</code>`,
	displayCondition: condition(chosen, eventType),
	group: { key: 'samples', summary: 'Samples of these events ({count})' },
});

/** Each list of samples, with the sources that have it. */
const samples = new Map<readonly Sample[], Source[]>();
for (const source of sources) {
	samples.set(source.samples, [...(samples.get(source.samples) ?? []), source]);
}

/** What is shown before the first run, for what is chosen: how to try it, and what comes out. */
export const hints: NodeHint[] = [
	...sources.map(hintOn),
	...[...samples].flatMap(([all, chosen]) => all.map((sample) => hintWith(sample, chosen))),
];
