import {
	aCount,
	anId,
	aSentence,
	aText,
	isTooDeep,
	listOf,
	MAX_LEVELS,
	object,
	optional,
	record,
	UnexpectedAnswer,
	type Reader,
} from '../../nodes/Auth0/transport/answers';
import {
	isSuccess,
	readSuccess,
	type ApiCommand,
	type ApiRequest,
} from '../../nodes/Auth0/transport/request';
import { Secrets } from '../../nodes/Auth0/transport/secrets';

const user = object({ user_id: anId, name: optional(aText) });

it.each<[string, Reader<unknown>, unknown]>([
	['an object', record, { any: [1] }],
	['an object with more than is asked for', user, { user_id: 'auth0|1', odd: 1 }],
	['null for what may be missing', user, { user_id: 'auth0|1', name: null }],
	['a list', listOf(user), [{ user_id: 'a' }, { user_id: 'b' }]],
	['an empty list', listOf(user), []],
	['a number', aCount, 0],
	['names of any kind', record, JSON.parse('{"__proto__":1,"constructor":2}')],
])('takes %s as it is', (_what, read, body) => {
	expect(read(body)).toStrictEqual(body);
});

it.each<[Reader<unknown>, unknown, string]>([
	[record, [], 'The response is not an object.'],
	[record, null, 'The response is not an object.'],
	[record, 'text', 'The response is not an object.'],
	[user, {}, '“user_id” is not an ID.'],
	[user, { user_id: 5 }, '“user_id” is not an ID.'],
	[user, { user_id: '..' }, '“user_id” is not an ID.'],
	[user, { user_id: '\ud800' }, '“user_id” is not an ID.'],
	[user, { user_id: 'a', name: {} }, '“name” is not text.'],
	[listOf(user), {}, 'The response is not a list.'],
	[object({ users: listOf(user) }), { users: [{}] }, '“users[0].user_id” is not an ID.'],
	[object({ users: listOf(user) }), { users: [null] }, '“users[0]” is not an object.'],
	[aCount, -1, 'The response is not a number of entries.'],
	[aCount, Infinity, 'The response is not a number of entries.'],
	[aCount, '1', 'The response is not a number of entries.'],
])('%# refuses %j', (read, body, message) => {
	expect(() => read(body)).toThrow(new UnexpectedAnswer(message));
});

describe('a success', () => {
	const command: ApiCommand = { method: 'DELETE', path: '/users/1' };
	const request = (answers: Reader<unknown>, answersText?: Reader<unknown>): ApiRequest => ({
		method: 'GET',
		path: '/users/1',
		answers,
		answersText,
	});
	const secrets = new Secrets({
		domain: 'tenant.auth0.com',
		clientId: 'id',
		clientSecret: 'secret',
		audience: 'https://tenant.auth0.com/api/v2/',
	});
	const answered = (text: string, statusCode = 200) =>
		secrets.parseAnswer({ statusCode, headers: {}, body: text });

	it.each<[Reader<unknown>, string, boolean]>([
		[record, '{}', true],
		// JSON of another shape is the API's own: asking again does not help.
		[record, '[]', true],
		[record, 'null', true],
		[record, '5', true],
		[record, '"text"', true],
		[record, '<html>', false],
		[record, '', false],
		[aText, '"text"', true],
		[aText, '"<b>text</b>"', true],
		[aText, 'text', false],
	])('%# with %s is one of the API: %s', (answers, body, expected) => {
		expect(isSuccess(request(answers), answered(body))).toBe(expected);
	});

	it.each([
		['"a"', 'a'],
		['5', 5],
		['null', null],
	])('reads the JSON %s', (body, value) => {
		const anything = request((json) => json);
		expect(readSuccess(anything, answered(body))).toEqual({ value });
	});

	it('is text only for a request that reads it', () => {
		const reads = request(record, aSentence);
		expect(isSuccess(reads, answered('Sent.'))).toBe(true);
		expect(readSuccess(reads, answered('Sent.'))).toEqual({ value: 'Sent.' });
		expect(isSuccess(reads, answered('<html>'))).toBe(false);
		expect(isSuccess(reads, answered(''))).toBe(false);
		expect(readSuccess(reads, answered('"Sent."')).problem).toBe('The response is not an object.');
	});

	it.each(['', '{}', '1', '"OK"', 'OK', 'null', '[]', '<!DOCTYPE html><title>Done</title>'])(
		'is any 2xx where only the effect is wanted: %j',
		(body) => {
			for (const status of [200, 202, 204]) {
				expect(isSuccess(command, answered(body, status))).toBe(true);
			}
			expect(isSuccess(command, answered(body, 302))).toBe(false);
			expect(isSuccess(command, answered(body, 404))).toBe(false);
		},
	);

	it('that is nested too deeply is refused', () => {
		const answer = { ...answered(''), body: { a: nested(100_000) }, isJson: true };
		const { problem } = readSuccess(request(record), answer);
		expect(problem).toBe('The response is nested too deeply.');
	});
});

/** Lists inside one another. */
function nested(levels: number): unknown {
	let json: unknown = 1;
	for (let level = 0; level < levels; level++) json = [json];
	return json;
}

it('counts the levels of JSON', () => {
	expect(isTooDeep(nested(MAX_LEVELS))).toBe(false);
	expect(isTooDeep(nested(MAX_LEVELS + 1))).toBe(true);
	expect(isTooDeep(nested(100_000))).toBe(true);
	const self: { self?: unknown } = {};
	self.self = self;
	expect(isTooDeep([self, new Date()])).toBe(false);
});
