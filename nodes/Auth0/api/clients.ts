import type { Management } from 'auth0';

import { aText, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';

const application = partOf<Management.Client>()({ client_id: aText, name: aText });

/** An application of the tenant, as far as the node relies on it. */
export type Application = ReturnType<typeof application>;

/**
 * Lists the applications of the tenant, without the global one.
 *
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export const listApplications = (): ListRequest<Application> => ({
	path: '/clients',
	query: { fields: 'client_id,name', include_fields: true, is_global: false },
	isCheckpoint: true,
	row: application,
});
