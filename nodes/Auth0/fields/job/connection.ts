import { connectionIdFieldFor, readOneConnection } from '../connectionIdField';
import type { Parameters } from '../parameters';
import type { Reference } from '../reference';

/** The connection whose users are exported: of any kind. */
export const exportConnectionField = connectionIdFieldFor(
	'Only export the users of this connection. Leave empty to export all users.',
	'searchAllConnections',
);

/** The connection that users are imported into: a database. */
export const databaseField = {
	...connectionIdFieldFor('The database connection to import the users into.', 'searchDatabases'),
	required: true,
};

/** @throws InputError when the field is empty */
export const readDatabase = (parameters: Parameters): Reference =>
	readOneConnection(parameters, 'Select a database connection.');
