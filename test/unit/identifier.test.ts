import { readIdentifier } from '../../nodes/Auth0/fields/identifier';

const read = (text: string) => readIdentifier('User', text);
const char = (code: number) => String.fromCodePoint(code);

it.each([
	'',
	'jane.doe+tag@example.com',
	"o'brien@example.com",
	'+15551234567',
	'auth0|5f7c8ec7c33c6c004bbafe82',
	'waad|a b+c/d?e=%2F',
	'samlp|corp|Jürgen',
	'samlp|corp|<x>',
	'Müller',
	'"',
])('takes %j as it is', (text) => {
	expect(read(text)).toBe(text);
});

it('composes letters, as they are stored', () => {
	expect(read('samlp|Ju\u0308rgen')).toBe('samlp|Jürgen');
});

it.each([
	0x00ad, 0x200b, 0x200e, 0x202a, 0x2060, 0x2800, 0x3164, 0xfeff, 0xfe0f, 0xe0041, 0x00a0, 0x2028,
	0x0000, 0x0009, 0x0085,
])('says where the invisible character %i stands', (code) => {
	const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
	expect(() => read(`jane${char(code)}@example.com`)).toThrow(
		`'User' contains an invisible character (${name}) after “jane”.`,
	);
	expect(() => read(`${char(code)}auth0|1`)).toThrow(`(${name}) at the start.`);
	expect(() => read(`auth0|1${char(code)}`)).toThrow(`(${name}) after “auth0|1”.`);
});

it.each([
	['mailto:jane@example.com', "'User' starts with “mailto:”."],
	['MAILTO:jane@example.com', "'User' starts with “MAILTO:”."],
	['tel:+15551234567', "'User' starts with “tel:”."],
	['<jane@example.com>', "'User' has “<” and “>” around the value."],
	['<auth0|1>', "'User' has “<” and “>” around the value."],
	['Jane Doe <jane@example.com>', "'User' has “<” and “>” around the value."],
	['"Jane, Doe" <jane@example.com>', "'User' has “<” and “>” around the value."],
	['"jane@example.com"', "'User' has quotes around the value."],
	['“auth0|1”', "'User' has quotes around the value."],
	['["auth0|1"]', "'User' has brackets around the value."],
	['[auth0|1, auth0|2]', "'User' has brackets around the value."],
	['{ "user_id": "auth0|1" }', "'User' has brackets around the value."],
	['jane@example.com,', "'User' ends with a comma."],
	['auth0|1;', "'User' ends with a semicolon."],
])('says what does not belong to %j', (text, message) => {
	expect(() => read(text)).toThrow(message);
});

it('shows a bounded part of a long text', () => {
	expect(() => read(`${'x'.repeat(1_000_000)}\u200b`)).toThrow(`after “${'x'.repeat(30)}”.`);
});
