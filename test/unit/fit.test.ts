import fc from 'fast-check';

import { fit, sizeOf } from '../../nodes/Auth0/actions/fit';
import { JANE } from '../support/accounts';

/** Such JSON as metadata can hold, with texts that take more room in JSON than they have characters. */
const json = fc.object({
	maxDepth: 5,
	maxKeys: 30,
	values: [
		fc.string({ maxLength: 2000, unit: 'binary' }),
		fc.constantFrom('"'.repeat(900), '\n'.repeat(3000), '😀'.repeat(500)),
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
	],
});

it('what is too large fits, whatever it is', () => {
	fc.assert(
		fc.property(
			fc.array(json, { maxLength: 40 }),
			fc.integer({ min: 200, max: 4000 }),
			(list, room) => {
				for (const value of [list, { list }, Object.assign({}, ...list)]) {
					expect(sizeOf(fit(value, room))).toBeLessThanOrEqual(room);
				}
			},
		),
		{ numRuns: 100, seed: 20260101 },
	);
});

it('what fits stays as it is', () => {
	const value = { a: [1, 'x', { b: null }] };
	expect(fit(value, sizeOf(value))).toBe(value);
});

it('what is small stays whole beside what is large, in the same order', () => {
	const user = { user_id: JANE, bio: 'x'.repeat(5000), email: 'jane@example.com' };
	const { bio, ...rest } = Object(fit(user, 1000));
	expect(rest).toEqual({ user_id: JANE, email: 'jane@example.com' });
	expect(bio).toMatch(/^x{700,}… \(4,\d\d\d more characters\)$/);
	expect(Object.keys(Object(fit(user, 1000)))).toEqual(['user_id', 'bio', 'email']);
});

it('a list keeps whole entries, and says how many there are besides', () => {
	const list = Array.from({ length: 100 }, (_, id) => ({ id, text: 'x'.repeat(20) }));
	const shown = Object(fit({ list }, 500)).list;
	expect(shown.slice(0, -1)).toEqual(list.slice(0, shown.length - 1));
	expect(shown.at(-1)).toBe(`${100 - shown.length + 1} more`);
	expect(shown.length).toBeGreaterThan(5);
});

it('of too many properties, the first are shown', () => {
	const record = Object.fromEntries(
		Array.from({ length: 5000 }, (_, at) => [`key${at + 1000}`, 1]),
	);
	const shown = Object(fit(record, 1000));
	expect(Object.keys(shown).slice(0, 2)).toEqual(['key1000', 'key1001']);
	expect(shown['…']).toBe(`${(5000 - Object.keys(shown).length + 1).toLocaleString('en-US')} more`);
});

it('what is large far down is left out as a whole', () => {
	let deep: object = { text: 'x'.repeat(100_000) };
	for (let level = 0; level < 400; level++) deep = level % 2 ? [deep] : { a: deep };
	const shown = JSON.stringify(fit(deep, 5000));
	expect(shown.length).toBeLessThan(500);
	expect(shown).toMatch(/… \(10\d,\d\d\d more characters\)/);
});
