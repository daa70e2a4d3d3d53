import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { updateUser, type UserBody } from '../../api/users';
import { alphabetically } from '../../fields/alphabetically';
import type { Headers } from '../../fields/brandOptions';
import { checkUpdate } from '../../fields/user/checks';
import { clearField, readCleared } from '../../fields/user/clearFields';
import { metadataFields, readMetadata } from '../../fields/user/metadata';
import { propertyFields } from '../../fields/user/propertyFields';
import { bodyFields, readBody, usesJson } from '../../fields/user/requestBody';
import { readProperties } from '../../fields/user/userProperties';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import { checkMetadata, type MetadataMode, readMetadataMode } from '../../fields/user/metadataMode';
import { resolveMetadata } from './metadataMerge';

const METADATA_HELP =
	'Auth0 merges the first level: a name that you give replaces all that is below it, null removes it, and the others stay. To merge deeply or to replace all, add Metadata Mode under Options.';

/** What to change of a user: fields, or the whole body as JSON. */
export const updateBodyFields: INodeProperties[] = [
	...bodyFields('{\n  "given_name": "Jane"\n}'),
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { specifyBody: ['fields'] } },
		description:
			'What to change. A field that is not added stays as it is; an expression that returns null clears it.',
		options: alphabetically([
			propertyFields.blocked,
			clearField,
			propertyFields.clientId,
			propertyFields.connection,
			propertyFields.email,
			{
				...propertyFields.emailVerified,
				description:
					'Whether the email address is verified. An update sends no email, unless Send Verification Email is added and switched on.',
			},
			propertyFields.familyName,
			propertyFields.givenName,
			propertyFields.name,
			propertyFields.nickname,
			propertyFields.password,
			propertyFields.phoneNumber,
			propertyFields.phoneVerified,
			propertyFields.picture,
			propertyFields.username,
			propertyFields.verifyEmail,
			propertyFields.verifyPhoneNumber,
			...metadataFields(METADATA_HELP),
		]),
	},
];

/** A change that the person wants. */
export interface Change {
	body: UserBody;
	mode: MetadataMode;
	/** Whether the body was typed as JSON. */
	isJson: boolean;
	headers?: Headers;
}

/**
 * The change that the person wants.
 *
 * @throws InputError naming the field; also when there is nothing to change, or when Auth0
 * refuses the combination for every user
 */
export function readUpdate(item: Item): Change {
	const body = usesJson(item) ? readBody(item, 'update') : readFields(item);
	// A connection says where to change something, not what.
	if (Object.keys(body).every((key) => key === 'connection')) {
		throw new InputError(
			'There is nothing to update.',
			'Add a field under Update Fields. If they are expressions, check that this item has the values.',
		);
	}
	const mode = readMetadataMode(item);
	checkMetadata(body, mode);
	checkUpdate(body, '');
	return { body, mode, isJson: usesJson(item) };
}

function readFields(item: Item): UserBody {
	const updateFields = item.collection('updateFields');
	return {
		...readProperties(updateFields),
		...readCleared(updateFields),
		...readMetadata(updateFields),
	};
}

/**
 * Changes one user, with the metadata merged as the person chose.
 *
 * @throws InputError when Auth0 refuses such a change for users of this kind
 */
export async function applyUpdate(
	api: ManagementApi,
	id: string,
	{ body, mode, isJson, headers }: Change,
): Promise<IDataObject> {
	checkUpdate(body, id);
	const metadata = await resolveMetadata(api, id, body, mode);
	const request = { ...updateUser(id, { ...body, ...metadata }), headers };
	return await api.request(isJson ? { ...request, bodyField: 'Body' } : request);
}
