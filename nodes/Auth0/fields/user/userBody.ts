import type { IDataObject } from 'n8n-workflow';

import { USER_LABELS } from '../../api/userRefusals';
import type { BodyOf, Schema, ValueKind } from '../../api/userSchema';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { whatIs } from '../fieldValues';
import { named } from '../named';

interface Kind {
	fits(value: unknown): boolean;
	/** What a value must be. */
	what: string;
	/** How to write one in JSON. */
	how: string;
}

/** How to write a JSON object. */
export const ENTER_OBJECT = 'Enter one such as { "plan": "gold" }.';

const TEXT = 'Put it in double quotes, or remove the property.';

const KINDS: Record<ValueKind, Kind> = {
	switch: {
		fits: (value) => typeof value === 'boolean',
		what: 'true or false',
		how: 'Enter true or false without quotes.',
	},
	text: { fits: (value) => typeof value === 'string', what: 'text', how: TEXT },
	textOrNull: {
		fits: (value) => typeof value === 'string' || value === null,
		what: 'text or null',
		how: TEXT,
	},
	metadata: {
		fits: isRecord,
		what: 'a JSON object',
		how: ENTER_OBJECT,
	},
};

/**
 * What was given of a user, as a body of Auth0's type.
 *
 * @param field the field in which a person typed the whole body; absent where each property has its own
 * @throws InputError naming the first property with a value that Auth0 does not take
 */
export function bodyOf<S extends Schema>(schema: S, given: IDataObject, field?: string): BodyOf<S> {
	checkKinds(schema, given, field);
	return given;
}

function checkKinds<S extends Schema>(
	schema: S,
	given: IDataObject,
	field?: string,
): asserts given is IDataObject & BodyOf<S> {
	for (const [name, kind] of Object.entries(schema)) {
		const value = given[name];
		const { fits, what, how } = KINDS[kind];
		if (value === undefined || fits(value)) continue;
		const label = field === undefined ? (USER_LABELS[name] ?? name) : { entry: name, of: field };
		throw new InputError(`${named(label)} must be ${what}.`, `${whatIs(value)} ${how}`);
	}
}
