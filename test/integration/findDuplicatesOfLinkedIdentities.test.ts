import { DATABASE, JANE } from '../support/accounts';
import { GOOGLE, LINK, social, useDuplicates } from '../support/duplicates';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { jsonOf, changes } = useDuplicates(tenant);

describe('Find Duplicates', () => {
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
});
