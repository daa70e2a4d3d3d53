import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import type { Parameters } from '../parameters';
import { METADATA_LABELS, type Metadata } from './metadata';

/** How an update treats the metadata that the user already has. */
const metadataMode = choice({
	displayName: 'Metadata Mode',
	name: 'metadataMode',
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
});

export const metadataModeField = metadataMode.field;

const KEYS = ['user_metadata', 'app_metadata'] as const;

export type MetadataMode = ReturnType<typeof metadataMode.read>;

/** How to treat it: as Auth0 does, if nothing else was chosen. */
export const readMetadataMode = (parameters: Parameters): MetadataMode =>
	metadataMode.readOption(parameters) ?? 'merge';

/**
 * Refuses metadata with which somebody would lose data without wanting to: Auth0 takes an empty
 * object for "remove everything".
 *
 * @throws InputError naming the metadata
 */
export function checkMetadata(body: Metadata, mode: MetadataMode) {
	for (const key of KEYS) {
		const metadata = body[key];
		if (metadata === undefined) continue;
		const label = METADATA_LABELS[key];
		if (Object.keys(metadata).length === 0 && mode !== 'replace') {
			throw new InputError(
				`${label} is empty: Auth0 would remove all metadata of the user.`,
				'Enter what to change, or remove the field. If everything is to go, set Metadata Mode under Options to Replace.',
			);
		}
	}
}
