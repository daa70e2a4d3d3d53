import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { getUserMetadata } from '../../api/users';
import { METADATA_LABELS, type Metadata } from '../../fields/user/metadata';
import { deepMerge, replacement } from '../../fields/user/metadataMerge';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';

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

/** How to treat it; `merge` is what Auth0 does. */
export type MetadataMode = string;

/** @throws InputError for a mode that an expression made up */
export const readMetadataMode = (item: Item): MetadataMode =>
	item.choiceOption('metadataMode') ?? 'merge';

/**
 * Refuses metadata with which somebody would lose data without wanting to: Auth0 takes an empty
 * object for "remove everything" [patch_users_by_id].
 *
 * @throws InputError naming the metadata
 */
export function checkMetadata(body: Metadata, mode: MetadataMode) {
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
		if (Object.keys(metadata).length === 0 && mode !== 'replace') {
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
	api: ManagementApi,
	id: string,
	wanted: Metadata,
	mode: MetadataMode,
): Promise<Metadata> {
	if (mode === 'merge' || (!wanted.user_metadata && !wanted.app_metadata)) return {};
	const current = await api.request(getUserMetadata(id));
	return mergedMetadata(wanted, current, mode);
}

/** As `resolveMetadata`, for a user who was read. */
export function mergedMetadata(
	{ user_metadata, app_metadata }: Metadata,
	user: IDataObject,
	mode: MetadataMode,
): Metadata {
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
