import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../transport/inputError';
import { locatorField } from './locators';
import type { Parameters } from './parameters';

/** The database connection that a new tenant has. */
export const DEFAULT_CONNECTION = 'Username-Password-Authentication';

/** The field of a connection of the tenant, by its name, with what it is for. */
export const connectionFieldFor = (description: string): INodeProperties =>
	locatorField({
		displayName: 'Connection',
		name: 'connection',
		one: 'a connection',
		description,
		searchListMethod: 'searchConnections',
		modes: { name: ['By Name', `e.g. ${DEFAULT_CONNECTION}`] },
	});

/** The connection of an identity. */
export const connectionField = connectionFieldFor(
	'Connection of the identity to change. Needed to change the email address, phone number, username or password of a linked (secondary) identity.',
);

/** The field of the connection that an operation cannot do without, with what it is for. */
export const requiredConnectionFieldFor = (description: string): INodeProperties => ({
	...connectionFieldFor(description),
	required: true,
	default: { mode: 'list', value: DEFAULT_CONNECTION, cachedResultName: DEFAULT_CONNECTION },
});

/** What is wrong when the field is empty. */
export const CONNECTION_IS_EMPTY = `'${connectionField.displayName}' is empty.`;

/**
 * @param description what to do when it is empty
 * @throws InputError when the field Connection is empty
 */
export function readConnection(parameters: Parameters, description: string): string {
	const connection = parameters.reference(connectionField.name).value;
	if (connection === '') throw new InputError(CONNECTION_IS_EMPTY, description);
	return connection;
}
