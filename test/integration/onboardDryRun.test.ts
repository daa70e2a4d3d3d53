import { DATABASE, JANE } from '../support/accounts';
import { byId, byName } from '../support/locators';
import { connections, EDITOR, EVERYTHING, member, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import { PROFILE } from '../tenant/routes/selfServiceProfiles';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, errorOf, changes, initech, emails } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	describe('as a dry run', () => {
		const DRY = { ...EVERYTHING, options: { dryRun: true } };

		it('shows what would be created, and changes nothing', async () => {
			const sso = { ssoLink: true, selfServiceProfile: byId(PROFILE), ssoConnectionName: 'a' };
			expect(await outputOf({ ...DRY, ...sso })).toEqual({
				name: 'initech',
				display_name: 'Initech',
				outcome: 'would_be_created',
				connections: [{ connection_id: 'con_0000000000000001', outcome: 'would_be_enabled' }],
				members: [
					{
						user_id: JANE,
						email: 'jane@example.com',
						outcome: 'would_be_added',
						roles_to_add: [EDITOR],
					},
					{ user_id: 'auth0|bob', outcome: 'would_be_added', roles_to_add: [EDITOR] },
					{ email: 'new@example.com', outcome: 'would_be_invited' },
				],
				sso: 'link_would_be_created',
				dry_run: true,
			});
			expect(changes()).toEqual([]);
			expect(emails()).toEqual([]);
		});

		it('shows what would differ, and changes nothing', async () => {
			await outputOf({ ...EVERYTHING, members: { member: [{ member: 'auth0|bob' }] } });
			const before = changes().length;
			const output = await outputOf({
				...DRY,
				displayName: 'Initech Inc.',
				...connections({ connection: byName(DATABASE) }, { connection: byName('corp-saml') }),
				members: {
					member: [{ member: 'auth0|bob', roles: 'Editor' }, { member: 'jane@example.com' }],
				},
			});
			expect(output).toMatchObject({
				id: initech().id,
				display_name: 'Initech Inc.',
				outcome: 'would_be_updated',
				changed: ['display_name'],
				connections: [{ outcome: 'would_be_updated' }, { outcome: 'would_be_enabled' }],
				members: [
					{ outcome: 'roles_would_be_added', roles_to_add: [EDITOR] },
					{ outcome: 'would_be_added' },
				],
				dry_run: true,
			});
			expect(changes()).toHaveLength(before);
		});

		it('says the same as a run where all is as wanted', async () => {
			await outputOf();
			const before = changes().length;
			expect(await outputOf(DRY)).toEqual({ ...(await outputOf()), dry_run: true });
			expect(changes()).toHaveLength(before);
		});

		it('refuses what a run refuses', async () => {
			const { message } = await errorOf({ ...DRY, ...member('jane@example.com', 'Nobody') });
			expect(message).toBe('Role “Nobody” was not found.');
		});

		it('takes the words of a sheet for its switch, and no others', async () => {
			const given = { name: 'initech', options: { dryRun: '={{ $json.dry }}' } };
			const { items } = await run(given, [{ dry: 'yes' }]);
			expect(items[0]?.json).toMatchObject({ dry_run: true });
			expect((await run(given, [{ dry: 'maybe' }])).error?.message).toBe(
				"'Dry Run' must be true or false.",
			);
			expect(changes()).toEqual([]);
		});
	});
});
