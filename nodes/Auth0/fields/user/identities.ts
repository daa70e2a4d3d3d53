import type { INodeProperties } from 'n8n-workflow';

import { IDENTITY_EXAMPLE } from '../../api/examples';
import { type IdentityReference, partsOf } from '../../api/userIds';
import { InputError } from '../../transport/inputError';
import { readIdentifier } from '../identifier';
import { locatorField } from '../locators';
import { named } from '../named';

/** The linked identity that an operation is about. */
export const identityField: INodeProperties = {
	...locatorField({
		displayName: 'Identity',
		name: 'identity',
		one: 'an identity',
		description: `The linked identity, such as ${IDENTITY_EXAMPLE}.`,
		searchListMethod: 'searchIdentities',
		modes: { id: ['By ID', `e.g. ${IDENTITY_EXAMPLE}`] },
	}),
	required: true,
};

/**
 * The two parts of a user_id that a person gave.
 *
 * @param field its name as the panel shows it
 * @throws InputError naming the field
 */
export function splitIdentity(field: string, id: string): IdentityReference {
	const parts = partsOf(readIdentifier(field, id));
	if (parts) return parts;
	throw new InputError(
		id === '' ? `${named(field)} is empty.` : `“${id}” in ${named(field)} is not a full user ID.`,
		`Enter the provider, a | and the ID, such as ${IDENTITY_EXAMPLE}.`,
	);
}
