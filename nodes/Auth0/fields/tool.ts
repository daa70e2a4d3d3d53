import type { INodeProperties } from 'n8n-workflow';

/**
 * What only a tool of an AI agent has: n8n leaves it out of the parameters of any other node. So it says
 * what the node runs as.
 */
export const toolMark: INodeProperties = {
	displayName: 'Is Tool',
	name: 'isTool',
	type: 'hidden',
	default: true,
	displayOptions: { show: { '@tool': [true] } },
};

/** A field that is shown only where the node is a tool of an AI agent. */
export const onlyForTools = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { ...field.displayOptions?.show, '@tool': [true] },
	},
});

/** A field that is not shown where the node is a tool of an AI agent. */
export const notForTools = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		hide: { ...field.displayOptions?.hide, '@tool': [true] },
	},
});
