import type { IDataObject } from 'n8n-workflow';

import { bodyOf } from '../../nodes/Auth0/fields/user/userBody';
import { NEW_USER, only, USER_CHANGE, type Schema } from '../../nodes/Auth0/api/userSchema';
import { InputError } from '../../nodes/Auth0/transport/inputError';

it.each<[IDataObject, Schema]>([
	[{ connection: 'x', email: 'a@example.com', blocked: false, app_metadata: { a: [] } }, NEW_USER],
	[{ nickname: undefined }, NEW_USER],
	[{ nickname: null, email: null, verify_phone_number: true, user_metadata: {} }, USER_CHANGE],
])('takes %j as it is', (given, schema) => {
	expect(bodyOf(schema, given, 'Body')).toStrictEqual(given);
});

it.each<[IDataObject, Schema, string, string]>([
	[
		{ blocked: 'yes' },
		NEW_USER,
		"The entry “blocked” in 'Body' must be true or false.",
		'The value is “yes”. Enter true or false without quotes.',
	],
	[
		{ verify_email: null },
		NEW_USER,
		"The entry “verify_email” in 'Body' must be true or false.",
		'The value is empty. Enter true or false without quotes.',
	],
	[
		{ username: 5 },
		NEW_USER,
		"The entry “username” in 'Body' must be text.",
		'The value is “5”. Put it in double quotes, or remove the property.',
	],
	[
		{ nickname: null },
		NEW_USER,
		"The entry “nickname” in 'Body' must be text.",
		'The value is empty. Put it in double quotes, or remove the property.',
	],
	[
		{ name: ['x'] },
		USER_CHANGE,
		"The entry “name” in 'Body' must be text or null.",
		'The value is a list. Put it in double quotes, or remove the property.',
	],
	[
		{ connection: null },
		USER_CHANGE,
		"The entry “connection” in 'Body' must be text.",
		'The value is empty. Put it in double quotes, or remove the property.',
	],
	[
		{ app_metadata: [] },
		USER_CHANGE,
		"The entry “app_metadata” in 'Body' must be a JSON object.",
		'The value is a list. Enter one such as { "plan": "gold" }.',
	],
])('refuses %j', (given, schema, message, description) => {
	const refused = () => bodyOf(schema, given, 'Body');
	expect(refused).toThrow(new InputError(message, description));
	expect(refused).toThrow(expect.objectContaining({ description }));
});

it('names a property by its field, where it has one', () => {
	expect(() => bodyOf(USER_CHANGE, { client_id: null })).toThrow("'Client ID' must be text.");
});

it('gives the properties that are chosen', () => {
	const body = { email: 'a@example.com', blocked: true };
	expect(only(body, (name) => name === 'blocked')).toStrictEqual({ blocked: true });
	expect(body).toHaveProperty('email');
});
