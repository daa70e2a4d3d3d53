import { CONNECTION_ID_EXAMPLE } from '../api/examples';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { DEFAULT_CONNECTION } from './connectionField';
import { locatorField } from './locators';
import type { ListMethod } from './listPermissions';
import type { Parameters } from './parameters';
import type { Reference } from './reference';

/** The field of a connection by its ID or its name, with what it is for. */
export const connectionIdFieldFor = (description: string, searchListMethod: ListMethod) =>
	locatorField({
		displayName: 'Connection',
		name: 'connectionId',
		one: 'a connection',
		description,
		searchListMethod,
		alsoRequire: 'names',
		modes: {
			id: ['By ID', `e.g. ${CONNECTION_ID_EXAMPLE}`],
			name: ['By Name', `e.g. ${DEFAULT_CONNECTION}`],
		},
	});

/** The connection that an operation is about. */
export const oneConnectionField = {
	...connectionIdFieldFor('Select from the list, or enter the ID or name.', 'searchAllConnections'),
	required: true,
};

/**
 * The connection that an operation is about.
 *
 * @param advice what to choose
 * @throws InputError when the field is empty
 */
export function readOneConnection(
	parameters: Parameters,
	advice = 'Select a connection.',
): Reference {
	const reference = parameters.reference(oneConnectionField.name);
	if (reference.value !== '') return reference;
	throw new InputError("'Connection' is empty.", `${advice} ${CHECK_EXPRESSION}`);
}
