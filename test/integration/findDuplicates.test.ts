import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { at, GITHUB, GOOGLE, LINK, SEARCH, social, useDuplicates } from '../support/duplicates';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, jsonOf, changes } = useDuplicates(tenant);

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
