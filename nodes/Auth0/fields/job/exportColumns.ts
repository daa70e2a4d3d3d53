import type { INodeProperties } from 'n8n-workflow';

import { EXPORTED_FIELDS } from '../../api/userExports';
import { InputError } from '../../transport/inputError';
import { readText } from '../fieldValues';
import type { Parameters } from '../parameters';
import { readRows } from '../rows';

/** A field of a user, and what it is called in the output. */
export interface ExportColumn {
	field: string;
	column: string;
}

/** Auth0 takes no longer names. */
const MAX_LENGTH = 100;

const FIELD = 'Fields to Export';

/** The fields that an export has of each user. */
export const exportColumnsField: INodeProperties = {
	displayName: FIELD,
	name: 'fieldsToExport',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Which fields to export, in this order. Leave empty to export the profile, with all identities and metadata.',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Field Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. app_metadata.plan',
					description:
						'Name of the field. Use dots for nested fields, such as app_metadata.plan, and brackets for lists, such as identities[0].connection.',
				},
				{
					displayName: 'Column Name',
					name: 'column',
					type: 'string',
					default: '',
					placeholder: 'e.g. Plan',
					description: 'What to call it in the output. Leave empty to use the field name.',
				},
			],
		},
	],
};

/**
 * The fields to export, each with the name of its column.
 *
 * @throws InputError for a row without a field, a name that is too long, and a column that is there twice
 */
export function readExportColumns(parameters: Parameters): ExportColumn[] {
	const rows = readRows(FIELD, parameters.value(exportColumnsField.name), 'field');
	if (rows.length === 0) return EXPORTED_FIELDS.map((name) => ({ field: name, column: name }));
	const columns = rows.map(({ name, column }) => {
		const field = readText({ displayName: `${FIELD} → Field Name` }, name);
		checkField(field);
		return { field, column: readText({ displayName: `${FIELD} → Column Name` }, column) || field };
	});
	const names = columns.map(({ column }) => column);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice === undefined) return columns;
	throw new InputError(
		`'${FIELD}' has two columns named “${twice}”.`,
		"Remove one of them, or enter a different 'Column Name'.",
	);
}

function checkField(field: string) {
	if (field === '') {
		throw new InputError(
			`'${FIELD}' has an entry without a field name.`,
			'Enter a name, such as email, or remove the entry.',
		);
	}
	if (field.length <= MAX_LENGTH) return;
	throw new InputError(
		`A field name in '${FIELD}' is too long.`,
		`Auth0 accepts up to ${MAX_LENGTH} characters.`,
	);
}
