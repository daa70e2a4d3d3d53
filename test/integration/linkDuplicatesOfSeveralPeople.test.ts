import { JANE } from '../support/accounts';
import { GITHUB, GOOGLE, LINK, social, useDuplicates } from '../support/duplicates';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, jsonOf, goOn, changes, ids } = useDuplicates(tenant);

describe('Link Duplicates', () => {
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
});
