import { bodyOf } from '../../nodes/Auth0/fields/user/userBody';
import { NEW_USER, USER_CHANGE, type Schema } from '../../nodes/Auth0/api/userSchema';
import { contract } from '../support/contract';

/** A text that a property takes, where not every text will do. */
const TEXTS: Record<string, string> = {
	email: 'jane@example.com',
	phone_number: '+15551234567',
	picture: 'https://example.com/jane.png',
};

const requests: Array<[string, string, Schema, object]> = [
	['POST', '/users', NEW_USER, { connection: 'x' }],
	['PATCH', '/users/auth0%7C1', USER_CHANGE, {}],
];

const cases = requests.flatMap(([method, path, schema, rest]) =>
	Object.keys(schema).flatMap((name) =>
		[TEXTS[name] ?? 'x', true, 5, null, { a: 1 }, ['x']].map(
			(value) => [method, path, schema, { ...rest, [name]: value }] as const,
		),
	),
);

const isTaken = (schema: Schema, body: object) => {
	try {
		bodyOf(schema, { ...body });
		return true;
	} catch {
		return false;
	}
};

(contract ? it : it.skip).each(cases)(
	'%s %s takes what the node takes, and no more: %#',
	(method, path, schema, body) => {
		const request = { method, path: `/api/v2${path}`, query: {}, headers: {}, at: 0, body };
		expect([body, contract?.violations(request).length === 0]).toEqual([
			body,
			isTaken(schema, body),
		]);
	},
);
