import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ResultKind } from '../api/resultKinds';
import { InputError } from '../transport/inputError';
import { choice } from './choice';
import { readNames } from './fieldValues';
import type { FieldSelection } from './namedFields';
import { onlyFor } from './onlyFor';
import type { Parameters } from './parameters';
import { omit, pick } from './parts';
import { notForTools, onlyForTools } from './tool';

/** How much of the data a model gets. */
const output = choice({
	displayName: 'Output',
	name: 'output',
	default: 'simple',
	description: 'Which data the AI agent gets',
	options: [
		{ name: 'Simplified', value: 'simple', description: 'The most used fields' },
		{ name: 'Raw', value: 'raw', description: 'All fields' },
		{ name: 'Selected Fields', value: 'fields', description: 'Only the fields you enter' },
	],
});

/** The names of Fields, and in the panel of a tool, the field. */
const fieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. user_id,email,app_metadata',
	description:
		'Names of the fields to return, separated by commas. Use dots for nested fields, such as app_metadata.plan.',
};

/** What chooses among much and little of the data: a switch, and for tools a list. */
export const simplifyFields: INodeProperties[] = [
	notForTools({
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	}),
	onlyForTools(output.field),
	onlyForTools(
		onlyFor(
			{ output: ['fields'] },
			{
				...fieldsField,
				required: true,
				description: `${fieldsField.description} The ID is always returned.`,
			},
		),
	),
];

/** The options that name what the output has of a user, or of an entry of a list; for tools, see Output. */
export const outputOptions: INodeProperties[] = [
	{
		...fieldsField,
		description: `${fieldsField.description} Overrides Simplify.`,
	},
	{
		displayName: 'Include Fields',
		name: 'includeFields',
		type: 'boolean' as const,
		default: true,
		description: 'Whether to return only the fields entered in Fields. If off, returns all others.',
	},
].map(notForTools);

/**
 * The fields that the person chose.
 *
 * @param kind whose ID a model always gets
 * @returns undefined when no fields are named
 * @throws InputError when none is named where a tool returns only those, and for one that no output has
 */
export function readFieldSelection(
	parameters: Parameters,
	kind: Pick<ResultKind, 'id' | 'noun' | 'neverShown'>,
): FieldSelection | undefined {
	const selection = readSelection(parameters, kind);
	const isNeverShown = (name: string) => kind.neverShown?.has(name.split('.', 1)[0] ?? name);
	const refused = selection?.isIncluded ? selection.names.find(isNeverShown) : undefined;
	if (refused === undefined) return selection;
	throw new InputError(
		`'Fields' contains “${refused}”, which this operation never returns.`,
		`Remove it. No output has the secrets and keys of ${kind.noun}s, or settings that can contain some.`,
	);
}

function readSelection(
	parameters: Parameters,
	{ id }: Pick<ResultKind, 'id'>,
): FieldSelection | undefined {
	if (!parameters.isTool) {
		const names = parameters.option(fieldsField.name, readNames) ?? [];
		return names.length === 0
			? undefined
			: { names, isIncluded: parameters.isOn('includeFields', true) };
	}
	if (output.read(parameters) !== 'fields') return undefined;
	const names = readNames(fieldsField, parameters.value(fieldsField.name));
	if (names.length > 0) return { names: [...new Set([id, ...names])], isIncluded: true };
	throw new InputError(
		"'Fields' is empty.",
		`Enter names separated by commas, such as ${id}, or set 'Output' to Simplified.`,
	);
}

/** Makes the output of a result: Auth0's own JSON, or some of it. */
export type Show = (result: IDataObject) => IDataObject;

/** Whether only the most used fields are wanted. @throws InputError as the field does */
export const readsSimplified = (parameters: Parameters): boolean =>
	parameters.isTool ? output.read(parameters) === 'simple' : parameters.isSet('simplify');

/** How the panel wants what Auth0 returns. @throws InputError as `readFieldSelection` does */
export function readOutput(parameters: Parameters, kind: ResultKind): Show {
	const selection = readFieldSelection(parameters, kind);
	const isSimple = readsSimplified(parameters);
	const simplified = (result: IDataObject) => (isSimple ? pick(result, kind.simplified) : result);
	if (!selection) return simplified;
	const { names, isIncluded } = selection;
	return (result) => {
		parameters.namedFields.see(result, selection, kind);
		// Fields that were chosen by name are all wanted.
		return isIncluded ? pick(result, names) : simplified(omit(result, names));
	};
}
