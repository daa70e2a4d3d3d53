import { resolveWebhookDescriptionField, Workflow } from 'n8n-workflow';

// With its extension: beside it is Auth0Trigger.node.json, which some resolvers find first.
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { sources } from '../../nodes/Auth0Trigger/sources';

const trigger = new Auth0Trigger();

/** The method of the webhook, as n8n finds it by the expression, and as it does without. */
function methodsFor(listenTo: string) {
	const [webhook] = trigger.description.webhooks ?? [];
	const workflow = new Workflow({
		nodes: [
			{
				id: '1',
				name: 'Auth0 Trigger',
				type: 'n8n-nodes-auth0.auth0Trigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { listenTo },
			},
		],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => trigger,
			getByNameAndVersion: () => trigger,
			getKnownTypes: () => ({}),
		},
	});
	const node = workflow.nodes['Auth0 Trigger'];
	if (!webhook || !node) throw new Error('There is no webhook.');
	const { httpMethod } = webhook;
	return [
		workflow.expression.getSimpleParameterValue(node, httpMethod, 'internal', {}),
		resolveWebhookDescriptionField(node, webhook, 'httpMethod'),
	];
}

it.each(sources.map((source) => [source.option.value, 'streamOf' in source ? 'POST' : '']))(
	'%s has a webhook where Auth0 delivers',
	(listenTo, method) => {
		expect(methodsFor(listenTo)).toEqual([method, { resolved: true, value: method }]);
	},
);
