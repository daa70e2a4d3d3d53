import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Job } from '../../api/jobs';
import { exportedUsers, type ExportedUsers } from '../../api/userExports';
import { choice } from '../../fields/choice';
import { exportConnectionField, readExportConnection } from '../../fields/job/connection';
import {
	exportColumnsField,
	readExportColumns,
	type ExportColumn,
} from '../../fields/job/exportColumns';
import { readWaitAtMost, waitAtMostField } from '../../fields/job/waitAtMost';
import { listFields, readLimit } from '../../fields/listFields';
import { onlyFor } from '../../fields/onlyFor';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { textField } from '../../fields/textField';
import type { Auth0Connection } from '../../transport/connection';
import { InputError } from '../../transport/inputError';
import { alsoSay } from '../../transport/nodeErrors';
import type { Tell } from '../hints';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { WithFiles, type Output } from '../output';
import { connectionIdOf, TO_NAME_CONNECTION } from './connections';
import {
	csvFile,
	jsonFile,
	jsonLinesFile,
	partsOf,
	withColumns,
	type FileKind,
} from './exportFiles';

const exportAs = choice({
	displayName: 'Export As',
	name: 'exportAs',
	default: 'items',
	description: 'What to return',
	options: [
		{ name: 'CSV File', value: 'csv', description: 'A file for spreadsheets, with a header' },
		{ name: 'Items', value: 'items', description: 'An item for each user' },
		{ name: 'JSON File', value: 'json', description: 'A file with a list of all users' },
		{
			name: 'JSON Lines File',
			value: 'jsonLines',
			description: 'A file with a line for each user',
		},
	],
});

const AS_FILE = { exportAs: ['csv', 'json', 'jsonLines'] };

const binaryField: INodeProperties = {
	...textField(
		'Put Output File in Field',
		'binaryPropertyName',
		'data',
		'Name of the output field to put the file in',
	),
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
};

const fields: INodeProperties[] = [
	exportConnectionField,
	...listFields.map((field) => (field.name === 'returnAll' ? { ...field, default: true } : field)),
	exportColumnsField,
	exportAs.field,
	onlyFor(AS_FILE, binaryField),
	optionsField(
		{
			displayName: 'Escape Formulas',
			name: 'escapeFormulas',
			type: 'boolean',
			default: false,
			description:
				'Whether to put an apostrophe before text in a CSV file that spreadsheets would run as a formula: text that starts with =, +, - or @, such as phone numbers. Turn it on if people open the file in a spreadsheet.',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. users.csv',
			description: 'Name of the file. By default, it is called users.',
		},
		waitAtMostField('the export'),
	),
];

const NOBODY = 'The export has no users.';

interface Input {
	connection: Reference;
	limit: number;
	columns: ExportColumn[];
	file?: { kind: FileKind; field: string; name: string };
	maxWaitMs: number;
	item: Pick<Item, 'log' | 'saveFile' | 'signal'>;
}

const read = (item: Item): Input => {
	const kind = kindOf(item);
	return {
		connection: readExportConnection(item),
		limit: readLimit(item),
		columns: readExportColumns(item),
		...(kind && {
			file: {
				kind,
				field: requireBinaryField(item),
				name: item.textOption('fileName') || `users.${kind.extension}`,
			},
		}),
		maxWaitMs: readWaitAtMost(item),
		item,
	};
};

function kindOf(item: Item): FileKind | undefined {
	const kind = exportAs.read(item);
	if (kind === 'csv') return csvFile(item.isOn('escapeFormulas', false));
	if (kind === 'items') return undefined;
	return kind === 'json' ? jsonFile : jsonLinesFile;
}

function requireBinaryField(item: Item): string {
	const name = item.text(binaryField.name);
	if (name !== '') return name;
	throw new InputError(
		"'Put Output File in Field' is empty.",
		'Enter the name of a field, such as data.',
	);
}

/**
 * Has Auth0 export users, waits for that, and puts them out as they come. When the execution is cancelled, the
 * error names the job.
 */
async function execute(input: Input, auth0: Auth0Connection, tell: Tell): Promise<Output[]> {
	const { signal } = input.item;
	const started: { jobId?: string } = {};
	return await exported(input, auth0, tell, started).catch((caught: unknown) => {
		if (!signal?.aborted || started.jobId === undefined) throw caught;
		throw alsoSay(caught, `Auth0 goes on with export job ${started.jobId}, which changes nobody.`);
	});
}

async function exported(
	input: Input,
	auth0: Auth0Connection,
	tell: Tell,
	started: { jobId?: string },
): Promise<Output[]> {
	const { columns, file, item } = input;
	const users = exportedUsers(auth0, {
		...(await scopeOf(input, auth0)),
		fields: columns.map(({ field }) => field),
		maxWaitMs: input.maxWaitMs,
		signal: item.signal,
		onProgress(job) {
			started.jobId = job.id;
			item.log(progressOf(job));
		},
	});
	if (file) {
		let count = 0;
		const parts = partsOf(users, columns, file.kind, () => count++);
		const binary = await item.saveFile(parts, file.name, file.kind.mimeType);
		if (count === 0) tell(NOBODY);
		return [
			new WithFiles(
				{ users: count, file_name: file.name, job_id: started.jobId },
				{ [file.field]: binary },
			),
		];
	}
	const items: IDataObject[] = [];
	for await (const user of users) items.push(withColumns(user, columns));
	if (items.length === 0) tell(NOBODY);
	return items;
}

async function scopeOf(
	{ connection, limit }: Input,
	{ management }: Auth0Connection,
): Promise<Pick<ExportedUsers, 'connectionId' | 'limit'>> {
	return {
		...(connection.value !== '' && { connectionId: await connectionIdOf(management, connection) }),
		...(limit !== Infinity && { limit }),
	};
}

const progressOf = ({ id, status, percentage_done: percent }: Job) =>
	`Export job ${id} is ${status}${typeof percent === 'number' ? `, ${percent} % done` : ''}.`;

/** Exports users. */
export const exportUsers: Operation<Input> = {
	option: {
		name: 'Export Users',
		value: 'exportUsers',
		action: 'Export users',
		description: 'Export all users or those of a connection',
	},
	permissions: { needs: ['read:users'], also: [TO_NAME_CONNECTION] },
	insteadAsTool: 'Use Get Many of the User resource, which finds the users that the agent needs.',
	fields,
	read,
	execute,
};
