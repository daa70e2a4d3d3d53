import { METADATA_KEYS, METADATA_LABELS, type Metadata } from '../../api/metadata';
import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { requires } from '../listPermissions';
import { named } from '../named';
import type { Parameters } from '../parameters';

/** How an update treats the metadata that the user already has. */
const metadataMode = choice({
	displayName: 'Metadata Mode',
	name: 'metadataMode',
	default: 'merge',
	description: 'How to handle the user’s existing metadata',
	options: [
		{
			name: 'Merge First Level',
			value: 'merge',
			description: 'Auth0’s default. Top-level keys you set replace existing ones.',
		},
		{
			name: 'Merge Deeply',
			value: 'mergeDeeply',
			description: `Keeps nested keys you don’t set. Also ${requires('searchUsers')}.`,
		},
		{
			name: 'Replace',
			value: 'replace',
			description: `Replaces all existing metadata; {} removes everything. Also ${requires('searchUsers')}.`,
		},
	],
});

/** The field for what becomes of the metadata that is there. */
export const metadataModeField = metadataMode.field;

/** What becomes of the metadata that is there. */
export type MetadataMode = ReturnType<typeof metadataMode.read>;

/** How to treat it: as Auth0 does, if nothing else was chosen. */
export const readMetadataMode = (parameters: Parameters): MetadataMode =>
	metadataMode.readOption(parameters);

/**
 * Refuses metadata with which somebody would lose data without wanting to: Auth0 takes an empty
 * object for "remove everything".
 *
 * @throws InputError naming the metadata
 */
export function checkMetadata(body: Metadata, mode: MetadataMode) {
	for (const key of METADATA_KEYS) {
		const metadata = body[key];
		if (metadata === undefined) continue;
		const label = METADATA_LABELS[key];
		if (Object.keys(metadata).length === 0 && mode !== 'replace') {
			throw new InputError(
				`${named(label)} is empty, which would remove all metadata of the user.`,
				"Enter what to change, or remove the field. To remove all metadata, set 'Metadata Mode' under 'Options' to Replace.",
			);
		}
	}
}
