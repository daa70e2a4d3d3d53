import type { INodeProperties } from 'n8n-workflow';

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
		description:
			'The linked identity, such as google-oauth2|103547991597142817347. The list requires the read:users permission.',
		searchListMethod: 'searchIdentities',
		modes: { id: ['By ID', 'e.g. google-oauth2|103547991597142817347'] },
	}),
	required: true,
};

/** An identity as its provider knows it: the two parts of a user_id. */
export interface IdentityReference {
	provider: string;
	user_id: string;
}

/**
 * The two parts of a user_id: the provider up to the first |, and the ID behind it.
 *
 * @param field its name as the panel shows it
 * @throws InputError naming the field
 */
export function splitIdentity(field: string, id: string): IdentityReference {
	const [, provider, userId] = /^([^|]+)\|(.+)$/s.exec(readIdentifier(field, id)) ?? [];
	if (provider && userId) return { provider, user_id: userId };
	throw new InputError(
		id === '' ? `${named(field)} is empty.` : `“${id}” in ${named(field)} is not a full user ID.`,
		'Enter the provider, a | and the ID, such as google-oauth2|103547991597142817347.',
	);
}
