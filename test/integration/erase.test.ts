import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { execute } from '../support/engine';
import { byEmail, byId, jane } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const GOOGLE = 'google-oauth2|103547991597142817347';
const ACME = 'org_0000000000000001';

beforeEach(() => {
	tenant().seedUsers([
		{
			...account('jane', {
				user_metadata: { language: 'en' },
				app_metadata: { plan: 'gold', seats: 3 },
			}),
			overrides: {
				user_id: JANE,
				identities: [
					{ connection: DATABASE, provider: 'auth0', user_id: 'jane', isSocial: false },
					{
						connection: 'google-oauth2',
						provider: 'google-oauth2',
						user_id: '103547991597142817347',
						isSocial: true,
						profileData: { email: 'jane@example.org', name: 'Jane Doe' },
					},
				],
			},
		},
		account('joe'),
	]);
	const [role] = tenant().catalogue.roles;
	if (role) tenant().userData.roles.add(JANE, role);
	tenant().addMember(ACME, JANE);
	tenant().addMember(ACME, 'auth0|joe');
	tenant().seedSessions(JANE, [{}, {}]);
	tenant().seedRefreshTokens(JANE, [{}]);
});

const run = async (parameters: INodeParameters = {}, onError?: 'continueRegularOutput') =>
	await execute(
		credentialFor(tenant()),
		{ operation: 'user:erase', userId: jane, ...parameters },
		[{}],
		{ onError },
	);

const outputOf = async (parameters?: INodeParameters): Promise<IDataObject> => {
	const { items, error } = await run(parameters);
	if (error) throw error;
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
};

const changes = () => tenant().requests.filter(isChange);
const ids = () =>
	tenant()
		.users.all()
		.map(({ user_id: id }) => id);

const RECEIPT = {
	user_id: JANE,
	identities: [JANE, GOOGLE],
	organizations: [ACME],
	found: {
		identities: 2,
		organizations: 1,
		user_metadata_entries: 1,
		app_metadata_entries: 2,
		roles: 1,
		permissions: 0,
		sessions: 2,
		refresh_tokens: 1,
		authentication_methods: 0,
	},
	not_counted: [],
	other_users_with_this_email: [],
};

it('is a dry run at first, which says what there is', async () => {
	const { items, hints } = await run();
	expect(items.map(({ json }) => json)).toEqual([
		{ ...RECEIPT, outcome: 'would_be_erased', dry_run: true },
	]);
	expect(hints).toEqual(['Dry run: nobody was erased. Check who would be, then turn off Dry Run.']);
	expect(changes()).toEqual([]);
});

it('leaves nothing behind, and gives a receipt without personal data', async () => {
	const output = await outputOf({ dryRun: false });
	expect(output).toEqual({
		...RECEIPT,
		outcome: 'erased',
		done: {
			access_revoked: true,
			organizations_left: 1,
			identities_deleted: 2,
			user_deleted: true,
		},
		erased_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
	});
	expect(JSON.stringify(output)).not.toMatch(/example\.(com|org)|Jane Doe|gold/);
	expect(ids()).toEqual(['auth0|joe']);
	const { sessions, refreshTokens, organizations } = tenant().userData;
	expect([...sessions.all(), ...refreshTokens.all()]).toEqual([]);
	expect(organizations.of('auth0|joe')).toHaveLength(1);
	expect(changes().map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
		`POST /api/v2/users/${JANE}/revoke-access`,
		`DELETE /api/v2/organizations/${ACME}/members`,
		`DELETE /api/v2/users/${JANE}`,
		`DELETE /api/v2/users/${GOOGLE}`,
	]);
	expect(changes()[0]?.body).toEqual({ preserve_refresh_tokens: false });
});

it('deletes an identity that has become a user again', async () => {
	const back = {
		...account('back'),
		overrides: { user_id: GOOGLE, email: 'jane@example.org' },
	};
	tenant().seedUsers([back]);
	await run({ dryRun: false });
	expect(ids()).toEqual(['auth0|joe']);
});

describe('after it ended in the middle', () => {
	it.each([
		['the access', 'POST', /\/revoke-access$/],
		['the organization', 'DELETE', /\/members$/],
		['the user', 'DELETE', /\/users\/auth0%7Cjane$/],
	])('at %s, it finishes when it is run again', async (_what, method, path) => {
		tenant().inject({ method, path, times: 1, status: 400, body: { message: 'No' } });
		const { error } = await run({ dryRun: false });
		expect(error?.message).toBe('No');
		expect(ids()).toContain(JANE);
		expect(await outputOf({ dryRun: false })).toMatchObject({
			outcome: 'erased',
			identities: [JANE, GOOGLE],
		});
		expect(ids()).toEqual(['auth0|joe']);
	});

	describe('it says what was done, which no receipt has any more', () => {
		const KEEP = 'Keep this for your records: run this item again to erase the rest';
		const OTHER = 'org_other';
		const REFUSED = { times: 1, status: 400, body: { message: 'No' } };
		const failure = async () => {
			const { error } = await run({ dryRun: false });
			return error?.description ?? '';
		};

		beforeEach(() => {
			tenant().seedOrganizations([{ id: OTHER, name: 'other' }]);
			tenant().addMember(OTHER, JANE);
		});

		it('at an organization', async () => {
			tenant().inject({ method: 'DELETE', path: /org_other\/members$/, ...REFUSED });
			const said = await failure();
			expect(said).toContain(`Done before: access revoked, left organization ${ACME}. ${KEEP}`);
			expect(await outputOf({ dryRun: false })).toMatchObject({ organizations: [OTHER] });
		});

		it('at the user', async () => {
			tenant().inject({ method: 'DELETE', path: /\/users\/auth0%7Cjane$/, ...REFUSED });
			expect(await failure()).toContain(
				`Done before: access revoked, left organization ${ACME}, left organization ${OTHER}. ${KEEP}`,
			);
		});

		it('at an organization that the user has left, and where access is not in the plan', async () => {
			const gone = { statusCode: 404, error: 'Not Found', message: 'No organization found' };
			tenant().inject({ path: /revoke-access$/, status: 404, body: gone });
			tenant().inject({ path: /org_0000000000000001\/members$/, status: 404, body: gone });
			tenant().inject({ method: 'DELETE', path: /org_other\/members$/, ...REFUSED });
			expect(await failure()).not.toContain('Done before');
		});

		it('where the connection breaks', async () => {
			const path = /org_other\/members$/;
			tenant().inject({ method: 'DELETE', path, times: 99, drop: 'after' });
			const said = await failure();
			expect(said).toContain(`Done before: access revoked, left organization ${ACME}.`);
		});

		it('at an identity, after the user', async () => {
			tenant().inject({ method: 'DELETE', path: /\/users\/google/, ...REFUSED });
			expect(await failure()).toContain(
				`User “${JANE}” was deleted with all linked identities. To make sure that none of these is a separate user by now, also erase: ${GOOGLE}.`,
			);
			expect(ids()).toEqual(['auth0|joe']);
		});
	});

	it('whoever is gone is no failure, and is not called erased', async () => {
		await run({ dryRun: false });
		for (const dryRun of [true, false]) {
			const output = await outputOf({ dryRun });
			expect(output).toEqual({
				user_id: JANE,
				outcome: 'not_found',
				note: expect.stringContaining('No user has this ID'),
			});
		}
	});
});

it('takes an organization that is gone as left', async () => {
	tenant().inject({
		method: 'DELETE',
		path: /\/members$/,
		times: 1,
		status: 404,
		body: {
			statusCode: 404,
			error: 'Not Found',
			message: 'No organization found by that id or name',
		},
	});
	const { done } = await outputOf({ dryRun: false });
	expect(done).toMatchObject({ organizations_left: 0, user_deleted: true });
	expect(ids()).toEqual(['auth0|joe']);
});

it('deletes where the plan does not include the revocation', async () => {
	tenant().inject({
		path: /revoke-access$/,
		times: 1,
		status: 403,
		body: {
			statusCode: 403,
			error: 'Forbidden',
			message: 'Please upgrade your subscription to use sessions',
			errorCode: 'insufficient_entitlement',
		},
	});
	const { done } = await outputOf({ dryRun: false });
	expect(done).toMatchObject({ access_revoked: false, user_deleted: true });
});

describe('an email address', () => {
	it('names the person', async () => {
		const output = await outputOf({ userId: byEmail('Jane@Example.com'), dryRun: false });
		expect(output).toMatchObject({ user_id: JANE, outcome: 'erased' });
	});

	it('of several users is refused, naming them', async () => {
		tenant().seedUsers([
			account('double', { email: 'jane@example.com', connection: 'Users-With-Username' }),
		]);
		const { error } = await run({ userId: byEmail('jane@example.com'), dryRun: false });
		expect(error?.message).toBe('2 users have the email address “jane@example.com”.');
		expect(error?.description).toContain('auth0|jane, auth0|double');
		expect(changes()).toEqual([]);
	});

	it('of other users is told of one who is named by ID', async () => {
		tenant().seedUsers([
			account('double', { email: 'jane@example.com', connection: 'Users-With-Username' }),
		]);
		expect(await outputOf()).toMatchObject({ other_users_with_this_email: ['auth0|double'] });
	});

	it('of a linked identity that other users have is told of, too', async () => {
		tenant().seedUsers([account('old', { email: 'jane@example.org' })]);
		expect(await outputOf()).toMatchObject({ other_users_with_this_email: ['auth0|old'] });
	});
});

it('says whose linked identity it is', async () => {
	const { error } = await run({ userId: byId(GOOGLE), dryRun: false });
	expect(error?.message).toBe(`“${GOOGLE}” is a linked identity of user “${JANE}”, not a user.`);
	expect(changes()).toEqual([]);
});

it('says what it may not count, and erases all the same', async () => {
	tenant().setScopes(
		'full',
		'read:users delete:users read:organizations delete:organization_members delete:sessions delete:refresh_tokens',
	);
	const output = await outputOf({ dryRun: false });
	expect(output).toMatchObject({
		outcome: 'erased',
		not_counted: ['roles', 'sessions', 'refresh_tokens', 'authentication_methods'],
	});
	expect(output.found).not.toHaveProperty('sessions');
});

it('changes nothing where it may not read the organizations', async () => {
	tenant().setScopes('full', 'read:users delete:users delete:sessions delete:refresh_tokens');
	const { error } = await run({ dryRun: false });
	expect(error?.description).toContain('read:organizations');
	expect(changes()).toEqual([]);
});

it('as a tool, erases nobody with another email address', async () => {
	const call = async (onlyIfEmailIs: string) =>
		await callTool(
			credentialFor(tenant()),
			{
				operation: 'user:erase',
				userId: byId("={{ $fromAI('id') }}"),
				onlyIfEmailIs: "={{ $fromAI('email') }}",
				dryRun: false,
			},
			{ id: JANE, email: onlyIfEmailIs },
		);
	const { error } = await call('joe@example.com');
	expect(error?.message).toContain('does not have the email address “joe@example.com”');
	expect(changes()).toEqual([]);
	await call('jane@example.com');
	expect(ids()).toEqual(['auth0|joe']);
});
