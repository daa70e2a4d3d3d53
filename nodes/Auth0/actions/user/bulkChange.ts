import type { IDataObject } from 'n8n-workflow';

import { isMetadataKey } from '../../api/metadata';
import { updateUser } from '../../api/users';
import type { UserProperty } from '../../api/userSchema';
import { choice } from '../../fields/choice';
import type { Parameters } from '../../fields/parameters';
import { type Change, readUpdate } from '../../fields/user/updateFields';
import { readUserOutput, userFirst } from '../../fields/user/userOutput';
import type { ManagementApi } from '../../transport/managementApi';
import { applyUpdate } from './applyUpdate';
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
		{ name: 'Block', value: 'block', description: 'Prevent the users from logging in' },
		{ name: 'Delete', value: 'delete', description: 'Permanently delete the users' },
		{ name: 'Update', value: 'update', description: 'Change properties or metadata of the users' },
	],
});

/** What to do with each user that a search finds. */
export interface BulkChange {
	/** What becomes of a user, such as “blocked”. */
	done: string;
	/** How to go on with those beyond Maximum Users. */
	forTheRest: string;
	/** What of a user it has to know besides the identity. */
	fields: string[];
	/** What it would change of a user who was found; nothing is sent. */
	preview(user: IDataObject): IDataObject;
	/**
	 * Changes a user.
	 *
	 * @param identity what the output says of a user who is gone
	 * @returns the output for the user
	 */
	run(api: ManagementApi, id: string, identity: IDataObject): Promise<IDataObject>;
}

const RUN_AGAIN = 'Run again for the rest.';

/** @throws InputError naming the field, before anything is sent */
export function readBulkChange(parameters: Parameters): BulkChange {
	const kind = kindOfChange.read(parameters);
	if (kind === 'delete') {
		return {
			done: 'deleted',
			forTheRest: RUN_AGAIN,
			fields: [],
			preview: () => ({ deleted: true }),
			run: async (api, id, identity) => userFirst({ ...identity, ...(await deleteOne(api, id)) }),
		};
	}
	const show = readUserOutput(parameters);
	if (kind === 'block') {
		const body = { blocked: true };
		return {
			done: 'blocked',
			forTheRest: RUN_AGAIN,
			fields: [],
			preview: () => body,
			run: async (api, id) => show(await api.request(updateUser(id, body))),
		};
	}
	const update = readUpdate(parameters);
	return {
		done: 'updated',
		forTheRest:
			"To update the rest, raise 'Maximum Users', or add a filter that excludes users you have already updated.",
		fields: Object.keys(update.body).filter((key) => !UNKNOWN.has(key)),
		preview: (user) => previewOf(update, user),
		run: async (api, id) => show(await applyUpdate(api, id, update)),
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
