import { DATABASE } from '../support/accounts';
import { byName } from '../support/locators';
import { useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import { PROFILE } from '../tenant/routes/selfServiceProfiles';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, changes, initech, enabledAt } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it('leaves switches of a connection alone whose cells are blank', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		tenant().catalogue.enabledConnections.add(id, {
			connection_id: 'con_0000000000000001',
			assign_membership_on_login: true,
			is_signup_enabled: true,
			show_as_button: false,
			connection: { name: DATABASE, strategy: 'auth0' },
		});
		const switches = ['assignMembershipOnLogin', 'isSignupEnabled', 'showAsButton'];
		const row = Object.fromEntries(switches.map((name) => [name, `={{ $json.${name} }}`]));
		const connections = { connection: [{ connection: byName(DATABASE), ...row }] };
		const given = { name: 'initech', additionalFields: { connections } };
		const blank = { assignMembershipOnLogin: null, isSignupEnabled: '', showAsButton: ' ' };
		const { items } = await run(given, [{}, blank, { isSignupEnabled: false }]);
		expect(items.map(({ json }) => json.connections)).toMatchObject([
			[{ outcome: 'unchanged' }],
			[{ outcome: 'unchanged' }],
			[{ outcome: 'updated' }],
		]);
		expect(changes().map(({ body }) => body)).toEqual([{ is_signup_enabled: false }]);
	});

	it('enables a connection once whose answer got lost, or that another run enabled', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		tenant().inject({ method: 'POST', path: /enabled_connections$/, drop: 'after' });
		const connection = [{ connection: byName(DATABASE), assignMembershipOnLogin: true }];
		const given = { name: 'initech', additionalFields: { connections: { connection } } };
		expect(await outputOf(given)).toMatchObject({ connections: [{ outcome: 'enabled' }] });
		expect(tenant().catalogue.enabledConnections.of(id)).toMatchObject([
			{ connection_id: 'con_0000000000000001', assign_membership_on_login: true },
		]);
		expect(changes().map(({ method }) => method)).toEqual(['POST', 'POST']);
	});

	it('changes how people log in with a connection that another run enabled meanwhile', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		enabledAt(id, 'con_0000000000000001', 'auth0');
		const path = `/api/v2/organizations/${id}/enabled_connections`;
		tenant().inject({ method: 'GET', path, status: 200, body: { enabled_connections: [] } });
		const row = { connection: byName(DATABASE), assignMembershipOnLogin: true };
		const given = { name: 'initech', additionalFields: { connections: { connection: [row] } } };
		expect(await outputOf(given)).toMatchObject({ connections: [{ outcome: 'enabled' }] });
		expect(tenant().catalogue.enabledConnections.of(id)).toMatchObject([
			{ assign_membership_on_login: true },
		]);
	});

	it('creates a link to set up single sign-on, until there is the connection', async () => {
		const sso = { ssoLink: true, selfServiceProfile: PROFILE, ssoConnectionName: 'initech-sso' };
		expect(await outputOf({ name: 'initech', ...sso })).toMatchObject({
			sso: 'link_created',
			ticket: expect.stringContaining('ticket='),
		});
		expect(changes().at(-1)?.body).toEqual({
			connection_config: { name: 'initech-sso' },
			enabled_organizations: [{ organization_id: initech().id }],
		});
		tenant().users.connections.push({
			id: 'con_0000000000000099',
			name: 'initech-sso',
			strategy: 'samlp',
			options: {},
		});
		const again = await outputOf({ name: 'initech', ...sso });
		expect(again).toMatchObject({ outcome: 'unchanged', sso: 'connection_exists' });
		expect(again).not.toHaveProperty('ticket');
	});
});
