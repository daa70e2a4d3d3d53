import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
} from 'n8n-workflow';

/*
 * What the example needs of n8n-nodes-base, which is not installed to develop this package: it
 * has hundreds of nodes, and n8n's loader for developers would take them for ours.
 */

const describe = (name: string, displayName: string): INodeTypeDescription => ({
	name,
	displayName,
	group: [],
	version: 1,
	description: '',
	defaults: {},
	inputs: [],
	outputs: [],
	properties: [],
});

/** Starts a workflow with one empty item, as n8n's Manual Trigger does. */
const manualTrigger: INodeType = {
	description: {
		...describe('manualTrigger', 'Manual Trigger'),
		outputs: [NodeConnectionTypes.Main],
	},
	async trigger(this: ITriggerFunctions) {
		const manualTriggerFunction = async () => {
			await Promise.resolve(this.emit([this.helpers.returnJsonArray([{}])]));
		};
		return await Promise.resolve({ manualTriggerFunction });
	},
};

/** A text on the canvas, which is never executed. */
const stickyNote: INodeType = { description: describe('stickyNote', 'Sticky Note') };

/** The nodes by their types in a workflow. */
export const BASE_NODES: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': manualTrigger,
	'n8n-nodes-base.stickyNote': stickyNote,
};
