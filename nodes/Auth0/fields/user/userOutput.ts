import type { IDataObject } from 'n8n-workflow';

import { USER } from '../../api/resultKinds';
import type { FieldSelection } from '../namedFields';
import { readFieldSelection, readOutput, type Show } from '../output';
import type { Parameters } from '../parameters';
import { pick } from '../parts';

/** The fields of users that the person chose. @throws InputError as `readFieldSelection` does */
export const readUserSelection = (parameters: Parameters): FieldSelection | undefined =>
	readFieldSelection(parameters, USER);

/**
 * The query parameters that have Auth0 leave out what is not wanted. A property is asked for as a whole where
 * only a part of it is wanted. What Auth0 does not document is left out by `readOutput`, which sees whether
 * there is such a thing.
 *
 * @param needed fields to return whatever the person wants
 */
export function selectionQuery(selection?: FieldSelection, needed: string[] = []): IDataObject {
	if (!selection) return {};
	const { names, isIncluded } = selection;
	const asked = isIncluded
		? [...new Set([...names.map(propertyOf), ...needed])]
		: names.filter((name) => USER.known.has(name) && !needed.includes(name));
	return asked.length === 0 ? {} : { fields: asked.join(','), include_fields: isIncluded };
}

/** A dot can also be part of the name of a property that an identity provider sends. */
function propertyOf(name: string): string {
	const [root = ''] = name.split('.', 1);
	return USER.known.has(root) ? root : name;
}

/** How the panel wants a user: unless the person named the fields, with user_id, email and name first. */
export function readUserOutput(parameters: Parameters): Show {
	const show = readOutput(parameters, USER);
	return readUserSelection(parameters)?.isIncluded ? show : (user) => userFirst(show(user));
}

/** The same keys, with those first that say which user it is. */
export const userFirst = (output: IDataObject): IDataObject => ({
	...pick(output, ['user_id', 'email', 'name']),
	...output,
});
