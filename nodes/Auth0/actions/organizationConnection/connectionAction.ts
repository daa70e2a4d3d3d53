import type { INodeProperties, INodePropertyOptions, IDataObject } from 'n8n-workflow';

import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { readAnyConnection } from '../../fields/anyConnection';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { changedOrganizationId, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { perInput } from '../perInput';
import type { FurtherPermissions } from '../permissions';
import { connectionKey } from './connections';

interface ConnectionAction<T> {
	option: INodePropertyOptions;
	needs: string[];
	also: FurtherPermissions[];
	connectionField: INodeProperties;
	fields?: INodeProperties[];
	read(item: Item): T;
	/** @throws InputError for a name of no connection */
	idOf(api: ManagementApi, organizationId: string, connection: Reference): Promise<string>;
	execute(
		api: ManagementApi,
		ids: { organizationId: string; connectionId: string },
		given: T,
	): Promise<IDataObject>;
}

interface Input<T> {
	organization: OrganizationReference;
	connection: Reference;
	given: T;
}

/** An operation that changes one connection of an organization. */
export function connectionAction<T>({
	option,
	needs,
	also,
	connectionField,
	fields = [],
	read,
	idOf,
	execute,
}: ConnectionAction<T>): Operation<Input<T>> {
	/** Both IDs, looked up once: to keep the order and to change. */
	const idsOf = perInput(async ({ organization, connection }: Input<T>, api: ManagementApi) => {
		const organizationId = await changedOrganizationId(organization, api);
		return { organizationId, connectionId: await idOf(api, organizationId, connection) };
	});
	return {
		option,
		permissions: { needs, also: [...also, TO_NAME_ORGANIZATION] },
		fields: [oneOrganizationField, connectionField, ...fields, optionsField()],
		read: (item) => ({
			organization: readOrganizationReference(item),
			connection: readAnyConnection(item),
			given: read(item),
		}),
		async key(input, { management }) {
			const { organizationId, connectionId } = await idsOf(input, management);
			return [connectionKey(organizationId, connectionId)];
		},
		async execute(input, { management }) {
			const ids = await idsOf(input, management);
			const output = await execute(management, ids, input.given);
			return {
				organization_id: ids.organizationId,
				connection_id: ids.connectionId,
				...output,
			};
		},
	};
}
