import { toSwitch } from '../../nodes/Auth0/fields/fieldValues';
import { keepsDigits, numberText, toNumber } from '../../nodes/Auth0/fields/numbers';

describe('a switch', () => {
	it.each([true, 'true', 'TRUE', ' Yes ', 'on\n', '1', 1, '\u00a0ON'])('is on for %j', (value) => {
		expect(toSwitch(value)).toBe(true);
	});

	it.each([false, 'false', 'False', ' NO', 'off', '0', 0, -0])('is off for %j', (value) => {
		expect(toSwitch(value)).toBe(false);
	});

	it.each([
		...['', ' ', 'n', 'y', 'maybe', '01', '1.0', 'truefalse', 't', 'null'],
		...[2, -1, 0.5, NaN, 1n, null, undefined, [], [true], {}, { true: true }, new Date(0)],
	])('is neither for %p', (value) => {
		expect(toSwitch(value)).toBeUndefined();
	});
});

describe('a number', () => {
	it.each<[unknown, number]>([
		['0', 0],
		['42', 42],
		[' -3.50 ', -3.5],
		['0.0000001', 1e-7],
		['0.30000000000000004', 0.30000000000000004],
		['9007199254740991', 9007199254740991],
		[1e-7, 1e-7],
		[-9007199254740991, -9007199254740991],
	])('is read of %p', (value, number) => {
		expect(toNumber(value)).toBe(number);
	});

	it.each([
		...['', ' ', 'x', '00420', '-00', '0x1F', '0b1', '1e5', '1E400', 'Infinity', 'NaN', '+1'],
		...['１２', '1,5', '1.000,5', '1 000', '1_000', '.5', '5.', '--1', '١'],
		...['9007199254740992', '9007199254740993', '12345678901234567890', '0.12345678901234567890'],
		...[9007199254740992, 1e21, NaN, Infinity, 5n, true, null, undefined, [1], {}, new Date(0)],
	])('is not read of %p', (value) => {
		expect(toNumber(value)).toBeUndefined();
	});

	it.each<[number, string | undefined]>([
		[12345678, '12345678'],
		[-0.5, '-0.5'],
		[1e20, undefined],
		[1e21, undefined],
		[1e-7, undefined],
		[NaN, undefined],
	])('%p as text is %p', (number, text) => {
		expect(numberText(number)).toBe(text);
	});

	it.each<[string, boolean]>([
		['1.50', true],
		['15e-1', true],
		['1E3', true],
		['-0', true],
		['0e99999999999', true],
		['1e400', false],
		['1e-400', false],
		['1e16', false],
		['3.14159265358979323846', false],
	])('%s in JSON keeps its digits: %p', (text, keeps) => {
		expect(keepsDigits(text)).toBe(keeps);
	});
});
