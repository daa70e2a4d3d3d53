import { disableConnection } from '../../api/organizationConnections';
import { ownConnectionField } from '../../fields/organizationConnections';
import { isRecord } from '../../transport/answers';
import type { ApiAnswer } from '../../transport/request';
import { connectionAction } from './connectionAction';
import { ownConnectionId, TO_NAME_OWN_CONNECTION } from './connections';

/** Whether the organization does not have the connection, so that nothing is left to do. */
const saysIsGone = ({ statusCode, body }: ApiAnswer) =>
	(statusCode === 404 && isRecord(body) && /connection/i.test(String(body.message))) || undefined;

/** Disables a connection for an organization; it stays a connection of the tenant. */
export const remove = connectionAction({
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove connection from organization',
		description: 'Disable a connection for an organization',
	},
	needs: ['delete:organization_connections'],
	also: [TO_NAME_OWN_CONNECTION],
	connectionField: ownConnectionField,
	read: () => undefined,
	idOf: ownConnectionId,
	async execute(api, { organizationId, connectionId }) {
		await api.requestUnless(disableConnection(organizationId, connectionId), saysIsGone);
		return { removed: true };
	},
});
