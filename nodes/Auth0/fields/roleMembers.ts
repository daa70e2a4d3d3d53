import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../transport/inputError';
import { named } from './named';
import type { Parameters } from './parameters';

/** What holds for all items of a run that sets the members of roles. */
export interface SetMembersSettings {
	isDryRun: boolean;
	/** How many members of one role may be removed. */
	maxRemoved: number;
	maxRemovedPercent: number;
}

/** The limit for the number of members, and that for their share. */
export const MAX_REMOVED = 'Max Members to Remove';
export const MAX_REMOVED_PERCENT = 'Max Members to Remove (%)';

/** What the panel calls each setting. */
const LABELS: Record<keyof SetMembersSettings, string> = {
	isDryRun: 'Dry Run',
	maxRemoved: MAX_REMOVED,
	maxRemovedPercent: MAX_REMOVED_PERCENT,
};

/** The settings, in the order of the panel. */
export const setMembersFields: INodeProperties[] = [
	{
		displayName: LABELS.isDryRun,
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to show what would change without changing anyone. Check the result before you turn this off.',
	},
	{
		displayName: LABELS.maxRemoved,
		name: 'maxRemoved',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 100,
		description:
			'Maximum number of members to remove from a role. If there are more, the run stops before it changes anyone.',
	},
	{
		displayName: LABELS.maxRemovedPercent,
		name: 'maxRemovedPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 20,
		description:
			'The same as a percentage of the members the role has, so that an incomplete list does no harm',
	},
];

/** @throws InputError naming the field that cannot be used */
export const readSetMembers = (parameters: Parameters): SetMembersSettings => ({
	isDryRun: parameters.isSet('dryRun'),
	maxRemoved: parameters.number('maxRemoved'),
	maxRemovedPercent: parameters.number('maxRemovedPercent'),
});

/**
 * Holds all items to the same settings: they are one list.
 *
 * @throws InputError naming the first field that differs
 */
export function requireSameSettings(first: SetMembersSettings, all: SetMembersSettings[]): void {
	const names = ['isDryRun', 'maxRemoved', 'maxRemovedPercent'] as const;
	const differing = names.find((name) => all.some((other) => other[name] !== first[name]));
	if (differing === undefined) return;
	throw new InputError(
		`${named(LABELS[differing])} must be the same for all items.`,
		'The items are a complete list of the members. Enter a fixed value instead of an expression.',
	);
}
