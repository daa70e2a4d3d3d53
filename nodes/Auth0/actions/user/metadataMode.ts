import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import { isRecord } from '../../transport/answers';
import type { Item } from '../item';
import { METADATA_LABELS, type Metadata } from '../../fields/user/metadata';
import { deepMerge, replacement } from '../../fields/user/metadataMerge';
import { getUserMetadata } from '../../api/users';
import { InputError } from '../../transport/inputError';

/** How an update treats the metadata that the user already has. */
export const metadataModeField: INodeProperties = {
	displayName: 'Metadata Mode',
	name: 'metadataMode',
	type: 'options',
	default: 'merge',
	description: 'What happens to the metadata that the user already has',
	options: [
		{
			name: 'Merge First Level',
			value: 'merge',
			description: 'What Auth0 does: a name that you give replaces all that is below it',
		},
		{
			name: 'Merge Deeply',
			value: 'mergeDeeply',
			description: 'Nested names that you do not give stay, too (also needs read:users)',
		},
		{
			name: 'Replace',
			value: 'replace',
			description: 'Only what you give stays; {} removes everything (also needs read:users)',
		},
	],
};

const KEYS = ['user_metadata', 'app_metadata'] as const;

/** @throws InputError for a mode that an expression made up */
const modeOf = (item: Item) => item.choiceOption('metadataMode') ?? 'merge';

/**
 * Refuses metadata with which somebody would lose data without wanting to: Auth0 takes an empty
 * object for "remove everything" [patch_users_by_id].
 *
 * @throws InputError naming the metadata
 */
export function checkMetadata(item: Item, body: Metadata) {
	for (const key of KEYS) {
		const metadata: unknown = body[key];
		if (metadata === undefined) continue;
		const label = METADATA_LABELS[key];
		if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
			throw new InputError(
				`${label} is not a JSON object.`,
				'Enter one such as { "plan": "gold" }. To remove all of it, enter {} and set Metadata Mode under Options to Replace.',
			);
		}
		if (Object.keys(metadata).length === 0 && modeOf(item) !== 'replace') {
			throw new InputError(
				`${label} is empty: Auth0 would remove all metadata of the user.`,
				'Enter what to change, or remove the field. If everything is to go, set Metadata Mode under Options to Replace.',
			);
		}
	}
}

/**
 * The metadata to send, so that Auth0's merge of the first level has the effect of the mode that
 * was chosen. To merge deeply and to replace, it reads the metadata of the user first.
 */
export async function resolveMetadata(
	item: Item,
	api: ManagementApi,
	id: string,
	wanted: Metadata,
): Promise<Metadata> {
	if (modeOf(item) === 'merge' || (!wanted.user_metadata && !wanted.app_metadata)) return {};
	const current = await api.request(getUserMetadata(id));
	return mergedMetadata(item, wanted, current);
}

/** As `resolveMetadata`, for a user who was read. */
export function mergedMetadata(
	item: Item,
	{ user_metadata, app_metadata }: Metadata,
	user: IDataObject,
): Metadata {
	const mode = modeOf(item);
	const change = (has: IDataObject, given: IDataObject) => {
		if (mode === 'replace') return replacement(has, given);
		return mode === 'mergeDeeply' ? deepMerge(has, given) : given;
	};
	const current = (key: keyof Metadata) => (isRecord(user[key]) ? user[key] : {});
	return {
		...(user_metadata && { user_metadata: change(current('user_metadata'), user_metadata) }),
		...(app_metadata && { app_metadata: change(current('app_metadata'), app_metadata) }),
	};
}
