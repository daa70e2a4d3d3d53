import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readNames } from '../fieldValues';
import type { Parameters } from '../parameters';

/** Whom an output is about: these come before the other keys. */
const FIRST = ['user_id', 'email', 'name'];

const SIMPLIFIED = [
	...FIRST,
	'email_verified',
	'username',
	'phone_number',
	'blocked',
	'last_login',
	'user_metadata',
	'app_metadata',
];

/** The switch between the keys most used and Auth0's own JSON, for what has more than ten keys. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The options that name what of a user, or of an entry of a list, is put out. */
export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. user_id,email,app_metadata',
		description:
			'Names of the fields to return, as Auth0 calls them, separated by commas. They are returned whether Simplify is on or off.',
	},
	{
		displayName: 'Include Fields',
		name: 'includeFields',
		type: 'boolean',
		default: true,
		description:
			'Whether to return the fields named in Fields. Switched off, these are left out and all others are returned.',
	},
];

/** The fields that the person named, and whether these are wanted or all others. */
export interface FieldSelection {
	names: string[];
	isIncluded: boolean;
}

/** undefined when no fields are named */
export function readFieldSelection(parameters: Parameters): FieldSelection | undefined {
	const names = parameters.option('fields', readNames) ?? [];
	return names.length === 0
		? undefined
		: { names, isIncluded: parameters.isOn('includeFields', true) };
}

/**
 * The query parameters that have Auth0 leave out what is not wanted.
 *
 * @param needed fields to return whatever the person wants
 */
export function selectionQuery(selection?: FieldSelection, needed: string[] = []): IDataObject {
	if (!selection) return {};
	const { names, isIncluded } = selection;
	const asked = isIncluded
		? [...new Set([...names, ...needed])]
		: names.filter((name) => !needed.includes(name));
	return asked.length === 0 ? {} : { fields: asked.join(','), include_fields: isIncluded };
}

/** Makes the output of a user, or of an entry of a list: Auth0's own JSON, or some keys of it. */
export type Show = (answer: IDataObject) => IDataObject;

/** How the panel wants a user: unless the person named the fields, with user_id, email and name first. */
export function readUserOutput(parameters: Parameters): Show {
	const show = readOutput(parameters, SIMPLIFIED);
	return readFieldSelection(parameters)?.isIncluded ? show : (user) => userFirst(show(user));
}

/** The same keys, with those first that say which user it is. */
export const userFirst = (output: IDataObject): IDataObject => ({
	...pick(output, FIRST),
	...output,
});

/**
 * How the panel wants what Auth0 returns.
 *
 * @param simplified the keys most used
 */
export function readOutput(parameters: Parameters, simplified: string[]): Show {
	const selection = readFieldSelection(parameters);
	// Fields that were chosen by name are all wanted.
	if (selection?.isIncluded) return (answer) => pick(answer, selection.names);
	const isSimple = parameters.isSet('simplify');
	return (answer) => {
		const shown = selection ? omit(answer, selection.names) : answer;
		return isSimple ? pick(shown, simplified) : shown;
	};
}

/** Of a path such as app_metadata.plan, the whole property is kept. */
function pick(user: IDataObject, names: string[]): IDataObject {
	const keys = new Set(names.map((name) => (Object.hasOwn(user, name) ? name : rootOf(name))));
	const kept = [...keys].filter((key) => Object.hasOwn(user, key));
	return Object.fromEntries(kept.map((key) => [key, user[key]]));
}

const rootOf = (path: string) => path.split('.', 1)[0] ?? path;

const omit = (user: IDataObject, keys: string[]): IDataObject =>
	Object.fromEntries(Object.entries(user).filter(([key]) => !keys.includes(key)));
