import type { INodeProperties } from 'n8n-workflow';

/** Fields in the alphabetical order of their names, as n8n lists those of a collection. */
export const alphabetically = (fields: INodeProperties[]): INodeProperties[] =>
	[...fields].sort((a, b) => a.displayName.localeCompare(b.displayName));
