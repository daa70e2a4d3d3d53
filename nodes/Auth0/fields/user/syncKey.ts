import type { INodeProperties } from 'n8n-workflow';

import { USER_ID_EXAMPLE } from '../../api/examples';
import { userIdOf } from '../../api/userIds';
import type { NewUserBody } from '../../api/userSchema';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { toText } from '../fieldValues';
import { readIdentifier } from '../identifier';
import { named } from '../named';
import { onlyFor } from '../onlyFor';
import type { Parameters } from '../parameters';
import { splitIdentity } from './identities';
import { LOGINS, type Login } from './logins';
import { propertyFields } from './propertyFields';

const matchBy = choice({
	displayName: 'Match By',
	name: 'matchBy',
	noDataExpression: true,
	default: 'email',
	description: 'How to tell which item is which user',
	options: [
		{ name: 'Email', value: 'email' },
		{
			name: 'External ID',
			value: 'externalId',
			description:
				'A value in App Metadata, such as a personnel number: it stays when the email address changes',
		},
		{ name: 'Phone Number', value: 'phone' },
		{ name: 'User ID', value: 'userId' },
		{ name: 'Username', value: 'username' },
	],
});

/** The field of each value of Match By that has one of its own. */
const KEYS = {
	email: { parameter: 'email', label: 'Email' },
	externalId: { parameter: 'externalId', label: 'External ID' },
	phone: { parameter: 'upsertPhoneNumber', label: 'Phone Number' },
	userId: { parameter: 'upsertUserId', label: 'User ID' },
	username: { parameter: 'upsertUsername', label: 'Username' },
} as const;

const KEY_NAME = 'Name in App Metadata';

/** What an item is matched by, and the email address. */
export const syncKeyFields: INodeProperties[] = [
	matchBy.field,
	{
		...propertyFields.email,
		description: 'Email address of the user, which is unique within a connection',
	},
	onlyFor(
		{ matchBy: ['externalId'] },
		{
			displayName: KEYS.externalId.label,
			name: KEYS.externalId.parameter,
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 10042',
			description: 'What identifies the person in your system, such as a personnel number',
		},
	),
	onlyFor(
		{ matchBy: ['externalId'] },
		{
			displayName: KEY_NAME,
			name: 'externalIdName',
			type: 'string',
			required: true,
			default: 'external_id',
			placeholder: 'e.g. employee_number',
			description:
				'Where App Metadata has the external ID, with dots between levels, such as hr.number. Sync sets it for new users, and for users without one who have the email address of the item.',
		},
	),
	onlyFor(
		{ matchBy: ['phone'] },
		{ ...propertyFields.phoneNumber, name: KEYS.phone.parameter, required: true },
	),
	onlyFor(
		{ matchBy: ['userId'] },
		{
			displayName: KEYS.userId.label,
			name: KEYS.userId.parameter,
			type: 'string',
			required: true,
			default: '',
			placeholder: `e.g. ${USER_ID_EXAMPLE}`,
			description: 'Full user ID. A new user gets the same ID, with the prefix of the connection.',
		},
	),
	onlyFor(
		{ matchBy: ['username'] },
		{ ...propertyFields.username, name: KEYS.username.parameter, required: true },
	),
];

/** What users are matched by: a login, the user ID, or what the way through App Metadata leads to. */
export type MatchBy =
	| { by: Login; label: string }
	| { by: 'userId'; label: string }
	| { by: 'externalId'; label: string; path: string[] };

/** How the items and the users are matched. @throws InputError for no way through App Metadata */
export function readMatchBy(parameters: Parameters): MatchBy {
	const by = matchBy.read(parameters);
	if (by !== 'externalId') return { by, label: KEYS[by].label };
	const name = readIdentifier(KEY_NAME, parameters.text('externalIdName'));
	const path = name.replace(/^app_metadata\./, '').split('.');
	if (path.every((part) => part !== '' && !part.startsWith('$'))) {
		return { by, label: KEYS[by].label, path };
	}
	throw new InputError(
		`${named(KEY_NAME)} must be the name of an entry, or names with dots between them.`,
		'Enter one such as employee_number or hr.number.',
	);
}

/** What an item is matched by. */
export interface SyncKey {
	/** The same for the same user: logins are compared without regard to case. */
	key: string;
	/** What it gives a new user. */
	given: NewUserBody;
	/** The value to store, of an external ID: a number stays one. */
	externalId?: string | number;
}

/** @throws InputError naming the field that is empty, or that holds something else */
export function readSyncKey(parameters: Parameters, { by, label }: MatchBy): SyncKey {
	const { parameter } = KEYS[by];
	const text = readIdentifier(label, parameters.text(parameter));
	if (text === '') {
		throw new InputError(
			`${named(label)} is empty.`,
			`Users are matched by it, so every item needs one. ${CHECK_EXPRESSION}`,
		);
	}
	if (by === 'externalId') {
		const value = parameters.value(parameter);
		return { key: text, given: {}, externalId: typeof value === 'number' ? value : text };
	}
	if (by === 'userId') {
		const parts = splitIdentity(label, text);
		return { key: userIdOf(parts), given: { user_id: parts.user_id } };
	}
	return { key: keyOfLogin(text), given: { [LOGINS[by].field]: text } };
}

/** A login as it is compared. */
export const keyOfLogin = (login: string) => login.normalize('NFC').toLowerCase();

/** What a user has as an external ID, as it is compared; undefined without one. */
export function keyOfExternalId(value: unknown): string | undefined {
	return toText(value).normalize('NFC') || undefined;
}
