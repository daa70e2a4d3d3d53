import { DATABASE, JANE } from '../support/accounts';
import { byName } from '../support/locators';
import { ADMIN, EDITOR, INVITING, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, changes, initech, emails } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it('creates all of it, and says what it did of each part', async () => {
		expect(await outputOf()).toEqual({
			id: initech().id,
			name: 'initech',
			display_name: 'Initech',
			outcome: 'created',
			connections: [{ connection_id: 'con_0000000000000001', outcome: 'enabled' }],
			members: [
				{ user_id: JANE, email: 'jane@example.com', outcome: 'added', roles_added: [EDITOR] },
				{ user_id: 'auth0|bob', outcome: 'added', roles_added: [EDITOR] },
				{
					email: 'new@example.com',
					outcome: 'invited',
					invitation_id: expect.stringMatching(/^uinv_/),
					expires_at: expect.any(String),
				},
			],
		});
		expect(tenant().catalogue.invitations).toMatchObject([
			{ invitee: { email: 'new@example.com' }, inviter: { name: 'Ada' }, roles: [ADMIN] },
		]);
		expect(emails()).toEqual(['new@example.com']);
	});

	it('changes nothing when it is run again', async () => {
		const first = await outputOf();
		const before = changes().length;
		const second = await outputOf();
		expect(changes()).toHaveLength(before);
		expect(second).toMatchObject({
			id: first?.id,
			outcome: 'unchanged',
			connections: [{ outcome: 'unchanged' }],
			members: [
				{ outcome: 'unchanged' },
				{ outcome: 'unchanged' },
				{ email: 'new@example.com', outcome: 'already_invited' },
			],
		});
		expect(emails()).toEqual(['new@example.com']);
	});

	it('changes only what differs, and takes nothing away', async () => {
		await outputOf();
		Object.assign(initech(), { metadata: { plan: 'gold', region: 'eu' } });
		const before = changes().length;
		const output = await outputOf({
			name: 'initech',
			displayName: 'Initech Inc.',
			additionalFields: {
				metadata: '{ "plan": "silver" }',
				connections: {
					connection: [
						{ connection: byName(DATABASE), assignMembershipOnLogin: true, isSignupEnabled: true },
						{ connection: byName('corp-saml'), showAsButton: false },
					],
				},
			},
			members: { member: [{ member: JANE, roles: 'Admin, Editor' }] },
		});
		expect(output).toMatchObject({
			outcome: 'updated',
			changed: ['display_name', 'metadata.plan'],
			connections: [{ outcome: 'updated' }, { outcome: 'enabled' }],
			members: [{ outcome: 'roles_added', roles_added: [{ id: ADMIN, name: 'Admin' }] }],
		});
		expect(
			changes()
				.slice(before)
				.map(({ method, body }) => [method, body]),
		).toEqual([
			['PATCH', { display_name: 'Initech Inc.', metadata: { plan: 'silver', region: 'eu' } }],
			['PATCH', { assign_membership_on_login: true, is_signup_enabled: true }],
			[
				'POST',
				{
					connection_id: 'con_0000000000000007',
					assign_membership_on_login: false,
					show_as_button: false,
				},
			],
			['POST', { roles: [ADMIN] }],
		]);
	});

	it('does so for a row of a sheet with nothing but a name', async () => {
		const { items } = await run(
			{
				name: '={{ $json.name }}',
				displayName: '={{ $json.title }}',
				members: { member: [{ member: '={{ $json.members }}', roles: '={{ $json.roles }}' }] },
				...INVITING,
			},
			[{ name: 'one' }, { name: 'two', title: null, members: '', roles: '' }],
		);
		expect(items.map(({ json }) => json)).toMatchObject([
			{ name: 'one', outcome: 'created', connections: [], members: [] },
			{ name: 'two', outcome: 'created' },
		]);
		expect(changes().map(({ body }) => body)).toEqual([{ name: 'one' }, { name: 'two' }]);
	});

	it('needs no permission for parts that nobody asked for', async () => {
		tenant().setScopes('full', 'read:organizations create:organizations');
		expect(await outputOf({ name: 'initech' })).toMatchObject({ outcome: 'created' });
		expect(await outputOf({ name: 'initech' })).toMatchObject({ outcome: 'unchanged' });
	});
});
