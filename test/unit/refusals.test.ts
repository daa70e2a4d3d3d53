import { USER_ERRORS, USER_LABELS } from '../../nodes/Auth0/api/userRefusals';
import { record } from '../../nodes/Auth0/transport/answers';
import { explain } from '../../nodes/Auth0/transport/explain';
import type { ApiRequest } from '../../nodes/Auth0/transport/request';

const request: ApiRequest = {
	method: 'POST',
	path: '/users',
	answers: record,
	subject: { name: 'User “jane”', whenMissing: 'Check User.', whenExisting: 'Use Update.' },
	labels: USER_LABELS,
	errors: USER_ERRORS,
};

const refusal = (statusCode: number, message: string, errorCode?: string) =>
	explain(request, { statusCode, headers: {}, body: { statusCode, message, errorCode } });

describe('a refusal', () => {
	it.each<[number, string, string | undefined, string, RegExp]>([
		[
			403,
			'Insufficient scope, expected any of: read:users,read:user_idp_tokens',
			'insufficient_scope',
			'The application lacks the permission read:users.',
			/Machine to Machine Applications.*select read:users/,
		],
		[
			403,
			'Insufficient scope, expected all of: read:users',
			undefined,
			'The application lacks the permission read:users.',
			/select read:users/,
		],
		[
			403,
			'Insufficient scope; expected: update:roles.',
			undefined,
			'The application lacks the permission update:roles.',
			/select update:roles and save/,
		],
		[
			403,
			'Please upgrade your subscription to use bot detection',
			'insufficient_entitlement',
			'The plan of this Auth0 tenant does not include this feature.',
			/subscription.*Settings → Subscription/,
		],
		[
			403,
			'Please upgrade your subscription to enable Akamai Signals.',
			'insufficient_scope',
			'The plan of this Auth0 tenant does not include this feature.',
			/subscription.*Settings → Subscription/,
		],
		[
			403,
			'A paid subscription is required for this feature.',
			undefined,
			'The plan of this Auth0 tenant does not include this feature.',
			/subscription.*Settings → Subscription/,
		],
		[
			400,
			'PasswordStrengthError: Password is too weak',
			undefined,
			'The password does not meet the password policy of the connection.',
			/longer/,
		],
		[400, 'Missing required property: password', undefined, "'Password' is missing.", /use Invite/],
		[
			400,
			'PasswordHistoryError: Password has previously been used',
			undefined,
			'The password was used before.',
			/hasn’t used recently/,
		],
		[
			400,
			'PasswordDictionaryError: Password is too common',
			undefined,
			'The password is too common.',
			/common passwords/,
		],
		[
			400,
			'PasswordNoUserInfoError: Password contains user information',
			undefined,
			'The password contains the user’s own data.',
			/without the user’s name/,
		],
		[
			400,
			"Payload validation error: 'String is too long' on property given_name (…).",
			'invalid_body',
			'Auth0 does not accept the property “given_name”.',
			/^Check the 'Given Name' field\./,
		],
		[
			400,
			"Payload validation error: 'Additional properties not allowed: odd'.",
			'invalid_body',
			'Auth0 does not accept the property “odd”.',
			/^Check the fields of this node\./,
		],
		[
			400,
			"Payload validation error: 'Additional properties not allowed: created_at,odd (consider storing them in app_metadata or user_metadata. See …)'.",
			'invalid_body',
			'Auth0 does not accept the properties “created_at”, “odd”.',
			/^Check the fields of this node\./,
		],
		...(
			[
				["format email: ' on property groups[0].email (Google Workspace).", 'groups[0].email'],
				["x' on property groups[0].email.", 'groups[0].email'],
				['x\' on property options["a b"].c (…).', 'options["a b"].c'],
				["x' on property options['a.b'][2] (…).", "options['a.b'][2]"],
				["x' on property first name (…).", 'first name'],
				["x' on property user_metadata.plan-b", 'user_metadata.plan-b'],
				["Additional properties not allowed: odd' on property members[1].", 'members[1].odd'],
			] as const
		).map(([text, property]): [number, string, string, string, RegExp] => [
			400,
			`Payload validation error: '${text}`,
			'invalid_body',
			`Auth0 does not accept the property “${property}”.`,
			/^Check the /,
		]),
		[
			400,
			"Payload validation error: 'String is too long' on property given_name.first (…).",
			'invalid_body',
			'Auth0 does not accept the property “given_name.first”.',
			/^Check the 'Given Name' field\./,
		],
		[
			400,
			"Query validation error: 'Additional properties not allowed: a,b'.",
			'invalid_query_string',
			'Auth0 does not accept the query parameters “a”, “b”.',
			/^Check the fields/,
		],
		[
			400,
			"Query validation error: 'Value 1 is less' on property per_page (Number of results).",
			'invalid_query_string',
			'Auth0 does not accept the query parameter “per_page”.',
			/^Check the fields/,
		],
		[
			400,
			"Path validation error: 'String does not match pattern' on property id (…).",
			'invalid_uri',
			'User “jane” does not exist.',
			/^Check User\./,
		],
		[
			400,
			'The specified new email already exists',
			undefined,
			'The specified new email already exists',
			/Use a different one/,
		],
		[
			400,
			'The following user attributes cannot be removed: email. See <a href="https://example.com">docs</a>',
			undefined,
			'The following user attributes cannot be removed: email. See docs',
			/Sync user profile/,
		],
		[400, '', undefined, 'Auth0 does not accept the request.', /^Check the fields/],
		[
			403,
			'',
			undefined,
			'The request was blocked before it reached Auth0’s API.',
			/firewall or proxy/,
		],
		[404, 'The user does not exist.', 'inexistent_user', 'User “jane” does not exist.', /User\./],
		[
			409,
			'The user already exists.',
			'auth0_idp_error',
			'User “jane” already exists.',
			/Use Update/,
		],
		[
			409,
			'The tenant has multiple verified custom domains.',
			'custom_domain_conflict',
			'The tenant has several custom domains, and Auth0 cannot tell which one to use.',
			/Custom Domains/,
		],
		[408, '', undefined, 'Auth0 could not process the request.', /Check User “jane” in Auth0/],
		[414, '', undefined, 'A value is too long for Auth0.', /too long/],
		[418, 'Teapot', undefined, 'Teapot', /Check the fields/],
	])('%i %j (%s) is put into words', (status, text, errorCode, message, description) => {
		const words = refusal(status, text, errorCode);
		expect(words.message).toBe(message);
		expect(words.description).toMatch(description);
		expect(words.description).not.toContain(message);
		expect(words.description).toContain(`HTTP ${status}`);
	});

	it.each([
		[
			"'String is too long' on property given_name (…).",
			"Correct or remove “given_name” in 'Body'.",
		],
		["'Additional properties not allowed: a,b'.", "Correct or remove them in 'Body'."],
	])('of a body that was typed is looked for there: %s', (text, advice) => {
		const typed = { ...request, bodyField: 'Body' };
		const message = `Payload validation error: ${text}`;
		const answer = { statusCode: 400, headers: {}, body: { message } };
		expect(explain(typed, answer).description).toMatch(new RegExp(`^${advice}`));
	});

	describe('that names what is missing', () => {
		const missing = (property: string, at = '') =>
			`Payload validation error: 'Missing required property: ${property}'${at}.`;
		const checkExpression =
			'If you use an expression, check that it returns a value for this item.';

		it.each([
			[missing('connection'), "'Connection' is missing.", `Add it. ${checkExpression}`],
			[
				'Missing required property: phone_number',
				"'Phone Number' is missing.",
				`The connection requires it. ${checkExpression}`,
			],
			[
				missing('city', ' on property user_metadata.address (…)'),
				"“user_metadata.address.city” is missing in 'User Metadata'.",
				`Add it. ${checkExpression}`,
			],
			[missing('odd'), 'The property “odd” is missing.', 'Check the fields of this node.'],
		])('calls it what the panel does: %s', (text, message, description) => {
			expect(refusal(400, text, 'invalid_body')).toEqual({
				message,
				description: `${description} Auth0’s answer: ${text} (invalid_body, HTTP 400)`,
			});
		});

		const typed = { ...request, bodyField: 'Body', queryField: 'Query Parameters' };

		it.each([
			[missing('connection'), "“connection” is missing in 'Body'.", 'Add it.'],
			[missing('password'), "“password” is missing in 'Body'.", 'Database connections need one.'],
			[
				missing('q').replace('Payload', 'Query'),
				"“q” is missing in 'Query Parameters'.",
				'Add it.',
			],
		])('names the field in which it was typed: %s', (text, message, advice) => {
			const words = explain(typed, { statusCode: 400, headers: {}, body: { message: text } });
			expect(words.message).toBe(message);
			expect(words.description).toMatch(new RegExp(`^${advice}`));
		});
	});

	it('whose words are the title does not repeat them, unless the title is cut short', () => {
		const text = 'An entry with this name already exists';
		const other: ApiRequest = { method: 'POST', path: '/roles', answers: record };
		const wordsOf = (message: string) =>
			explain(other, { statusCode: 400, headers: {}, body: { message } }).description;
		expect(wordsOf(text)).toBe('Check the values that the message mentions. The answer: HTTP 400');
		expect(wordsOf(text.repeat(20))).toContain(text.repeat(20));
	});

	it('of a request without words of its own says nothing of users', () => {
		const other: ApiRequest = { method: 'POST', path: '/roles', answers: record };
		for (const message of [
			'The role already exists',
			'requires_username',
			'PasswordHistoryError',
		]) {
			const answer = { statusCode: 400, headers: {}, body: { message } };
			expect(explain(other, answer)).toMatchObject({
				message,
				description: expect.stringMatching(/^Check the values that the message mentions\./),
			});
		}
	});

	it('says what to do that is only true of a request that was sent again', () => {
		const body = { message: 'PasswordHistoryError: Password has previously been used' };
		const answer = { statusCode: 400, headers: {}, body };
		const words = explain(request, answer, { count: 2, seconds: 1 });
		expect(words.message).toBe('The password was most likely changed.');
	});

	it('says what the token does hold', () => {
		const answer = { statusCode: 403, headers: {}, body: { message: 'Insufficient scope' } };
		const { description } = explain(request, answer, undefined, 'create:users update:users');
		expect(description).toContain('The application has: create:users, update:users.');
	});

	it('reads well where Auth0 does not name the permission, or the request what it is about', () => {
		expect(refusal(403, 'Insufficient scope')).toMatchObject({
			message: 'The application lacks a required permission.',
			description: expect.stringContaining('select the required permission and save'),
		});
		const other: ApiRequest = { method: 'GET', path: '/x', answers: record };
		expect(explain(other, { statusCode: 404, headers: {}, body: {} }).message).toBe(
			'Auth0 found nothing for this request.',
		);
	});

	it('says how often the request was sent, and when to try again', () => {
		const answer = { statusCode: 429, headers: {}, body: {} };
		const attempts = { count: 3, seconds: 12.3, retryAfterMs: 600_000 };
		expect(explain(request, answer, attempts).description).toContain(
			'Nothing was changed. Tried 3 times in 13 s. Try again in about 10 minutes.',
		);
	});

	it('with 409 where nothing is created is not said to exist already', () => {
		const update: ApiRequest = {
			method: 'PATCH',
			path: '/users/x',
			answers: record,
			subject: { name: 'User “x”' },
		};
		const answer = { statusCode: 409, headers: {}, body: { message: 'Conflict of some kind' } };
		expect(explain(update, answer).message).toBe('Conflict of some kind');
	});
});

describe('of several permissions, a refusal names', () => {
	const READ = 'Insufficient scope, expected all of: read:users,read:roles,read:role_members';
	it.each<[string, string, string, string]>([
		[
			'those that the token has not',
			READ,
			'read:users update:users',
			'read:roles and read:role_members',
		],
		['the one that the token has not', READ, 'read:users read:roles', 'read:role_members'],
		[
			'all where those of the token are not known',
			READ,
			'',
			'read:users, read:roles and read:role_members',
		],
		[
			'all where the token seems to have them',
			READ,
			'read:users read:roles read:role_members',
			'read:users, read:roles and read:role_members',
		],
		[
			'the first where any will do',
			'Insufficient scope; expected any of: read:logs, read:logs_users.',
			'',
			'read:logs',
		],
	])('%s', (_what, message, scope, names) => {
		const answer = { statusCode: 403, headers: {}, body: { message } };
		const text = explain(request, answer, undefined, scope);
		expect(text.message).toMatch(
			new RegExp(`^The application lacks the permissions? ${names}\\.$`),
		);
		expect(text.message.includes('permissions ')).toBe(names.includes(' and '));
		expect(text.description).toContain(`select ${names} and save`);
	});
});
