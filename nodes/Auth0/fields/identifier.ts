import { EMAIL_EXAMPLE } from '../api/examples';
import { InputError } from '../transport/inputError';
import { named } from './named';

// Controls, what has no width, and every space but the plain one.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]|(?! )\p{Zs}/u;

const QUOTATION_MARKS = ['""', '“”', '„“', "''", '‘’'];

const RETYPE =
	'Remove it, or type the value again. Such characters often come with text copied from web pages, emails or spreadsheets.';

const SHOWN_LENGTH = 30;

/**
 * What names a user, as people paste it: an email address, a phone number, a username or an ID. In
 * what is looked like the right one, but is not, Auth0 would find nobody.
 *
 * @param field its name as the panel shows it
 * @param text without the spaces around it
 * @returns the text with composed letters (Unicode NFC), as it is stored
 * @throws InputError saying what does not belong to it, and where it stands
 */
export function readIdentifier(field: string, text: string): string {
	const invisible = INVISIBLE.exec(text);
	if (invisible) {
		const [character] = invisible;
		const before = text.slice(Math.max(0, invisible.index - SHOWN_LENGTH), invisible.index);
		const where = before === '' ? 'at the start' : `after “${before}”`;
		const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
		throw new InputError(
			`${named(field)} contains an invisible character (U+${code}) ${where}.`,
			RETYPE,
		);
	}
	const [scheme] = /^(?:mailto|tel):/i.exec(text) ?? [];
	if (scheme) {
		throw new InputError(
			`${named(field)} starts with “${scheme}”.`,
			`Enter only what follows it, such as ${EMAIL_EXAMPLE}.`,
		);
	}
	if (isNameAndAddress(text)) {
		throw new InputError(
			`${named(field)} has “<” and “>” around the value.`,
			`Enter only what is between them, such as ${EMAIL_EXAMPLE}.`,
		);
	}
	if (QUOTATION_MARKS.includes(text.charAt(0) + text.slice(1).slice(-1))) {
		throw new InputError(
			`${named(field)} has quotes around the value.`,
			'Enter only what is between them.',
		);
	}
	if (/^(?:\[.*\]|\{\s*".*\})$/s.test(text)) {
		throw new InputError(
			`${named(field)} has brackets around the value.`,
			'Enter one value, without brackets and quotes. To work with several users, use one item for each.',
		);
	}
	if (/[,;]$/.test(text)) {
		throw new InputError(
			`${named(field)} ends with a ${text.endsWith(',') ? 'comma' : 'semicolon'}.`,
			'Remove it. To work with several users, use one item for each.',
		);
	}
	return text.normalize('NFC');
}

/** `<jane@example.com>`, also behind a name; what follows a | can be anything. */
const isNameAndAddress = (text: string) =>
	text.endsWith('>') && (text.startsWith('<') || (text.includes('<') && !text.includes('|')));
