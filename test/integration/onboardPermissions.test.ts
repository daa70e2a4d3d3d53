import { JANE } from '../support/accounts';
import { byId } from '../support/locators';
import { ADMIN, INVITING, member, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import { PROFILE } from '../tenant/routes/selfServiceProfiles';

const tenant = useTenant();
useNoBackoff();
const { outputOf } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it('takes IDs as they are where they cannot be looked up', async () => {
		tenant().setScopes(
			'full',
			'read:organizations create:organizations read:organization_members create:organization_members read:organization_member_roles create:organization_member_roles',
		);
		expect(await outputOf({ name: 'initech', ...member(JANE, ADMIN) })).toMatchObject({
			members: [{ user_id: JANE, outcome: 'added', roles_added: [{ id: ADMIN }] }],
		});
	});

	it('goes on where it may not check connections, the application and the profile', async () => {
		tenant().setScopes(
			'full',
			'read:organizations create:organizations create:organization_connections read:users create:organization_invitations create:sso_access_tickets',
		);
		const sso = { ssoLink: true, selfServiceProfile: PROFILE, ssoConnectionName: 'initech-sso' };
		const connection = [{ connection: byId('con_0000000000000001') }];
		expect(
			await outputOf({
				name: 'initech',
				additionalFields: { connections: { connection } },
				...INVITING,
				...member('new@example.com'),
				...sso,
			}),
		).toMatchObject({
			connections: [{ outcome: 'enabled' }],
			members: [{ outcome: 'invited' }],
			sso: 'link_created',
		});
	});

	it('needs no permission for the roles of members where nobody is given any', async () => {
		await outputOf({ name: 'initech' });
		tenant().setScopes(
			'full',
			'read:organizations create:organizations read:organization_members create:organization_members',
		);
		for (const outcome of ['added', 'unchanged']) {
			const output = await outputOf({ name: 'initech', ...member(JANE) });
			expect(output).toMatchObject({ members: [{ user_id: JANE, outcome }] });
		}
	});
});
