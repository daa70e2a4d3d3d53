import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SeedUser } from '../tenant';
import { account, DATABASE, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { execute } from '../support/engine';
import { byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const GOOGLE = 'google-oauth2|1';
const GITHUB = 'github|2';

/** An account of a social connection. */
const social = (id: string, rest: Partial<SeedUser> = {}, more: object = {}): SeedUser => {
	const [provider = '', bare = ''] = id.split('|');
	return {
		...account(id.replace('|', '-'), rest),
		overrides: {
			user_id: id,
			identities: [{ connection: provider, provider, user_id: bare, isSocial: true }],
			...more,
		},
	};
};

const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

beforeEach(() => {
	for (const strategy of ['google-oauth2', 'github']) {
		if (tenant().users.connections.some((one) => one.strategy === strategy)) continue;
		tenant().users.connections.push({
			id: `con_${strategy}`,
			name: strategy,
			strategy,
			options: {},
		});
	}
	tenant().seedUsers([
		{
			...account('jane', { email_verified: true, app_metadata: { plan: 'gold', number: 7 } }),
			overrides: { user_id: JANE, created_at: at(2), logins_count: 3, last_login: at(9) },
		},
		social(
			GOOGLE,
			{ app_metadata: { plan: 'free', number: '7', source: 'x' } },
			{
				email: 'Jane@Example.com',
				email_verified: true,
				created_at: at(1),
				logins_count: 5,
				last_login: at(5),
			},
		),
		social(GITHUB, {}, { email: 'jane@example.com', email_verified: false, created_at: at(3) }),
		account('joe', { email_verified: true }),
	]);
	const editor = tenant().catalogue.roles.find(({ name }) => name === 'Editor');
	if (editor) tenant().userData.roles.add(JANE, editor);
	tenant().addMember('org_0000000000000001', JANE);
});

const run = async (
	operation: string,
	parameters: INodeParameters = {},
	json: IDataObject[] = [{}],
) =>
	await execute(
		credentialFor(tenant()),
		{ operation: `identity:${operation}`, ...parameters },
		json,
	);

const jsonOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	if (error) throw error;
	return items.map(({ json }) => json);
};

/** The outputs of a run that goes on past failures. */
const goOn = async (parameters: INodeParameters, json: IDataObject[] = [{}]) => {
	const { items, error } = await execute(
		credentialFor(tenant()),
		{ operation: 'identity:linkDuplicates', ...parameters },
		json,
		{ onError: 'continueRegularOutput' },
	);
	if (error) throw error;
	return items;
};

const changes = () => tenant().requests.filter(isChange);
const ids = () =>
	tenant()
		.users.all()
		.map(({ user_id: id }) => id);

const SEARCH = { groupsFrom: 'search' };
const LINK = { ...SEARCH, dryRun: false };

describe('Find Duplicates', () => {
	it('finds those with the same verified email, with what each has', async () => {
		expect(await jsonOf('findDuplicates')).toEqual([
			{
				same_by: 'email',
				value: 'jane@example.com',
				count: 2,
				connections: ['google-oauth2', DATABASE],
				users: [
					{
						user_id: GOOGLE,
						email: 'Jane@Example.com',
						created_at: at(1),
						last_login: at(5),
						logins_count: 5,
						app_metadata: { plan: 'free', number: '7', source: 'x' },
						connections: ['google-oauth2'],
						roles: [],
					},
					{
						user_id: JANE,
						email: 'jane@example.com',
						created_at: at(2),
						last_login: at(9),
						logins_count: 3,
						app_metadata: { plan: 'gold', number: 7 },
						connections: [DATABASE],
						roles: [{ id: 'rol_0000000000000002', name: 'Editor' }],
					},
				],
			},
		]);
		expect(changes()).toEqual([]);
	});

	it('finds those with the same entry in their metadata, whether number or text', async () => {
		const [group] = await jsonOf('findDuplicates', { sameBy: 'metadata', sameName: 'number' });
		expect(group).toMatchObject({ same_by: 'metadata', value: '7', count: 2 });
	});

	it('finds those with the same verified phone number', async () => {
		const phone = { phone_number: '+15551234567', phone_verified: true };
		for (const id of [JANE, GOOGLE]) {
			tenant().users.put({ ...tenant().users.require(id), ...phone });
		}
		tenant().users.put({ ...tenant().users.require(GITHUB), ...phone, phone_verified: false });
		const [group] = await jsonOf('findDuplicates', { sameBy: 'phone' });
		expect(group).toMatchObject({ same_by: 'phone', value: '+15551234567', count: 2 });
	});

	it.each(['+15551234567', '+1 555 123-4567', '+1 (555) 123.4567', ' +1/555/1234567 '])(
		'takes %j for the same phone number',
		async (written) => {
			for (const [id, number] of [
				[JANE, '+15551234567'],
				[GOOGLE, written],
			] as const) {
				const phone = { phone_number: number, phone_verified: true };
				tenant().users.put({ ...tenant().users.require(id), ...phone });
			}
			const [group] = await jsonOf('findDuplicates', { sameBy: 'phone' });
			expect(group).toMatchObject({ value: '+15551234567', count: 2 });
		},
	);

	it.each<[string, INodeParameters, string]>([
		[
			'email',
			{ filters: { email: 'nobody@example.com' } },
			' does not have a verified email address.',
		],
		['phone number', { sameBy: 'phone' }, 'None of the 5 users found has a verified phone number.'],
		[
			'such entry',
			{ sameBy: 'metadata', sameName: 'crm.nmber' },
			"None of the 5 users found has text or a number under “crm.nmber” in App Metadata. Check 'Name in Metadata'.",
		],
		[
			'such entry in the other metadata',
			{ sameBy: 'metadata', sameMetadata: 'user_metadata', sameName: 'number' },
			"None of the 5 users found has text or a number under “number” in User Metadata. Check 'Name in Metadata'.",
		],
	])('says that nobody has any %s', async (_what, parameters, hint) => {
		tenant().seedUsers([account('nobody')]);
		for (const operation of ['findDuplicates', 'linkDuplicates']) {
			const { items, hints } = await run(operation, { ...SEARCH, ...parameters });
			expect(items).toEqual([]);
			expect(hints).toEqual([expect.stringContaining(hint)]);
		}
	});

	describe('with the address of a linked identity', () => {
		const identity = (provider: string, id: string, profileData?: object) => ({
			connection: provider === 'auth0' ? DATABASE : provider,
			provider,
			user_id: id,
			isSocial: provider !== 'auth0',
			...(profileData && { profileData }),
		});
		const OLD = { email: 'Old@Example.org', email_verified: true };

		const linkJane = (profileData: object) => {
			const identities = [identity('auth0', 'jane'), identity('google-oauth2', '7', profileData)];
			tenant().users.put({ ...tenant().users.require(JANE), identities });
		};

		beforeEach(() => {
			tenant().users.delete(GOOGLE);
			tenant().seedUsers([
				social('github|old', {}, { email: 'old@example.org', email_verified: true }),
			]);
		});

		it('finds the account that has it, too, and links both', async () => {
			linkJane(OLD);
			const [group, ...others] = await jsonOf('findDuplicates');
			expect(group).toMatchObject({
				value: 'old@example.org',
				count: 2,
				connections: [DATABASE, 'google-oauth2', 'github'],
				users: [{ user_id: JANE }, { user_id: 'github|old' }],
			});
			expect(others).toEqual([]);
			const [linked] = await jsonOf('linkDuplicates', { dryRun: false }, [group ?? {}]);
			expect(linked).toMatchObject({ user_id: JANE, linked: ['github|old'], outcome: 'linked' });
			expect(await jsonOf('findDuplicates')).toEqual([]);
		});

		it.each([{ ...OLD, email_verified: false }, { email: OLD.email }])(
			'finds nobody by one that is not verified: %j',
			async (profileData) => {
				linkJane(profileData);
				expect(await jsonOf('findDuplicates')).toEqual([]);
				const [output] = await jsonOf('linkDuplicates', { dryRun: false }, [
					{ users: [JANE, 'github|old'] },
				]);
				expect(output).toMatchObject({ outcome: 'skipped' });
				expect(changes()).toEqual([]);
			},
		);

		it('takes those for one person who are connected by several addresses', async () => {
			linkJane(OLD);
			tenant().seedUsers([
				social('google-oauth2|8', {}, { email: 'jane@example.com', email_verified: true }),
			]);
			const groups = await jsonOf('findDuplicates');
			expect(groups).toMatchObject([
				{
					value: 'jane@example.com, old@example.org',
					count: 3,
					users: [{ user_id: JANE }, { user_id: 'github|old' }, { user_id: 'google-oauth2|8' }],
				},
			]);
			expect(await jsonOf('linkDuplicates', LINK)).toMatchObject([
				{ user_id: JANE, linked: ['github|old', 'google-oauth2|8'], outcome: 'linked' },
			]);
		});

		it('takes its own address twice for no other account', async () => {
			linkJane({ email: 'jane@example.com', email_verified: true });
			expect(await jsonOf('findDuplicates')).toEqual([]);
		});
	});

	it('finds nobody who has several accounts in one connection only', async () => {
		tenant().seedUsers([
			social('google-oauth2|8', {}, { email: 'x@example.com', email_verified: true }),
			social('google-oauth2|9', {}, { email: 'x@example.com', email_verified: true }),
		]);
		expect(await jsonOf('findDuplicates')).toHaveLength(1);
		expect(await jsonOf('linkDuplicates', SEARCH)).toHaveLength(1);
	});

	it('looks through more than 1,000 users, and shows as many as are wanted', async () => {
		tenant().seedUsers(
			Array.from({ length: 1100 }, (_, index) => account(`u${index}`, { email_verified: true })),
		);
		tenant().seedUsers([
			social('google-oauth2|u', {}, { email: 'u1099@example.com', email_verified: true }),
		]);
		const { items, hints } = await run('findDuplicates', { returnAll: true });
		expect(items.map(({ json }) => json.value)).toEqual(['jane@example.com', 'u1099@example.com']);
		expect(hints).toEqual([]);
		const limited = await run('findDuplicates', { limit: 1 });
		expect(limited.items).toHaveLength(1);
		expect(limited.hints).toEqual(['1 of 2 groups are shown.']);
	});

	describe('while the search is behind', () => {
		beforeEach(async () => {
			const rest = { email_verified: true };
			tenant().seedUsers([
				account('jim', rest),
				social('google-oauth2|joe', {}, { email: 'joe@example.com', ...rest }),
				social('google-oauth2|jim', {}, { email: 'jim@example.com', ...rest }),
			]);
			// The search knows them from now on.
			expect(await jsonOf('findDuplicates')).toHaveLength(3);
			tenant().setSearchLag(60_000);
		});

		it('shows as many as are wanted, past those that are linked by now', async () => {
			expect(await jsonOf('linkDuplicates', { ...LINK, maxGroups: 1 })).toHaveLength(1);
			const { items, hints } = await run('findDuplicates', { limit: 1 });
			expect(items.map(({ json }) => json.value)).toEqual(['joe@example.com']);
			expect(hints).toEqual(['1 of 2 groups are shown.']);
		});

		it('says that there are none where all are linked by now', async () => {
			expect(await jsonOf('linkDuplicates', LINK)).toHaveLength(3);
			const { items, hints } = await run('findDuplicates', { limit: 1 });
			expect(items).toEqual([]);
			expect(hints).toEqual([
				'No duplicates found. Changes made in the last few seconds may be missing.',
			]);
		});
	});

	it('does without roles where it may not read them', async () => {
		tenant().setScopes('full', 'read:users');
		const [group] = await jsonOf('findDuplicates');
		expect(JSON.stringify(group)).not.toContain('roles');
	});

	it('looks among the users of a search, and says when there are none', async () => {
		const { items, hints } = await run('findDuplicates', {
			filters: { emailDomain: 'example.org' },
		});
		expect(items).toEqual([]);
		expect(hints).toEqual([
			'No duplicates found. Changes made in the last few seconds may be missing.',
		]);
	});

	it.each(['={{ "" }}', 'a..b', '.'])('refuses “%s” as the name of an entry', async (sameName) => {
		const { error } = await run('findDuplicates', { sameBy: 'metadata', sameName });
		expect(error?.message).toMatch(/^'Name in Metadata' is /);
		expect(tenant().requests).toEqual([]);
	});
});

describe('Link Duplicates', () => {
	const PLAN = {
		user_id: GOOGLE,
		same_by: 'email',
		value: 'jane@example.com',
		linked: [JANE],
		carried_over: {
			app_metadata: undefined,
			roles: [{ id: 'rol_0000000000000002', name: 'Editor' }],
			organizations: [{ id: 'org_0000000000000001', name: expect.any(String) }],
		},
		left_out: [],
	};

	it('is a dry run at first', async () => {
		const { items, hints } = await run('linkDuplicates', SEARCH);
		expect(items.map(({ json }) => json)).toEqual([
			{ ...PLAN, outcome: 'would_be_linked', dry_run: true },
		]);
		expect(hints).toEqual([
			'Dry run: 1 person found, the accounts of 1 would be linked, nobody was changed.',
		]);
		expect(changes()).toEqual([]);
	});

	it('links them, with all that the other has, and then finds nobody', async () => {
		expect(await jsonOf('linkDuplicates', LINK)).toEqual([{ ...PLAN, outcome: 'linked' }]);
		expect(ids()).toEqual(expect.arrayContaining([GOOGLE, GITHUB, 'auth0|joe']));
		expect(ids()).not.toContain(JANE);
		const google = tenant().users.require(GOOGLE);
		expect(google.app_metadata).toEqual({ plan: 'free', number: '7', source: 'x' });
		expect(google.identities).toHaveLength(2);
		expect(tenant().userData.roles.of(GOOGLE)).toHaveLength(1);
		expect(tenant().userData.organizations.of(GOOGLE)).toHaveLength(1);
		const again = await run('linkDuplicates', LINK);
		expect(again.items).toEqual([]);
		expect(again.hints[0]).toMatch(/^No duplicates found/);
	});

	it.each<[string, INodeParameters, string]>([
		['the oldest', { primaryRule: 'oldest' }, GOOGLE],
		['that with most logins', { primaryRule: 'mostLogins' }, GOOGLE],
		['the one used last', { primaryRule: 'lastLogin' }, JANE],
		[
			'that of a connection',
			{ primaryRule: 'connection', preferredConnection: byName(DATABASE) },
			JANE,
		],
	])('keeps %s', async (_what, rule, primary) => {
		const [output] = await jsonOf('linkDuplicates', { ...SEARCH, ...rule });
		expect(output?.user_id).toBe(primary);
	});

	it.each([
		[true, 'would remain'],
		[false, 'remained'],
	])('says that nobody is in the connection to keep, dry run: %s', async (dryRun, remains) => {
		const rule = { primaryRule: 'connection', preferredConnection: byName('nope') };
		const { items, hints } = await run('linkDuplicates', { ...SEARCH, ...rule, dryRun });
		expect(items[0]?.json.user_id).toBe(GOOGLE);
		expect(hints).toContain(
			`1 person has no account in the connection to keep: the oldest account ${remains}. Check 'Connection to Keep'.`,
		);
	});

	it('walks through the users once for all items that search for the same', async () => {
		const VERIFIED = 'email_verified:true';
		const query = '={{ $json.query }}';
		const json = [VERIFIED, VERIFIED, VERIFIED, 'NOT blocked:true'].map((text) => ({
			query: text,
		}));
		await run('linkDuplicates', { ...SEARCH, searchBy: 'query', query }, json);
		const walks = tenant().requests.filter(({ path }) => path === '/api/v2/users');
		expect(walks).toHaveLength(2);
	});

	it('lets the linked account win where that is chosen', async () => {
		await run('linkDuplicates', { ...LINK, metadataWinner: 'linked' });
		expect(tenant().users.require(GOOGLE).app_metadata).toEqual({
			plan: 'gold',
			number: 7,
			source: 'x',
		});
	});

	describe('from input items', () => {
		it('takes the output of Find Duplicates', async () => {
			const groups = await jsonOf('findDuplicates');
			const [output] = await jsonOf('linkDuplicates', { dryRun: false }, groups);
			expect(output).toEqual({ ...PLAN, outcome: 'linked' });
		});

		it.each<[string, unknown]>([
			['a list of IDs', [JANE, GOOGLE]],
			['text', `${JANE}, ${GOOGLE}`],
			['a list as text', JSON.stringify([{ user_id: JANE }, { user_id: GOOGLE }])],
			['lines', `${JANE}\r\n ${GOOGLE}\n`],
			['a list within a list', [[{ user_id: JANE }, { user_id: GOOGLE }]]],
		])('takes %s', async (_what, users) => {
			const json = JSON.parse(JSON.stringify({ users }));
			const [output] = await jsonOf('linkDuplicates', {}, [json]);
			expect(output).toMatchObject({ user_id: GOOGLE, linked: [JANE] });
		});

		it('never links an account whose address is not verified', async () => {
			const json = [{ users: [JANE, GOOGLE, GITHUB] }, { users: ['auth0|joe', 'github|7'] }];
			const outputs = await jsonOf('linkDuplicates', { dryRun: false }, json);
			expect(outputs).toMatchObject([
				{
					outcome: 'linked',
					linked: [JANE],
					left_out: [{ user_id: GITHUB, reason: 'It has no verified email address.' }],
				},
				{ outcome: 'skipped', reason: 'Fewer than two accounts can be linked.' },
			]);
			expect(ids()).toContain(GITHUB);
		});

		it.each<[string, INodeParameters]>([
			['verified email address', {}],
			['verified phone number', { sameBy: 'phone' }],
			['value in their metadata', { sameBy: 'metadata', sameName: 'number' }],
		])('never links accounts without the same %s', async (what, sameness) => {
			const joe = tenant().users.require('auth0|joe');
			const own = { phone_number: '+15551234560', phone_verified: true };
			tenant().users.put({ ...joe, ...own, app_metadata: { number: 8 } });
			const phone = { phone_number: '+15551234567', phone_verified: true };
			tenant().users.put({ ...tenant().users.require(JANE), ...phone });
			const [output] = await jsonOf('linkDuplicates', { dryRun: false, ...sameness }, [
				{ users: [JANE, 'auth0|joe'] },
			]);
			expect(output).toMatchObject({
				outcome: 'skipped',
				reason: `The accounts don’t have the same ${what}.`,
			});
			expect(changes()).toEqual([]);
		});

		it('goes by what Auth0 has now, not by what the item says', async () => {
			const groups = await jsonOf('findDuplicates');
			tenant().users.put({ ...tenant().users.require(JANE), email_verified: false });
			const [output] = await jsonOf('linkDuplicates', { dryRun: false }, groups);
			expect(output?.outcome).toBe('skipped');
			expect(changes()).toEqual([]);
		});

		it('links nobody who is in two items', async () => {
			const { error } = await run('linkDuplicates', { dryRun: false }, [
				{ users: [JANE, GOOGLE] },
				{ users: [JANE, GITHUB] },
			]);
			expect(error?.message).toBe(`User “${JANE}” is in items 1 and 2.`);
			expect(changes()).toEqual([]);
		});

		it.each<[unknown, RegExp]>([
			['', /^'Users' is empty/],
			[JANE, /^'Users' has only one account/],
			[[JANE, 'jane'], /^“jane” in 'Users' is not a user ID/],
			[{ user_id: JANE }, /^'Users' has only one account/],
			[[{ user_id: JANE }, null], /^Entry 2 in 'Users' has no user ID/],
			[[{ id: GOOGLE }, JANE], /^Entry 1 in 'Users' has no user ID/],
		])('refuses %j before anything is sent', async (users, message) => {
			const json = JSON.parse(JSON.stringify({ users }));
			const { error } = await run('linkDuplicates', {}, [json]);
			expect(error?.message).toMatch(message);
			expect(tenant().requests).toEqual([]);
		});
	});

	it('leaves blocked accounts as they are', async () => {
		tenant().users.put({ ...tenant().users.require(JANE), blocked: true });
		const { items, hints } = await run('linkDuplicates', LINK);
		expect(items[0]?.json).toMatchObject({ outcome: 'skipped' });
		expect(hints[0]).toMatch(/^1 person skipped: One of the accounts is blocked/);
		expect(changes()).toEqual([]);
	});

	describe('of several people', () => {
		beforeEach(() => {
			tenant().seedUsers([
				social('google-oauth2|joe', {}, { email: 'joe@example.com', email_verified: true }),
			]);
		});

		it('ends at Max People, and goes on when it is run again', async () => {
			const { items, hints } = await run('linkDuplicates', { ...LINK, maxGroups: 1 });
			expect(items).toHaveLength(1);
			expect(hints).toEqual(['The accounts of 1 of 2 people were linked. Run again for the rest.']);
			expect(await jsonOf('linkDuplicates', { ...LINK, maxGroups: 1 })).toHaveLength(1);
			expect(await jsonOf('linkDuplicates', LINK)).toEqual([]);
		});

		it('says of items beyond it that they were skipped', async () => {
			const groups = await jsonOf('findDuplicates');
			const outputs = await jsonOf('linkDuplicates', { dryRun: false, maxGroups: 1 }, groups);
			expect(outputs.map(({ outcome }) => outcome)).toEqual(['linked', 'skipped']);
		});

		it('loses nothing where a link fails, and finishes when it is run again', async () => {
			tenant().inject({ path: /\/identities$/, times: 1, status: 400, body: { message: 'No' } });
			const { error } = await run('linkDuplicates', { ...LINK, options: { requestsInFlight: 1 } });
			expect(error?.message).toBe('No');
			expect(error?.description).toContain('nothing was lost');
			await run('linkDuplicates', LINK);
			expect(ids()).toHaveLength(3);
			expect(tenant().userData.roles.of(GOOGLE)).toHaveLength(1);
		});

		it('says of how many people the accounts were linked before a failure', async () => {
			tenant().inject({ path: /\/identities$/, skip: 1, status: 400, body: { message: 'No' } });
			const { error } = await run('linkDuplicates', { ...LINK, options: { requestsInFlight: 1 } });
			expect(error?.message).toBe('No');
			expect(error?.description).toContain(
				"The accounts of 1 of 2 people were linked before that. To continue after a failure, set 'On Error' to Continue",
			);
			expect(ids()).toHaveLength(4);
		});

		it('links nobody where the accounts of one person cannot be read', async () => {
			tenant().inject({ path: /joe\/organizations$/, status: 400, body: { message: 'No' } });
			const { error } = await run('linkDuplicates', { ...LINK, options: { requestsInFlight: 1 } });
			expect(error?.message).toBe('No');
			expect(error?.description).toContain(
				'The accounts of 0 of 2 people were linked before that.',
			);
			expect(changes()).toEqual([]);
		});

		it.each([/joe\/roles$/, /joe\/organizations$/, /joe\/identities$/])(
			'names no field that it lacks where an account has gone meanwhile: %s',
			async (path) => {
				const body = { message: 'The user does not exist.' };
				tenant().inject({ path, times: 9, status: 404, body });
				const { error } = await run('linkDuplicates', LINK);
				expect(error?.message).toContain('joe');
				expect(error?.description).toContain('after it was found');
				expect(error?.description).not.toContain("'User");
			},
		);

		it('links nobody where one is in two items', async () => {
			const { error } = await run('linkDuplicates', { dryRun: false }, [
				{ users: ['auth0|joe', 'google-oauth2|joe'] },
				{ users: [JANE, GOOGLE] },
				{ users: [JANE, GITHUB] },
			]);
			expect(error?.message).toBe(`User “${JANE}” is in items 2 and 3.`);
			expect(changes()).toEqual([]);
		});

		it('links each person once where several items search for them', async () => {
			const { items, hints } = await run('linkDuplicates', LINK, [{}, {}]);
			const reason = 'Item 1 has the same accounts.';
			expect(items.map(({ json, pairedItem }) => [pairedItem, json.outcome, json.reason])).toEqual([
				[{ item: 0 }, 'linked', undefined],
				[{ item: 0 }, 'linked', undefined],
				[{ item: 1 }, 'skipped', reason],
				[{ item: 1 }, 'skipped', reason],
			]);
			expect(items.at(-2)?.json.left_out).toEqual([
				{ user_id: GOOGLE, reason },
				{ user_id: JANE, reason },
			]);
			expect(hints).toEqual([
				"Several items have the same accounts. To search only once, turn on 'Execute Once' in the Settings of this node.",
			]);
			expect(changes().filter(({ path }) => path.endsWith('/identities'))).toHaveLength(2);
		});

		it('counts nobody twice, and says nothing of those beyond Max People', async () => {
			const { items, hints } = await run('linkDuplicates', { ...LINK, maxGroups: 1 }, [{}, {}]);
			expect(items.map(({ json }) => json.outcome)).toEqual(['linked', 'skipped']);
			expect(hints).toContain('The accounts of 1 of 2 people were linked. Run again for the rest.');
		});

		it('takes accounts that two input items have once', async () => {
			const outputs = await jsonOf('linkDuplicates', { dryRun: false }, [
				{ users: [JANE, GOOGLE] },
				{ users: [GOOGLE, JANE] },
			]);
			expect(outputs).toMatchObject([
				{ outcome: 'linked' },
				{ outcome: 'skipped', reason: 'Item 1 has the same accounts.' },
			]);
		});

		it('links nobody of whom two searches find different accounts', async () => {
			tenant().users.put({ ...tenant().users.require(GITHUB), email_verified: true });
			const search = { ...LINK, searchBy: 'query', query: '={{ $json.query }}' };
			const { error } = await run('linkDuplicates', search, [
				{ query: 'email_verified:true' },
				{ query: 'email_verified:true AND NOT identities.connection:github' },
			]);
			expect(error?.message).toMatch(/^User “.*” is in items 1 and 2\.$/);
			expect(error?.description).toMatch(
				/^Neither was linked\. The searches of both find different accounts of the same person\./,
			);
			expect(changes()).toEqual([]);
		});

		it('goes on past who fails, if told to', async () => {
			tenant().inject({ path: /\/identities$/, times: 1, status: 400, body: { message: 'No' } });
			const items = await goOn({ ...LINK, options: { requestsInFlight: 1 } });
			expect(items.map(({ json }) => json.error ?? json.outcome).sort()).toEqual(['No', 'linked']);
		});
	});

	it('leaves accounts alone that the search knows by another address', async () => {
		await jsonOf('findDuplicates');
		tenant().setSearchLag(60_000);
		for (const id of [JANE, GOOGLE]) {
			tenant().users.put({ ...tenant().users.require(id), email: 'jane@example.org' });
		}
		const [output] = await jsonOf('linkDuplicates', LINK);
		const reason = 'The accounts have changed since the search found them.';
		expect(output).toMatchObject({ outcome: 'skipped', reason });
		expect(changes()).toEqual([]);
	});

	it('says why Auth0 refuses a search, also in a run that goes on', async () => {
		tenant().setScopes('full', 'update:users');
		const items = await goOn(LINK, [{}, {}]);
		expect(items).toHaveLength(2);
		for (const { json } of items) {
			expect(json).toHaveProperty('error');
			expect(JSON.stringify(json)).toContain('read:users');
		}
	});

	it('names the database where the tenant has several', async () => {
		await run('linkDuplicates', LINK);
		const link = changes().find(({ path }) => path.endsWith('/identities'));
		expect(link?.body).toEqual({
			provider: 'auth0',
			user_id: 'jane',
			connection_id: 'con_0000000000000001',
		});
	});

	it('refuses to keep the account of no connection', async () => {
		const { error } = await run('linkDuplicates', {
			...SEARCH,
			primaryRule: 'connection',
			preferredConnection: byName('={{ "" }}'),
		});
		expect(error?.message).toBe("'Connection to Keep' is empty.");
		expect(tenant().requests).toEqual([]);
	});

	describe('as a tool', () => {
		const call = async (modelMayChange: number) =>
			await callTool(credentialFor(tenant()), {
				operation: 'identity:linkDuplicates',
				...LINK,
				modelMayChange,
			});

		it('is a dry run unless a person allows more, and tells the model so', async () => {
			const { text, outputs } = await call(0);
			expect(outputs[0]).toMatchObject({ dry_run: true });
			expect(text).toContain("a person must raise 'Users the Model May Change'");
			expect(changes()).toEqual([]);
		});

		it('links as many as a person allows', async () => {
			const { outputs } = await call(1);
			expect(outputs[0]).toMatchObject({ outcome: 'linked' });
		});
	});
});
