import type { IDataObject } from 'n8n-workflow';

/** What the panel calls each kind of metadata, by its property of a user. */
export const METADATA_LABELS = {
	user_metadata: 'User Metadata',
	app_metadata: 'App Metadata',
} as const;

/** The property of a user that holds a kind of metadata. */
export type MetadataKey = keyof typeof METADATA_LABELS;

/** Whether a property of a user holds metadata. */
export const isMetadataKey = (key: string): key is MetadataKey =>
	Object.hasOwn(METADATA_LABELS, key);

/** The properties of a user that hold metadata. */
export const METADATA_KEYS = Object.keys(METADATA_LABELS).filter(isMetadataKey);

/**
 * The metadata of a user to create or to update.
 *
 * @see https://auth0.com/docs/manage-users/user-accounts/metadata
 */
export type Metadata = { [Key in MetadataKey]?: IDataObject };
