import { enableConnection, getEnabledConnection } from '../../api/organizationConnections';
import {
	additionalSettingsField,
	connectionToAddField,
	readNewSettings,
} from '../../fields/organizationConnections';
import { InputError } from '../../transport/inputError';
import { connectionIdOf, TO_NAME_CONNECTION } from '../job/connections';
import { connectionAction } from './connectionAction';
import { hasSettings } from './connections';

/** Enables a connection for an organization; one that is enabled in the same way already stays as it is. */
export const add = connectionAction({
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add connection to organization',
		description: 'Enable a connection for an organization',
	},
	needs: ['create:organization_connections'],
	also: [
		TO_NAME_CONNECTION,
		{ to: 'add one that is enabled already', needs: ['read:organization_connections'] },
	],
	connectionField: connectionToAddField,
	fields: [additionalSettingsField],
	read: readNewSettings,
	idOf: async (api, _organizationId, connection) => await connectionIdOf(api, connection),
	async execute(api, { organizationId, connectionId }, settings) {
		const added = await api.createNew(enableConnection(organizationId, connectionId, settings));
		if (added) return added;
		const present = await api.request(getEnabledConnection(organizationId, connectionId));
		if (hasSettings(present, settings)) return present;
		throw new InputError(
			`Connection “${connectionId}” is already enabled for the organization, with other settings.`,
			'Use Update to change them.',
		);
	},
});
