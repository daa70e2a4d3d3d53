import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { MAX_CHANGES, setConnectionApplications } from '../../api/connectionApplications';
import { applicationsField, requireApplications } from '../../fields/application/applicationsField';
import { oneConnectionField, readOneConnection } from '../../fields/connectionIdField';
import type { Named } from '../../fields/locators';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import {
	namedApplications,
	TO_NAME_APPLICATIONS,
	withApplicationNames,
} from '../application/applications';
import { changedConnectionId, connectionKey, TO_NAME_CONNECTION } from '../job/connections';
import type { Operation } from '../operation';

interface ApplicationAction {
	option: INodePropertyOptions;
	/** What the field Applications is for. */
	description: string;
	isEnabled: boolean;
	/** The property of the output that lists the applications. */
	done: string;
}

/** An operation that enables a connection for applications, or disables it for them. */
export const applicationAction = ({
	option,
	description,
	isEnabled,
	done,
}: ApplicationAction): Operation<{ connection: Reference; applications: Named[] }> => ({
	option,
	permissions: {
		needs: ['update:connections'],
		also: [TO_NAME_CONNECTION, TO_NAME_APPLICATIONS],
	},
	fields: [oneConnectionField, applicationsField(description), optionsField()],
	read: (item) => ({
		connection: readOneConnection(item),
		applications: requireApplications(item),
	}),
	key: async ({ connection }, { management }) => [
		connectionKey(await changedConnectionId(connection, management)),
	],
	async execute({ connection, applications }, { management }): Promise<IDataObject> {
		const id = await changedConnectionId(connection, management);
		const clientIds = await namedApplications(management, applications);
		for (let at = 0; at < clientIds.length; at += MAX_CHANGES) {
			const some = clientIds.slice(at, at + MAX_CHANGES);
			await management.send(setConnectionApplications(id, some, isEnabled));
		}
		return { connection_id: id, [done]: await withApplicationNames(management, clientIds) };
	},
});
