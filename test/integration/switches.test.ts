import type { INodeParameters } from 'n8n-workflow';

import { account, JANE, PASSWORD } from '../support/accounts';
import { eachValue, VALUE, type Fate } from '../support/eachValue';
import { byEmail, connection, jane } from '../support/locators';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane'), account('joe')]);
});

// All words are tried in test/unit/numbersAndSwitches.test.ts.
const TRUE = [true, ' Yes '];
const FALSE = [false, 0];
const NEITHER = ['', null, undefined, 'maybe', 2, { a: 1 }];

const some = { userId: jane, options: {} };
const option = (name: string) => ({ userId: jane, options: { [name]: VALUE } });

/** What one can see of a switch: in the requests, or in the keys of the output. */
const requests = ({ sent }: Fate) =>
	sent.map(({ method, path, query, body }) => ({ method, path, query, body }));
const shape = ({ output }: Fate) => output.map((json) => Object.keys(json));

const SWITCHES: Array<[label: string, INodeParameters, seen: (fate: Fate) => unknown]> = [
	['Email Verified', { operation: 'setEmailVerified', ...some, emailVerified: VALUE }, requests],
	[
		'Preserve Refresh Tokens',
		{ operation: 'access:revokeAccess', ...option('preserveRefreshTokens') },
		requests,
	],
	[
		'Mark Email as Verified',
		{ operation: 'emailAndLink:createPasswordTicket', ...option('markEmailAsVerified') },
		requests,
	],
	[
		'Include Email in Redirect',
		{ operation: 'emailAndLink:createVerificationTicket', ...option('includeEmailInRedirect') },
		requests,
	],
	['Allow No Roles', { operation: 'role:setForUser', ...some, allowNoRoles: VALUE }, requests],
	['Return All', { operation: 'getAll', limit: 1, returnAll: VALUE }, shape],
	[
		'Include Fields',
		{ operation: 'get', userId: jane, options: { fields: 'email', includeFields: VALUE } },
		requests,
	],
	['Simplify', { operation: 'block', ...some, simplify: VALUE }, shape],
	[
		'Dry Run',
		{
			operation: 'user:bulkUpdate',
			filters: { nameOrEmailContains: 'jane' },
			change: 'update',
			updateFields: { nickname: 'jane' },
			dryRun: VALUE,
		},
		shape,
	],
	['Blocked', { operation: 'getAll', filters: { blocked: VALUE } }, requests],
	['Email Verified', { operation: 'getAll', filters: { emailVerified: VALUE } }, requests],
	['Never Logged In', { operation: 'getAll', filters: { neverLoggedIn: VALUE } }, requests],
	['Blocked', { operation: 'update', userId: jane, updateFields: { blocked: VALUE } }, requests],
	[
		'Phone Verified',
		{ operation: 'update', userId: jane, updateFields: { phoneVerified: VALUE } },
		requests,
	],
	[
		'Send Verification Email',
		{ operation: 'update', userId: jane, updateFields: { verifyEmail: VALUE } },
		requests,
	],
];

const WAIT: INodeParameters = {
	operation: 'emailAndLink:sendVerificationEmail',
	...option('waitUntilSent'),
};

it.each(SWITCHES)('%s means what is said: %j', async (_label, parameters, seen) => {
	const [isTrue, ...alsoTrue] = (await eachValue(tenant(), parameters, TRUE)).map(seen);
	const [isFalse, ...alsoFalse] = (await eachValue(tenant(), parameters, FALSE)).map(seen);
	expect(isTrue).not.toEqual(isFalse);
	for (const other of alsoTrue) expect(other).toEqual(isTrue);
	for (const other of alsoFalse) expect(other).toEqual(isFalse);
});

it('Wait Until Sent means what is said', async () => {
	const [fate] = await eachValue(tenant(), WAIT, ['no']);
	expect(fate?.output[0]).toMatchObject({ status: 'pending' });
});

it.each([
	...SWITCHES.map(([label, parameters]) => [label, parameters] as const),
	['Wait Until Sent', WAIT] as const,
])('%s is refused when it says neither: %j', async (label, parameters) => {
	for (const { error, description, sent } of await eachValue(tenant(), parameters, NEITHER)) {
		expect(error).toContain(label);
		expect(error).toMatch(/ must be true or false\.$|^'.*' is empty\.$/);
		expect(description).toMatch(/expression/);
		expect(sent).toEqual([]);
	}
	expect(tenant().users.require(JANE)).not.toHaveProperty('blocked');
});

it('a switch is refused before the user is looked up by email', async () => {
	const userId = byEmail('jane@example.com');
	const parameters = { operation: 'update', userId, updateFields: { blocked: VALUE } };
	const [fate] = await eachValue(tenant(), parameters, ['maybe']);
	expect(fate?.error).toBe("'Blocked' must be true or false.");
	expect(fate?.sent).toEqual([]);
});

describe('a new user', () => {
	const NEW = { connection, password: PASSWORD, email: 'new@example.com' };
	const added = { blocked: VALUE, phoneVerified: VALUE };

	const OPERATIONS: INodeParameters[] = [
		{ operation: 'create', ...NEW, additionalFields: added },
		{ operation: 'upsert', ...NEW, fieldsToSet: added },
		{ operation: 'invite', ...NEW, additionalFields: added },
	];

	it.each(OPERATIONS)('has nothing for an empty cell: %j', async (parameters) => {
		for (const empty of ['', null, undefined, ' ']) {
			const [{ error, sent } = { error: 'no fate', sent: [] }] = await eachValue(
				tenant(),
				parameters,
				[empty],
			);
			expect(error).toBe('');
			const [creation] = sent.filter(({ method }) => method === 'POST');
			expect(creation?.body).not.toHaveProperty('blocked');
			expect(creation?.body).not.toHaveProperty('phone_verified');
			tenant().reset();
		}
	});

	it.each(OPERATIONS)('is refused a switch that says neither: %j', async (parameters) => {
		for (const { error, sent } of await eachValue(tenant(), parameters, ['maybe', 2, [], {}])) {
			expect(error).toBe("'Blocked' must be true or false.");
			expect(sent).toEqual([]);
		}
	});
});
