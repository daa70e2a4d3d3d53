import type { INodeProperties } from 'n8n-workflow';

/** A field that is shown only while other fields have these values, besides what it asks for itself. */
export const onlyFor = (
	values: Record<string, string[]>,
	field: INodeProperties,
): INodeProperties => ({
	...field,
	displayOptions: { show: { ...field.displayOptions?.show, ...values } },
});
