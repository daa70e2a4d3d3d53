import type { INodeProperties } from 'n8n-workflow';

import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { choices } from '../choices';
import { named } from '../named';
import { onlyFor } from '../onlyFor';
import type { Parameters } from '../parameters';

/** What a user has that Auth0 drops when the user becomes an identity of another. */
type Part = 'metadata' | 'organizations' | 'roles';

const partsFor = (byDefault: Part[]) =>
	choices<Part>({
		displayName: 'Carry Over',
		name: 'carryOver',
		default: byDefault,
		description:
			'What to add from the linked user to the user that remains, before they are linked. Auth0 deletes everything else of it.',
		options: [
			{
				name: 'Metadata',
				value: 'metadata',
				description: 'User Metadata and App Metadata, merged on all levels',
			},
			{
				name: 'Organizations',
				value: 'organizations',
				description: 'Memberships, with the roles in each organization',
			},
			{ name: 'Roles', value: 'roles', description: 'The roles assigned to the user directly' },
		],
	});

const winner = choice({
	displayName: 'If Both Have a Value',
	name: 'metadataWinner',
	default: 'primary',
	description: 'Which metadata to keep where both users have a different value under the same name',
	options: [
		{ name: 'Keep That of the Linked User', value: 'linked' },
		{ name: 'Keep That of the User That Remains', value: 'primary' },
	],
});

/** What is carried over. */
export interface CarryOver {
	parts: ReadonlySet<Part>;
	winner: ReturnType<typeof winner.read>;
}

/**
 * The fields for what is carried over, and their reader.
 *
 * @param byDefault what is, at first
 * @returns a reader that throws InputError for a blank: only an empty list means nothing, as that is lost
 */
export function carryOverFields(...byDefault: Part[]) {
	const parts = partsFor(byDefault);
	const fields: INodeProperties[] = [
		parts.field,
		onlyFor({ carryOver: ['metadata'] }, winner.field),
	];
	const read = (parameters: Parameters): CarryOver => {
		const chosen = parts.read(parameters);
		if (chosen.length === 0 && !isEmptyList(parameters.value(parts.field.name))) {
			throw new InputError(`${named(parts.field.displayName)} is empty.`, HOW_TO_CHOOSE);
		}
		return { parts: new Set(chosen), winner: winner.read(parameters) };
	};
	return { fields, read };
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

const HOW_TO_CHOOSE = `What is not carried over is lost. Choose from the list, or return its values from an expression; to carry nothing over, it must return {{ [] }}. ${CHECK_EXPRESSION}`;
