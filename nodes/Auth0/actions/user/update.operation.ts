import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { requestOptions } from '../requestOptions';
import { checkUpdate } from './checks';
import { clearField, readCleared } from './clearFields';
import { metadataFields, readMetadata } from './metadata';
import { checkMetadata, metadataModeField, resolveMetadata } from './metadataMode';
import { alphabetically, propertyFields } from './propertyFields';
import { bodyFields, readBody, usesJson } from './requestBody';
import { output, simplifyField } from './simplify';
import { labelOf, readProperties, type UserBody } from './userProperties';
import { findByEmail, readUser, subjectOf, userField, userPath } from './userReference';

const METADATA_HELP =
	'Auth0 merges the first level: a name that you give replaces all that is below it, null removes it, and the others stay. To merge deeply or to replace all, add Metadata Mode under Options.';

const fields: INodeProperties[] = [
	userField,
	...bodyFields('Update needs the permission update:users', '{\n  "given_name": "Jane"\n}'),
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
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: alphabetically([metadataModeField, simplifyField, ...requestOptions]),
	},
];

/** patch_users_by_id: changes what is given, and leaves the rest of the user as it is. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const user = readUser(item);
	const body = usesJson(item) ? readBody(item) : readFields(item);
	// A connection says where to change something, not what.
	if (Object.keys(body).every((key) => key === 'connection')) {
		throw item.refusal(
			'There is nothing to update.',
			'Add a field under Update Fields. If they are expressions, check that this item has the values.',
		);
	}
	checkMetadata(item, body);
	checkUpdate(item, body, 'id' in user ? user.id : '');

	const id = 'id' in user ? user.id : await findOne(item, api, user.email);
	checkUpdate(item, body, id);
	const updated = await api.request<IDataObject>({
		method: 'PATCH',
		path: userPath(id),
		body: { ...body, ...(await resolveMetadata(item, api, id, body)) },
		subject: subjectOf(id),
		labelOf: usesJson(item) ? undefined : labelOf,
	});
	return output(item, updated);
}

function readFields(item: Item): UserBody {
	const updateFields = item.collection('updateFields');
	return {
		...readProperties(item, updateFields),
		...readCleared(item, updateFields),
		...readMetadata(item, updateFields),
	};
}

/** The only user with an email address: an update must not choose among several. */
async function findOne(item: Item, api: ManagementApi, email: string): Promise<string> {
	const users = await findByEmail(item, api, email, { fields: 'user_id', include_fields: true });
	const ids = users.map(({ user_id: id }) => String(id));
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	throw item.refusal(
		`${ids.length} users have the email address “${email}”.`,
		`Choose one of them By ID in the field User: ${ids.join(', ')}`,
	);
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
	writesTo: (item) => item.reference('userId').value.toLowerCase(),
	execute,
};
