import { readMessages } from '../../nodes/Auth0Trigger/deliveries/body';

const DEEP = `{"a":${'['.repeat(600)}${']'.repeat(600)}}`;

it.each([
	['an object', '{"id":"1"}', [{ id: '1' }]],
	['a list', '[{"id":"1"},{"id":"2"}]', [{ id: '1' }, { id: '2' }]],
	['lines', '{"id":"1"}\n{"id":"2"}\r\n\n{"id":"3"}\n', [{ id: '1' }, { id: '2' }, { id: '3' }]],
	['lists in lines', '[{"id":"1"}]\n[{"id":"2"}]', [{ id: '1' }, { id: '2' }]],
	['a byte order mark', '\ufeff{"id":"1"}', [{ id: '1' }]],
	['a list with something else', '[{"id":"1"},2,null,"x",[{"id":"3"}]]', [{ id: '1' }]],
	['a list with too many levels', `[${DEEP},{"id":"1"}]`, [{ id: '1' }]],
	['too many levels', DEEP, []],
	['a number', '1', []],
	['a text', '"x"', []],
	['null', 'null', []],
	['an empty list', '[]', []],
	['lines in texts', '{"id":"1","text":"a\\nb"}', [{ id: '1', text: 'a\nb' }]],
])('reads %s', (_what, text, messages) => {
	expect(readMessages(text)).toEqual(messages);
});

it.each([
	['nothing', ''],
	['no JSON', 'hello'],
	['HTML', '<html></html>'],
	['half an object', '{"id":'],
	['a line that is none', '{"id":"1"}\n{"id":'],
])('refuses %s', (_what, text) => {
	expect(readMessages(text)).toBeUndefined();
});
