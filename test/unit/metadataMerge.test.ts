import type { IDataObject } from 'n8n-workflow';

import { deepMerge, replacement } from '../../nodes/Auth0/actions/user/metadataMerge';

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
