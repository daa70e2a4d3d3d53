import { CONNECTION_ID_EXAMPLE } from '../api/examples';
import { CHOOSE_FROM_LIST } from '../transport/advice';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { DEFAULT_CONNECTION } from './connectionField';
import { locatorField } from './locators';
import type { Parameters } from './parameters';
import type { Reference } from './reference';

/** The field of a connection of any kind, with what it is for. */
export const anyConnectionField = (description: string) =>
	locatorField({
		displayName: 'Connection',
		name: 'connectionId',
		one: 'a connection',
		description,
		searchListMethod: 'searchAllConnections',
		alsoRequire: 'names',
		modes: {
			id: ['By ID', `e.g. ${CONNECTION_ID_EXAMPLE}`],
			name: ['By Name', `e.g. ${DEFAULT_CONNECTION}`],
		},
	});

/** @throws InputError when the field is empty */
export function readAnyConnection(parameters: Parameters): Reference {
	const reference = parameters.reference('connectionId');
	if (reference.value !== '') return reference;
	throw new InputError("'Connection' is empty.", `${CHOOSE_FROM_LIST} ${CHECK_EXPRESSION}`);
}
