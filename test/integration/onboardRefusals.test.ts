import type { INodeParameters } from 'n8n-workflow';

import { DATABASE, JANE, account } from '../support/accounts';
import { byId, byName } from '../support/locators';
import { ADMIN, connections, INVITING, member, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import { PROFILE } from '../tenant/routes/selfServiceProfiles';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf, changes, enabledAt } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it.each<[INodeParameters, string]>([
		[{ name: 'Initech Inc.' }, "“Initech Inc.” cannot be the 'Name' of an organization."],
		[member('jane'), "“jane” in 'Member' is neither an email address nor a user ID."],
		[{ ...member('new@example.com'), inviterName: '' }, "'Inviter Name' is empty."],
		[{ ...member('new@example.com'), application: byId('') }, "'Application' is empty."],
		[
			{ ssoLink: true, selfServiceProfile: PROFILE, ssoConnectionName: 'a--b' },
			"“a--b” cannot be the 'Connection Name'.",
		],
	])('is refused before anything is sent: %j', async (given, message) => {
		const error = await errorOf({ name: 'initech', ...INVITING, ...given });
		expect(error.message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it.each<[INodeParameters, string]>([
		[member('jane@example.com', 'Nobody'), 'Role “Nobody” was not found.'],
		[member(JANE, `${ADMIN}, rol_9999999999999999`), 'Role “rol_9999999999999999” was not found.'],
		[member(`auth0|bob, auth0|typo, ${JANE}`), 'User “auth0|typo” does not exist.'],
		[
			{ ...member('new@example.com'), nonUsers: 'refuse' },
			'No user has the email address “new@example.com”.',
		],
		[
			{ additionalFields: { connections: { connection: [{ connection: byName('nowhere') }] } } },
			'Connection “nowhere” was not found.',
		],
	])('is refused before anything is changed: %j', async (given, message) => {
		expect((await errorOf({ name: 'initech', ...INVITING, ...given })).message).toBe(message);
		expect(changes()).toEqual([]);
	});

	it('names the user of a linked identity, and changes nothing', async () => {
		const identities = [
			{ connection: DATABASE, provider: 'auth0', user_id: 'ann', isSocial: false },
			{ connection: 'google-oauth2', provider: 'google-oauth2', user_id: '1234', isSocial: true },
		];
		tenant().seedUsers([{ ...account('ann'), overrides: { user_id: 'auth0|ann', identities } }]);
		const given = { name: 'initech', ...member(`google-oauth2|1234, ${JANE}`) };
		expect((await errorOf(given)).message).toBe(
			'“google-oauth2|1234” is a linked identity of user “auth0|ann”, not a user.',
		);
		expect(changes()).toEqual([]);
	});

	const SIGNUP = { assign_membership_on_login: true, is_signup_enabled: true };

	// Of an organization that is there: it would be changed, and jane added, before these are found out.
	it.each<[string, INodeParameters, string]>([
		[
			'signup with a connection of another kind',
			connections({
				connection: byName('corp-saml'),
				assignMembershipOnLogin: true,
				isSignupEnabled: true,
			}),
			"'Enable Signup' cannot be on for connection “corp-saml”.",
		],
		[
			'signup with an enabled connection of another kind',
			connections({
				connection: byId('con_0000000000000002'),
				assignMembershipOnLogin: true,
				isSignupEnabled: true,
			}),
			"'Enable Signup' cannot be on for connection “google-oauth2-con_0000000000000002”.",
		],
		[
			'no membership with signup that stays on',
			connections({
				connection: byName(DATABASE),
				assignMembershipOnLogin: false,
				isSignupEnabled: '',
			}),
			"'Assign Membership on Login' cannot be off for connection “auth0-con_0000000000000001”, with which people can sign up.",
		],
		[
			'the ID of no connection',
			connections({ connection: byId('con_9999999999999999') }),
			'Connection “con_9999999999999999” was not found.',
		],
		[
			'an application that does not exist',
			{ ...member('new@example.com'), application: byId('nowhere') },
			'Application “nowhere” was not found.',
		],
		[
			'an email address without a domain',
			member('new@example'),
			"“new@example” in 'Member' is not an email address that Auth0 can invite.",
		],
		[
			'an email address with other letters',
			member('jané@example.com'),
			"“jané@example.com” in 'Member' is not an email address that Auth0 can invite.",
		],
		['a list as JSON', member('["new@example.com"]'), "'Member' has brackets around the value."],
		[
			'a profile that does not exist',
			{ ssoLink: true, selfServiceProfile: byId('ssp_nowhere'), ssoConnectionName: 'a' },
			'Self-service profile “ssp_nowhere” does not exist.',
		],
		[
			'an inviter with a long name',
			{ ...member('new@example.com'), inviterName: 'x'.repeat(301) },
			"'Inviter Name' is longer than 300 characters.",
		],
	])('is refused before anything is changed for %s', async (_what, given, message) => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		enabledAt(id, 'con_0000000000000001', 'auth0', SIGNUP);
		enabledAt(id, 'con_0000000000000002', 'google-oauth2');
		const rows = [{ member: JANE }, ...Object(given.members ?? { member: [] }).member];
		const all = { name: 'initech', displayName: 'New', ...INVITING, ...given };
		const error = await errorOf({ ...all, members: { member: rows } });
		expect(error.message).toBe(message);
		expect(error.description).not.toBe('');
		expect(changes()).toEqual([]);
	});

	it('is refused before anything is changed for more connections than there can be', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		for (let index = 10; index < 20; index++) {
			enabledAt(id, `con_00000000000000${index}`, 'samlp');
		}
		const given = { name: 'initech', displayName: 'New' };
		const { message } = await errorOf({
			...given,
			...connections({ connection: byName(DATABASE) }),
		});
		expect(message).toBe('The organization would have 11 connections, and Auth0 allows 10.');
		expect(changes()).toEqual([]);
		const same = connections({ connection: byId('con_0000000000000010') });
		expect(await outputOf({ ...given, ...same })).toMatchObject({ outcome: 'updated' });
	});

	it('is refused before anything is changed for more roles than a member can have', async () => {
		const names = Array.from({ length: 51 }, (_, index) => `Role ${index}`);
		tenant().seedRoles(names.map((name) => ({ name })));
		const given = { name: 'initech', ...INVITING };
		const roles = (some: string[]) => member(JANE, some.join(','));
		expect(await outputOf({ ...given, ...roles(names.slice(0, 50)) })).toBeDefined();
		const before = changes().length;
		const error = await errorOf({ ...given, displayName: 'New', ...roles(names.slice(50)) });
		expect(error.message).toBe(`${JANE} would have 51 roles, and Auth0 allows 50 per member.`);
		expect(changes()).toHaveLength(before);
	});
});
