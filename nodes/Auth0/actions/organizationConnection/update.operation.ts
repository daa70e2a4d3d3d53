import { updateEnabledConnection } from '../../api/organizationConnections';
import {
	ownConnectionField,
	readSettingsUpdate,
	updateSettingsField,
} from '../../fields/organizationConnections';
import { connectionAction } from './connectionAction';
import { ownConnectionId, TO_NAME_OWN_CONNECTION } from './connections';

/** Changes how people log in to an organization with one of its connections. */
export const update = connectionAction({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update connection of organization',
		description: 'Change membership, signup or button',
	},
	needs: ['update:organization_connections'],
	also: [TO_NAME_OWN_CONNECTION],
	connectionField: ownConnectionField,
	fields: [updateSettingsField],
	read: readSettingsUpdate,
	idOf: ownConnectionId,
	execute: async (api, { organizationId, connectionId }, settings) =>
		await api.request(updateEnabledConnection(organizationId, connectionId, settings)),
});
