import type { Management } from 'auth0';

import { anId, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand, Subject } from '../transport/request';
import { subjectOfConnection } from './connections';

/** The most applications that Auth0 returns at once, other than of most lists. */
const MAX_PAGE_SIZE = 1000;

/** The most applications that Auth0 takes in one request. */
export const MAX_CHANGES = 50;

const enabledApplication = partOf<Management.ConnectionEnabledClient>()({ client_id: anId });

/**
 * Lists the applications for which a connection is enabled.
 *
 * @see https://auth0.com/docs/api/management/v2/connections/get-connection-clients
 */
export const listConnectionApplications = (
	connectionId: string,
): ListRequest<ReturnType<typeof enabledApplication>> => ({
	path: path`/connections/${connectionId}/clients`,
	isCheckpoint: true,
	pageSize: MAX_PAGE_SIZE,
	rowId: 'client_id',
	subject: subjectOfConnection(connectionId),
	row: enabledApplication,
});

const subjectOf = (connectionId: string): Subject => ({
	name: `Connection “${connectionId}” or one of the applications`,
	whenMissing: "Check 'Connection' and 'Applications'. They may have been deleted in the meantime.",
	whenRefused: "Check 'Applications'. Each must be an application of this tenant.",
});

/**
 * Enables a connection for applications, or disables it for them; for those that have it so already, nothing
 * changes.
 *
 * @param clientIds `MAX_CHANGES` at most
 * @see https://auth0.com/docs/api/management/v2/connections/patch-clients
 */
export const setConnectionApplications = (
	connectionId: string,
	clientIds: string[],
	isEnabled: boolean,
): ApiCommand<Management.UpdateEnabledClientConnectionsRequestContent> => ({
	method: 'PATCH',
	path: path`/connections/${connectionId}/clients`,
	body: clientIds.map((id) => ({ client_id: id, status: isEnabled })),
	subject: subjectOf(connectionId),
});
