import type { INode } from 'n8n-workflow';

import { inputError } from '../../nodes/Auth0/transport/nodeErrors';
import { apiError } from '../../nodes/Auth0/transport/errors';
import { explain } from '../../nodes/Auth0/transport/explain';
import { record } from '../../nodes/Auth0/transport/answers';
import { shorten } from '../../nodes/Auth0/transport/shorten';

const node: INode = {
	id: '1',
	name: 'Auth0',
	type: 'auth0',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

it.each([
	['short', 10, 'short'],
	['exactly-10', 10, 'exactly-10'],
	['0123456789abcdef', 11, '01234…bcdef'],
	// No half of a character is left at the cut.
	[`${'a'.repeat(4)}😀${'b'.repeat(20)}`, 11, 'aaaa…bbbbb'],
	[`${'a'.repeat(20)}😀${'b'.repeat(4)}`, 11, 'aaaaa…bbbb'],
])('%j of at most %i is %j', (text, length, short) => {
	expect(shorten(text, length)).toBe(short);
});

const HUGE = 'x'.repeat(1_000_000);

it('bounds what an error quotes of an item, and keeps what it says about it', () => {
	const text = { message: `“${HUGE}” in 'Email' is not an email address.`, description: HUGE };
	for (const { message, description } of [inputError(node, text), apiError(node, text)]) {
		expect(message).toMatch(/^“x+…x+” in 'Email' is not an email address\.$/);
		expect(message.length).toBeLessThanOrEqual(500);
		expect(description?.length).toBeLessThanOrEqual(3000);
	}
});

it('bounds what an error quotes of an answer, and keeps nothing else of it', () => {
	const body = { message: HUGE, errorCode: HUGE, error: { a: HUGE }, odd: HUGE };
	const answer = { statusCode: 400, headers: {}, body };
	const request = { method: 'GET', path: '/users', answers: record } as const;
	const error = apiError(node, explain(request, answer), answer);
	expect(JSON.stringify(error).length).toBeLessThan(10_000);
	expect(Object.keys(Object(error.context.data))).toEqual(['message', 'errorCode']);
});
