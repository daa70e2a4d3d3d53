import { isRecord } from '../../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { connectionIdFieldFor, readOneConnection } from '../connectionIdField';
import type { Parameters } from '../parameters';
import type { Reference } from '../reference';

/** The connection whose users are exported: of any kind. */
export const exportConnectionField = connectionIdFieldFor(
	'Only export the users of this connection. Leave empty to export all users.',
	'searchAllConnections',
);

/**
 * The connection whose users are exported; '' for all.
 *
 * @throws InputError for an expression that returned nothing: everybody would be exported
 */
export function readExportConnection(parameters: Parameters): Reference {
	const reference = parameters.reference(exportConnectionField.name);
	const saved = parameters.saved(exportConnectionField.name);
	const value = isRecord(saved) ? saved.value : saved;
	const isExpression = typeof value === 'string' && value.startsWith('=');
	if (reference.value !== '' || !isExpression) return reference;
	throw new InputError(
		"'Connection' is empty.",
		`To export all users, clear the field instead of using an expression. ${CHECK_EXPRESSION}`,
	);
}

/** The connection that users are imported into: a database. */
export const databaseField = {
	...connectionIdFieldFor('The database connection to import the users into.', 'searchDatabases'),
	required: true,
};

/** @throws InputError when the field is empty */
export const readDatabase = (parameters: Parameters): Reference =>
	readOneConnection(parameters, 'Select a database connection.');
