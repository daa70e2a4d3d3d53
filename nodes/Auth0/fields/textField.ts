import type { INodeProperties } from 'n8n-workflow';

/** A field of text, which is empty at first. @param example what can be entered */
export const textField = (
	displayName: string,
	name: string,
	example: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description,
});
