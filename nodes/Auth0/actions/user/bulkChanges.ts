import type { IDataObject } from 'n8n-workflow';

import { isMetadataKey } from '../../api/metadata';
import { updateUser } from '../../api/users';
import type { UserProperty } from '../../api/userSchema';
import { choice } from '../../fields/choice';
import type { Parameters } from '../../fields/parameters';
import { type Change, readUpdate } from '../../fields/user/updateFields';
import { readUserOutput, userFirst } from '../../fields/user/userOutput';
import { applyUpdate } from './applyUpdate';
import { readAccessChange } from './bulkAccess';
import { type BulkChange, filterFor, RUN_AGAIN } from './bulkChange';
import { readPasswordEmails } from './bulkPasswordReset';
import { readRolesChange } from './bulkRoles';
import { deleteOne } from './delete.operation';
import { differences, metadataDifferences } from './differences';
import { mergedMetadata } from './metadataMerge';

/** The choice of what to do with each user that is found. */
export const kindOfChange = choice({
	displayName: 'Change',
	name: 'change',
	noDataExpression: true,
	default: 'block',
	description: 'What to do with each user found',
	options: [
		{ name: 'Add Roles', value: 'addRoles', description: 'Assign roles to the users' },
		{ name: 'Block', value: 'block', description: 'Prevent the users from logging in' },
		{ name: 'Delete', value: 'delete', description: 'Permanently delete the users' },
		{ name: 'Remove Roles', value: 'removeRoles', description: 'Remove roles from the users' },
		{
			name: 'Revoke Access',
			value: 'revokeAccess',
			description: 'End all sessions and revoke all refresh tokens of the users',
		},
		{
			name: 'Send Password Reset Email',
			value: 'sendPasswordReset',
			description: 'Send the users an email with a link to set a new password',
		},
		{ name: 'Update', value: 'update', description: 'Change properties or metadata of the users' },
	],
});

/** @throws InputError naming the field, before anything is sent */
export function readBulkChange(parameters: Parameters): BulkChange {
	const kind = kindOfChange.read(parameters);
	switch (kind) {
		case 'addRoles':
		case 'removeRoles':
			return readRolesChange(parameters, kind);
		case 'block':
			return readBlock(parameters);
		case 'delete':
			return DELETION;
		case 'revokeAccess':
			return readAccessChange(parameters);
		case 'sendPasswordReset':
			return readPasswordEmails(parameters);
		case 'update':
			return readUpdates(parameters);
	}
}

const DELETION: BulkChange = {
	would: 'would be deleted',
	did: 'were deleted',
	forTheRest: RUN_AGAIN,
	preview: () => ({ deleted: true }),
	run: async ({ management }, { user_id: id }, identity) =>
		userFirst({ ...identity, ...(await deleteOne(management, id)) }),
};

function readBlock(parameters: Parameters): BulkChange {
	const show = readUserOutput(parameters);
	const body = { blocked: true };
	return {
		would: 'would be blocked',
		did: 'were blocked',
		forTheRest: RUN_AGAIN,
		preview: () => body,
		run: async ({ management }, { user_id: id }) =>
			show(await management.request(updateUser(id, body))),
	};
}

function readUpdates(parameters: Parameters): BulkChange {
	const show = readUserOutput(parameters);
	const update = readUpdate(parameters);
	return {
		would: 'would be updated',
		did: 'were updated',
		forTheRest: filterFor('update', 'updated'),
		compares: Object.keys(update.body).filter((key) => !UNKNOWN.has(key)),
		preview: (user) => previewOf(update, user),
		run: async ({ management }, { user_id: id }) => show(await applyUpdate(management, id, update)),
	};
}

/** What says how to change something, and is no property of a user. */
const MANNERS: ReadonlySet<string> = new Set([
	'client_id',
	'connection',
	'verify_email',
	'verify_phone_number',
] satisfies UserProperty[]);

/** What Auth0 does not return of a user. */
const UNKNOWN: ReadonlySet<string> = new Set([...MANNERS, 'password']);

/** What an update would change: neither what is so already nor a password, which the output would show. */
function previewOf({ body, mode }: Change, user: IDataObject): IDataObject {
	const { ofUser } = differences(user, body);
	const left = Object.entries(ofUser).filter(([key]) => !MANNERS.has(key) && !isMetadataKey(key));
	return {
		...Object.fromEntries(left.map(([key, value]) => [key, key === 'password' ? '***' : value])),
		...metadataDifferences(user, mergedMetadata(body, user, mode)),
	};
}
