import type { IDataObject } from 'n8n-workflow';

import { deepMerge, replacement, mergedOver } from '../../nodes/Auth0/actions/user/metadataMerge';

/** What Auth0 makes of metadata that it holds and metadata that it is sent [patch_users_by_id]. */
function auth0(current: IDataObject, sent: IDataObject): IDataObject {
	if (Object.keys(sent).length === 0) return {};
	return Object.fromEntries(
		Object.entries({ ...current, ...sent }).filter(([, value]) => value !== null),
	);
}

const current = { plan: 'gold', address: { city: 'Rome', geo: { lat: 1, lon: 2 } }, tags: ['a'] };

describe('a deep merge', () => {
	it.each([
		[{ plan: 'silver' }, { ...current, plan: 'silver' }],
		[
			{ address: { city: 'Oslo' } },
			{ ...current, address: { city: 'Oslo', geo: { lat: 1, lon: 2 } } },
		],
		[
			{ address: { geo: { lon: null } } },
			{ ...current, address: { city: 'Rome', geo: { lat: 1 } } },
		],
		[{ tags: ['b'] }, { ...current, tags: ['b'] }],
		[{ plan: { name: 'gold' } }, { ...current, plan: { name: 'gold' } }],
		[{ address: 'none' }, { ...current, address: 'none' }],
		[{ plan: null }, { address: current.address, tags: ['a'] }],
		[{ new: { deep: { er: 0 } } }, { ...current, new: { deep: { er: 0 } } }],
		[{ new: { gone: null, kept: false } }, { ...current, new: { kept: false } }],
	])('with %j keeps what it does not name', (patch: IDataObject, result) => {
		expect(auth0(current, deepMerge(current, patch))).toEqual(result);
	});

	it('sends only the names that it was given', () => {
		expect(Object.keys(deepMerge(current, { plan: 'silver' }))).toEqual(['plan']);
	});

	it('does not reach a prototype', () => {
		const patch: IDataObject = JSON.parse(
			'{"__proto__": {"admin": true}, "a": {"__proto__": {"b": 1}}}',
		);
		const merged = deepMerge({}, patch);
		expect(JSON.stringify(merged)).toBe('{"__proto__":{"admin":true},"a":{"__proto__":{"b":1}}}');
		expect({}).not.toHaveProperty('admin');
	});
});

describe('a replacement', () => {
	it.each([
		[{ plan: 'silver' }],
		[{}],
		[{ address: { city: 'Oslo' } }],
		[{ other: [1, 2], nested: { a: { b: 1 } } }],
	])('by %j leaves nothing else', (wanted: IDataObject) => {
		expect(auth0(current, replacement(current, wanted))).toEqual(wanted);
	});
});

describe('the metadata of two users as that of one', () => {
	it.each<[string, IDataObject, IDataObject, IDataObject]>([
		['keeps what only one has', { a: 1 }, { b: 2 }, { b: 2, a: 1 }],
		['takes that of the first', { a: 1, l: [1] }, { a: 2, l: [2, 3] }, { a: 1, l: [1] }],
		[
			'merges objects',
			{ o: { x: 1, y: { z: 1 } } },
			{ o: { y: { w: 2 } } },
			{ o: { x: 1, y: { w: 2, z: 1 } } },
		],
		['takes an object for another value as it is', { o: { x: 1 } }, { o: 'text' }, { o: { x: 1 } }],
		[
			'keeps false, 0 and an empty text',
			{ a: false, b: 0, c: '' },
			{ a: true, b: 1, c: 'x' },
			{ a: false, b: 0, c: '' },
		],
		[
			'takes null for no value',
			{ a: null, o: { x: null } },
			{ a: 5, o: { x: 6 } },
			{ a: 5, o: { x: 6 } },
		],
		['takes null of the second for none, too', { a: 5 }, { a: null, b: null }, { a: 5 }],
		['has nothing where both have null', { a: null }, { a: null }, {}],
	])('%s', (_what, over, under, merged) => {
		expect(mergedOver(over, under)).toEqual(merged);
	});

	it('does not reach a prototype', () => {
		const over: IDataObject = JSON.parse('{"__proto__": {"admin": true}}');
		expect(JSON.stringify(mergedOver(over, { a: 1 }))).toBe('{"a":1,"__proto__":{"admin":true}}');
		expect({}).not.toHaveProperty('admin');
	});
});
