import { CONNECTION_ID_EXAMPLE } from '../../api/examples';
import { DEFAULT_CONNECTION } from '../connectionField';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { locatorField } from '../locators';
import type { ListMethod } from '../listPermissions';
import type { Parameters } from '../parameters';
import type { Reference } from '../reference';

const fieldFor = (description: string, searchListMethod: ListMethod) =>
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

/** The connection whose users are exported: of any kind. */
export const exportConnectionField = fieldFor(
	'Only export the users of this connection. Leave empty to export all users.',
	'searchAllConnections',
);

/** The connection that users are imported into: a database. */
export const databaseField = {
	...fieldFor('The database connection to import the users into.', 'searchDatabases'),
	required: true,
};

/** @throws InputError when the field is empty */
export function readDatabase(parameters: Parameters): Reference {
	const reference = parameters.reference(databaseField.name);
	if (reference.value !== '') return reference;
	throw new InputError(
		"'Connection' is empty.",
		`Select a database connection. ${CHECK_EXPRESSION}`,
	);
}
