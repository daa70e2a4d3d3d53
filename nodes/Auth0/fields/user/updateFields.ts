import type { INodeProperties } from 'n8n-workflow';

import { USER_CHANGE, type UserChange } from '../../api/userSchema';
import { InputError } from '../../transport/inputError';
import { alphabetically } from '../alphabetically';
import type { Headers } from '../brandOptions';
import type { Parameters } from '../parameters';
import { checkUpdate } from './checks';
import { clearField, readCleared } from './clearFields';
import { metadataFields, readMetadata } from './metadata';
import { checkMetadata, type MetadataMode, readMetadataMode } from './metadataMode';
import { propertyFields } from './propertyFields';
import { bodyField, readUserChangeBody, usesJson } from './requestBody';
import { bodyOf } from './userBody';
import { readProperties } from './userProperties';

const METADATA_HELP =
	'By default, top-level keys you set replace existing ones, null removes a key, and other keys stay. To merge deeply or replace everything, add Metadata Mode under Options.';

/** What to change of a user: fields, or the whole body as JSON, by the field Input Mode. */
export const updateBodyFields: INodeProperties[] = [
	bodyField('{\n  "given_name": "Jane"\n}'),
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { specifyBody: ['fields'] } },
		description:
			'Fields to change. Fields you don’t add stay as they are; an expression that returns null clears the field.',
		options: alphabetically([
			propertyFields.blocked,
			clearField,
			propertyFields.clientId,
			propertyFields.connection,
			propertyFields.email,
			{
				...propertyFields.emailVerified,
				description:
					'Whether the email address is verified. An update sends no email unless Send Verification Email is added and turned on.',
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
	body: UserChange;
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
export function readUpdate(parameters: Parameters): Change {
	const body = usesJson(parameters) ? readUserChangeBody(parameters) : readFields(parameters);
	// A connection says where to change something, not what.
	if (Object.keys(body).every((key) => key === 'connection')) {
		throw new InputError(
			'No fields to update.',
			"Add a field under 'Update Fields'. If you use expressions, check that they return values for this item.",
		);
	}
	const mode = readMetadataMode(parameters);
	checkMetadata(body, mode);
	checkUpdate(body, '');
	return { body, mode, isJson: usesJson(parameters) };
}

function readFields(parameters: Parameters): UserChange {
	const updateFields = parameters.collection('updateFields');
	return bodyOf(USER_CHANGE, {
		...readProperties(updateFields),
		...readCleared(updateFields),
		...readMetadata(updateFields),
	});
}
