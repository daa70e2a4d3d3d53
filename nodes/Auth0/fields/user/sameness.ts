import type { INodeProperties } from 'n8n-workflow';

import type { MetadataKey } from '../../api/metadata';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { onlyFor } from '../onlyFor';
import type { Parameters } from '../parameters';
import { textField } from '../textField';

const sameBy = choice({
	displayName: 'Same Person If',
	name: 'sameBy',
	noDataExpression: true,
	default: 'email',
	description: 'What two accounts must have in common to be those of one person',
	options: [
		{
			name: 'Same Metadata',
			value: 'metadata',
			description: 'The same value in App Metadata or User Metadata, such as a customer number',
		},
		{
			name: 'Same Verified Email',
			value: 'email',
			description:
				'The same email address, in upper or lower case, verified in each account or linked identity',
		},
		{
			name: 'Same Verified Phone Number',
			value: 'phone',
			description: 'The same phone number, verified in each account or linked identity',
		},
	],
});

const kind = choice({
	displayName: 'Metadata',
	name: 'sameMetadata',
	default: 'app_metadata',
	description:
		'Where the value is. Only choose User Metadata if your applications don’t let users change the value.',
	options: [
		{ name: 'App Metadata', value: 'app_metadata' },
		{ name: 'User Metadata', value: 'user_metadata' },
	],
});

const NAME = textField(
	'Name in Metadata',
	'sameName',
	'customer_number',
	'Name of the entry, with dots between levels, such as crm.number',
);

/** What two accounts must have in common. */
export const samenessFields: INodeProperties[] = [
	sameBy.field,
	onlyFor({ sameBy: ['metadata'] }, kind.field),
	onlyFor({ sameBy: ['metadata'] }, { ...NAME, required: true }),
];

/** What two accounts have in common if they are those of one person. */
export type Sameness =
	{ by: 'email' } | { by: 'phone' } | { by: 'metadata'; of: MetadataKey; path: string[] };

/** @throws InputError when no entry of metadata is named */
export function readSameness(parameters: Parameters): Sameness {
	const by = sameBy.read(parameters);
	if (by !== 'metadata') return { by };
	const path = parameters.text(NAME.name).split('.');
	if (path.some((name) => name.trim() === '')) {
		throw new InputError(
			`'${NAME.displayName}' is ${path.length === 1 ? 'empty' : 'not the name of an entry'}.`,
			`Enter the name of an entry, such as customer_number or crm.number. ${CHECK_EXPRESSION}`,
		);
	}
	return { by, of: kind.read(parameters), path };
}
