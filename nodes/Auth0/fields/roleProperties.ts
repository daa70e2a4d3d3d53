import type { INodeProperties } from 'n8n-workflow';

import type { NewRole, RoleChange } from '../api/roleChanges';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { readText } from './fieldValues';
import { named } from './named';
import type { Parameters } from './parameters';
import { textField } from './textField';

const nameField = {
	...textField('Name', 'name', 'Editor', 'Name of the role, which no other role of the tenant has'),
	required: true,
};

const descriptionField = textField(
	'Description',
	'description',
	'Writes and publishes articles',
	'What people with this role can do',
);

/** The fields of a new role. */
export const newRoleFields: INodeProperties[] = [nameField, descriptionField];

/** @throws InputError when the name is empty */
export function readNewRole(parameters: Parameters): NewRole {
	const name = parameters.text('name');
	const description = parameters.text('description');
	if (name === '') throw isEmpty(nameField);
	return { name, ...(description !== '' && { description }) };
}

/** What to change of a role. */
export const roleUpdateField: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Fields to change. Fields you don’t add stay as they are.',
	options: [descriptionField, { ...nameField, required: false }],
};

/** @throws InputError when there is nothing to change, or a field is empty */
export function readRoleUpdate(parameters: Parameters): RoleChange {
	const given = parameters.wholeCollection('updateFields');
	const changes = [nameField, descriptionField].flatMap((field) => {
		if (given[field.name] === undefined) return [];
		const text = readText(field, given[field.name]);
		if (text === '') throw isEmpty(field);
		return [[field.name, text] as const];
	});
	if (changes.length > 0) return Object.fromEntries(changes);
	throw new InputError("'Update Fields' is empty.", 'Add a field to change.');
}

const isEmpty = ({ displayName }: INodeProperties) =>
	new InputError(`${named(displayName)} is empty.`, `Enter a value. ${CHECK_EXPRESSION}`);
