import type { INodeProperties } from 'n8n-workflow';

/** The switch that is on at first. @param previews what it does, without a period, such as “show what would change” */
export const dryRunField = (previews: string): INodeProperties => ({
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description: `Whether to ${previews}. Check the result before you turn this off.`,
});
