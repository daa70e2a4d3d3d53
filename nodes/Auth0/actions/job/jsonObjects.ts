import { InputError } from '../../transport/inputError';

const MAX_CHARACTERS = 1024 * 1024;

const IS_COMPLETE = 'Check that it is complete.';
const CHECK_FILE = 'The file must be a list of users in JSON, or have a user in JSON on each line.';

/**
 * The objects of a list in JSON, or of a file with one on each line, as text. No more than a piece of the text and
 * an object are kept.
 *
 * @throws InputError for text that is neither, naming the row
 */
export async function* jsonObjects(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
	let object = '';
	let depth = 0;
	let isInText = false;
	let isEscaped = false;
	let row = 1;
	let isOpen = false;
	for await (const piece of pieces) {
		let start = 0;
		for (let at = 0; at < piece.length; at++) {
			const character = piece[at] ?? '';
			if (isEscaped) isEscaped = false;
			else if (isInText) {
				if (character === '\\') isEscaped = true;
				else if (character === '"') isInText = false;
			} else if (depth === 0) {
				if (character === '{') {
					depth = 1;
					start = at;
				} else if (character === '[') isOpen = true;
				else if (character === ']') isOpen = false;
				else if (!/[\s,\uFEFF]/.test(character)) {
					throw new InputError(`Row ${row} of the file is not a user in JSON.`, CHECK_FILE);
				}
			} else if (character === '"') isInText = true;
			else if (character === '{' || character === '[') depth++;
			else if (character === '}' || character === ']') {
				depth--;
				if (depth > 0) continue;
				yield object + piece.slice(start, at + 1);
				object = '';
				row++;
			}
		}
		if (depth > 0) object += piece.slice(start);
		if (object.length > MAX_CHARACTERS) {
			throw new InputError(`Row ${row} of the file is too long for a user.`, CHECK_FILE);
		}
	}
	if (depth > 0) {
		throw new InputError(`The file ends in the middle of row ${row}.`, IS_COMPLETE);
	}
	if (isOpen) throw new InputError('The file ends before the list in it does.', IS_COMPLETE);
}
