import type { NodeExecutionHint } from 'n8n-workflow';

import { heldBackHint, Hints, inPercent } from '../../nodes/Auth0/actions/hints';

/** What n8n gets of what the items of a run tell. */
function shown(told: string[], count = told.length): NodeExecutionHint[] {
	const hints = new Hints();
	told.forEach(hints.tell);
	const given: NodeExecutionHint[] = [];
	hints.show({ addExecutionHints: (...all) => given.push(...all) }, count);
	return given;
}

const texts = (told: string[], count?: number) => shown(told, count).map(({ message }) => message);

it('each hint is shown once, with the number of the items that have it', () => {
	expect(texts(['a', 'b', 'a'], 1200)).toEqual(['a (2 of 1,200 items)', 'b']);
	expect(texts([])).toEqual([]);
});

it('more than five are not listed', () => {
	const told = Array.from({ length: 1205 }, (_, index) => `hint ${index}`);
	expect(texts(told)).toEqual([...told.slice(0, 5), '1,200 more hints are not shown.']);
});

it('they are text, above the output', () => {
	expect(shown(['1 < 2 & 3'])).toEqual([
		{ message: '1 &lt; 2 &amp; 3', type: 'info', location: 'outputPane' },
	]);
});

it('an n8n that takes none gets none', () => {
	const hints = new Hints();
	hints.tell('a');
	expect(() => hints.show({}, 1)).not.toThrow();
});

it.each([
	[9_999, undefined],
	[10_000, '10 s'],
	[119_000, '119 s'],
	[240_000, '4 min'],
])('%i ms in the rate limit are told as %s', (ms, time) => {
	expect(heldBackHint(ms)).toBe(time && `Auth0’s rate limit held this run back for ${time}.`);
});

it.each([
	[4.26, undefined, '4.3 %'],
	[33.3, 100, '33 %'],
	[5.048, 5, '5.05 %'],
	[10.04, 10, '10.04 %'],
	[0.001, 0, '0.001 %'],
	[5.000001, 5, '5 %'],
])('writes %d percent, beyond %p, as %s', (percent, beyond, text) => {
	expect(inPercent(percent, beyond)).toBe(text);
});
