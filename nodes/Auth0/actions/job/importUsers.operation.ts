import type { INodeProperties } from 'n8n-workflow';

import { MAX_IMPORT_BYTES, type ImportedUser, type ImportSettings } from '../../api/userImports';
import { choice } from '../../fields/choice';
import { databaseField, readDatabase } from '../../fields/job/connection';
import { importedUserFields, readImportedUser } from '../../fields/job/importedUser';
import { readWaitAtMost, waitAtMostField } from '../../fields/job/waitAtMost';
import { onlyFor } from '../../fields/onlyFor';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { textField } from '../../fields/textField';
import { inputModeField } from '../../fields/user/requestBody';
import type { Auth0Connection } from '../../transport/connection';
import { InputError } from '../../transport/inputError';
import type { Outcome, ReadItem } from '../allAtOnce';
import { inDigits } from '../hints';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { connectionIdOf, TO_NAME_CONNECTION } from './connections';
import { filesOf, isTooLarge, type ImportRow } from './importFiles';
import { importFromFile } from './importFromFile';
import { runImports, type Following } from './runImports';

const importFrom = choice({
	displayName: 'Import From',
	name: 'importFrom',
	noDataExpression: true,
	default: 'items',
	description: 'Where the users come from',
	options: [
		{ name: 'File', value: 'file', description: 'A CSV or JSON file with all users' },
		{ name: 'Items', value: 'items', description: 'Each item is a user' },
	],
});

const binaryField: INodeProperties = {
	...textField(
		'Input Binary Field',
		'binaryPropertyName',
		'data',
		'Name of the field with the file: a list of users in JSON, a user in JSON on each line, or CSV with the property names in its first line, such as email, given_name or app_metadata.plan.',
	),
	default: 'data',
	required: true,
	hint: 'The name of the input binary field containing the file to import',
};

const ofItems = (field: INodeProperties) => onlyFor({ importFrom: ['items'] }, field);

const fields: INodeProperties[] = [
	databaseField,
	importFrom.field,
	onlyFor({ importFrom: ['file'] }, binaryField),
	...importedUserFields.map(ofItems),
	{
		displayName: 'Upsert',
		name: 'upsert',
		type: 'boolean',
		default: false,
		description:
			'Whether to update users who exist, found by their email address. If off, they fail. An update replaces all metadata, and changes neither the password hash nor whether a user is blocked.',
	},
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until Auth0 has imported the users. Each item then says what became of its user.',
	},
	optionsField(
		{
			displayName: 'External ID',
			name: 'externalId',
			type: 'string',
			default: '',
			placeholder: 'e.g. import-2026-01',
			description: 'ID of your own for the jobs, which Get returns',
		},
		{
			displayName: 'Send Completion Email',
			name: 'sendCompletionEmail',
			type: 'boolean',
			default: false,
			description:
				'Whether Auth0 sends an email to all administrators of the tenant for each job that has ended',
		},
		waitAtMostField('each job of the import'),
	),
	ofItems(inputModeField),
];

/** The user of an item, or a file of many. */
type Source = { user: ImportedUser } | { open(): Promise<AsyncIterable<Uint8Array>> };

interface Input {
	connection: Reference;
	source: Source;
	settings: Omit<ImportSettings, 'connectionId'>;
	following: Following;
}

const read = (item: Item): Input => {
	const externalId = readExternalId(item);
	return {
		connection: readDatabase(item),
		source:
			importFrom.read(item) === 'file'
				? { open: item.file(item.text(binaryField.name)) }
				: { user: readImportedUser(item) },
		settings: {
			upsert: item.isSet('upsert'),
			...(externalId !== '' && { externalId }),
			sendsCompletionEmail: item.isOn('sendCompletionEmail', false),
		},
		following: {
			...(item.isSet('waitForCompletion') && { maxWaitMs: readWaitAtMost(item) }),
			signal: item.signal,
			log: item.log,
		},
	};
};

const MAX_EXTERNAL_ID = 255;

function readExternalId(item: Item): string {
	const id = item.textOption('externalId');
	if (id.length <= MAX_EXTERNAL_ID && !/\p{Cc}/u.test(id)) return id;
	throw new InputError(
		"'External ID' must be a single line of up to 255 characters.",
		'Enter a shorter ID, without line breaks.',
	);
}

type Row = ImportRow<ReadItem<Input>>;

/** Imports the users of all items: items that have the same settings together, and each file by itself. */
async function* executeAll(
	items: Array<ReadItem<Input>>,
	{ management }: Auth0Connection,
): AsyncGenerator<Outcome, void> {
	const { groups, files, refused } = await grouped(items, async (reference) => {
		return await connectionIdOf(management, reference);
	});
	yield* refused;
	for (const { settings, rows } of groups) {
		const [first] = rows;
		if (!first) continue;
		const { following } = first.origin.input;
		for await (const outcome of runImports(management, filesOf(rows), settings, following)) {
			const { index } = outcome.row.origin;
			yield 'output' in outcome
				? { index, output: outcome.output }
				: { index, error: outcome.error };
		}
	}
	for (const { index, open, settings, following } of files) {
		const imported = async () =>
			await importFromFile(management, await open(), settings, following);
		yield await imported().then(
			(output) => ({ index, output }),
			(error: unknown) => ({ index, error }),
		);
	}
}

interface File {
	index: number;
	open(): Promise<AsyncIterable<Uint8Array>>;
	settings: ImportSettings;
	following: Following;
}

interface Group {
	settings: ImportSettings;
	rows: Row[];
}

/** The items by their settings, and those that cannot be imported: nothing has been sent for them. */
async function grouped(
	items: Array<ReadItem<Input>>,
	idOf: (connection: Reference) => Promise<string>,
) {
	const groups = new Map<string, Group & { firstWith: Map<string, number> }>();
	const files: File[] = [];
	const refused: Array<{ index: number; error: unknown }> = [];
	for (const origin of items) {
		const { index, input } = origin;
		const { connection, source, settings, following } = input;
		const connectionId = await idOf(connection).catch((error: unknown) => {
			refused.push({ index, error });
			return undefined;
		});
		if (connectionId === undefined) continue;
		if ('open' in source) {
			const { open } = source;
			files.push({ index, open, settings: { ...settings, connectionId }, following });
			continue;
		}
		const { user } = source;
		const key = JSON.stringify([connectionId, settings, following.maxWaitMs]);
		const group = groups.get(key) ?? {
			settings: { ...settings, connectionId },
			rows: [],
			firstWith: new Map<string, number>(),
		};
		groups.set(key, group);
		const row = { origin, user, json: JSON.stringify(user) };
		const email = user.email.toLowerCase();
		const first = group.firstWith.get(email);
		if (first !== undefined) refused.push({ index, error: duplicate(user.email, first) });
		else if (isTooLarge(row)) refused.push({ index, error: tooLarge(user.email) });
		else {
			group.firstWith.set(email, index);
			group.rows.push(row);
		}
	}
	return { groups: [...groups.values()], files, refused };
}

const duplicate = (email: string, first: number) =>
	new InputError(
		`Another item has the email address “${email}”, too.`,
		`Auth0 takes each address once in an import. The other is item ${inDigits(first + 1)} (index ${first}). Remove one of them, such as with a Remove Duplicates node.`,
	);

const tooLarge = (email: string) =>
	new InputError(
		`User “${email}” is too large for an import.`,
		`A user may have ${inDigits(MAX_IMPORT_BYTES)} bytes of JSON. Shorten the metadata.`,
	);

/** Imports users. */
export const importUsers: Operation<Input> = {
	option: {
		name: 'Import Users',
		value: 'importUsers',
		action: 'Import users',
		description: 'Add or update many users at once, also with password hashes',
	},
	permissions: {
		needs: ['create:users'],
		also: [TO_NAME_CONNECTION, { to: 'see who is in after a failed job', needs: ['read:users'] }],
	},
	insteadAsTool: 'Use Create or Create or Update of the User resource, for one user at a time.',
	fields,
	read,
	executeAll,
};
