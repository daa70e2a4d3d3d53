import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiCommand } from '../transport/request';
import { subjectOfConnection } from './connections';

/** What to do where a connection is no database. */
export const DELETE_OTHERWISE =
	'Choose a database connection. To delete users of other connections, use the Delete operation of the User resource.';

const NO_DATABASE: RefusalRule = {
	status: 400,
	pattern: /database connection/i,
	message: 'Users can only be deleted by email address in a database connection.',
	description: DELETE_OTHERWISE,
};

/**
 * Deletes the user of a database connection who has an email address. Auth0 answers the same when nobody
 * has it.
 *
 * @see https://auth0.com/docs/api/management/v2/connections/delete-users-by-email
 */
export const deleteConnectionUser = (connectionId: string, email: string): ApiCommand => ({
	method: 'DELETE',
	path: path`/connections/${connectionId}/users`,
	query: { email },
	subject: subjectOfConnection(connectionId),
	labels: { email: 'Email' },
	errors: [NO_DATABASE],
});
