import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import { customDomainField, customDomainHeaders } from '../../fields/brandOptions';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { optionsField } from '../../fields/requestOptions';
import { metadataModeField } from './metadataMode';
import { applyUpdate, readUpdate, updateBodyFields } from './updateBody';
import { output, outputFields } from '../../fields/user/userOutput';
import { changedUserId, userKey } from './userKeys';
import { readUser, userField } from './userReference';

const fields: INodeProperties[] = [
	userField,
	...updateBodyFields('Update needs the permission update:users'),
	optionsField(customDomainField, metadataModeField, ...outputFields),
];

/** patch_users_by_id: changes what is given, and leaves the rest of the user as it is. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const { body, headers } = read(item);
	const id = await changedUserId(item, api);
	return output(item, await applyUpdate(item, api, id, body, headers));
}

const read = perItem((item: Item) => {
	readUser(item);
	return { body: readUpdate(item), headers: customDomainHeaders(item) };
});

async function writesTo(item: Item, api: ManagementApi): Promise<string[]> {
	read(item);
	return [userKey(await changedUserId(item, api))];
}

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a user',
		description:
			'Change properties and metadata of a user, or clear them (permission update:users)',
	},
	fields,
	writesTo,
	execute,
};
