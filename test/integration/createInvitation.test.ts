import type { INodeParameters } from 'n8n-workflow';

import { JOE, PATH, PORTAL, useInvitations } from '../support/invitations';
import { byId, byName } from '../support/locators';
import { ACME } from '../support/organizations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputsOf, errorOf, changes, invitations, emails, seed } = useInvitations(tenant);

const EDITOR = 'rol_0000000000000002';
const LINK = /^https:\/\/.*[?&]invitation=/;
const rolesGiven = (...names: string[]) => ({
	roles: { role: names.map((name) => ({ role: byName(name) })) },
});

describe('Create', () => {
	it('has Auth0 send the email, and shows no link', async () => {
		const [output] = await outputsOf('create', JOE);
		expect(output).toMatchObject({
			id: expect.stringMatching(/^uinv_/),
			invitee: { email: 'joe@example.com' },
			inviter: { name: 'Jane Doe' },
			organization_id: ACME,
			client_id: PORTAL,
			outcome: 'invited',
		});
		expect(output).not.toHaveProperty('invitation_url');
		expect(output).not.toHaveProperty('ticket_id');
		expect(emails()).toEqual([['joe@example.com', 'invitation']]);
		expect(changes().map(({ body }) => body)).toEqual([
			{
				inviter: { name: 'Jane Doe' },
				invitee: { email: 'joe@example.com' },
				client_id: PORTAL,
			},
		]);
	});

	it('never returns the ticket of the link, nor the link of an email', async () => {
		const text = JSON.stringify([
			await outputsOf('create', { ...JOE, simplify: false, invitation: 'link' }),
			await outputsOf('getAll', {
				returnAll: true,
				simplify: false,
				options: { includeLink: true },
			}),
		]);
		for (const { ticket_id: ticket } of invitations()) expect(text).not.toContain(ticket);
		const sent = await outputsOf('create', { ...JOE, email: 'ann@example.com', simplify: false });
		for (const { invitation_url: link } of invitations()) {
			expect(JSON.stringify(sent)).not.toContain(link);
		}
	});

	it('returns the link where it is asked for, and then sends no email', async () => {
		const [output] = await outputsOf('create', { ...JOE, invitation: 'link' });
		expect(output?.invitation_url).toMatch(LINK);
		expect(output).not.toHaveProperty('ticket_id');
		expect(emails()).toEqual([]);
		const raw = { ...JOE, email: 'ann@example.com', simplify: false };
		const [other] = await outputsOf('create', { ...raw, additionalFields: {} });
		expect(JSON.stringify(other)).not.toMatch(/invitation=|ticket/);
	});

	it('sends everything that can be chosen', async () => {
		const [own] = tenant().seedRoles([{ name: 'Buyer', type: 'organization', owner_id: ACME }]);
		await outputsOf('create', {
			...JOE,
			...rolesGiven('editor', 'Buyer'),
			additionalFields: {
				appMetadata: '{ "plan": "gold" }',
				userMetadataFields: { entry: [{ name: 'theme', value: 'dark' }] },
				connectionId: byName('Username-Password-Authentication'),
			},
			options: { validForHours: 24, customDomain: 'login.example.com' },
		});
		expect(changes()[0]).toMatchObject({
			body: {
				roles: [EDITOR, own?.id],
				app_metadata: { plan: 'gold' },
				user_metadata: { theme: 'dark' },
				connection_id: expect.stringMatching(/^con_/),
				ttl_sec: 86_400,
			},
			headers: expect.objectContaining({ 'auth0-custom-domain': 'login.example.com' }),
		});
	});

	it('invites nobody twice when it is run again, or has the person twice', async () => {
		const rows = [{ email: 'joe@example.com' }, { email: 'JOE@example.com' }];
		const parameters = { ...JOE, email: '={{ $json.email }}' };
		const first = await outputsOf('create', parameters, rows);
		expect(first.map(({ outcome }) => outcome)).toEqual(['invited', 'already_invited']);
		const again = await outputsOf('create', parameters, rows);
		expect(again.map(({ outcome }) => outcome)).toEqual(['already_invited', 'already_invited']);
		expect(again[0]?.id).toBe(first[0]?.id);
		expect(emails()).toHaveLength(1);
		const [withLink] = await outputsOf('create', { ...JOE, invitation: 'link' });
		expect(withLink).toMatchObject({
			outcome: 'already_invited',
			invitation_url: expect.stringMatching(LINK),
		});
	});

	it('invites again to something else, after the time is over, and if it is asked to', async () => {
		await outputsOf('create', JOE);
		await outputsOf('create', { ...JOE, ...rolesGiven('Editor') });
		await outputsOf('create', { ...JOE, organization: byName('globex') });
		await outputsOf('create', { ...JOE, options: { ifInvited: 'again' } });
		expect(invitations()).toHaveLength(4);
		for (const one of invitations()) one.expires_at = '2020-01-01T00:00:00.000Z';
		await outputsOf('create', JOE);
		expect(invitations()).toHaveLength(5);
	});

	it('finds the invitation of a person beyond the thousand of Auth0', async () => {
		seed(...Array.from({ length: 1500 }, (_, index) => `u${index}`));
		const [output] = await outputsOf('create', { ...JOE, email: 'u10@example.com' });
		expect(output).toMatchObject({ id: 'uinv_u10', outcome: 'already_invited' });
		expect(emails()).toEqual([]);
		await outputsOf('create', JOE);
		expect(emails()).toHaveLength(1);
	});

	it('invites nobody where invitations are missing in the list', async () => {
		seed(...Array.from({ length: 2100 }, (_, index) => `u${index}`));
		const given = { ...JOE, email: 'u1050@example.com' };
		const { message, description } = await errorOf('create', given);
		expect(message).toBe('The node cannot tell whether u1050@example.com is already invited.');
		expect(description).toContain("set 'If Already Invited' to Invite Again");
		expect(emails()).toEqual([]);
		await outputsOf('create', { ...given, options: { ifInvited: 'again' } });
		expect(emails()).toHaveLength(1);
	});

	it('says so where it may not look whether somebody is invited already', async () => {
		tenant().setScopes('readOnly', 'create:organization_invitations');
		const { items, hints } = await run(
			'create',
			{ ...JOE, organization: byId(ACME) },
			[{}],
			{},
			'readOnly',
		);
		expect(items[0]?.json.outcome).toBe('invited');
		expect(hints.join()).toContain('Without the read:organization_invitations permission');
	});

	it('looks for the invitation when the answer was lost, and does not send it again', async () => {
		tenant().inject({ method: 'POST', path: PATH, drop: 'after' });
		const [output] = await outputsOf('create', { ...JOE, invitation: 'link' });
		expect(output).toMatchObject({
			outcome: 'invited',
			invitation_url: expect.stringMatching(LINK),
		});
		expect(invitations()).toHaveLength(1);
		expect(changes()).toHaveLength(1);
	});

	it.each([
		['nothing was created', { drop: 'before' as const }],
		['the tenant fails', { status: 503, body: {} }],
	])('sends it once, and leaves the rest to the person, when %s', async (_why, fault) => {
		tenant().inject({ method: 'POST', path: PATH, ...fault });
		const { description } = await errorOf('create', JOE);
		expect(description).toContain('Use Get Many to look for joe@example.com');
		expect(changes().length).toBeLessThanOrEqual(1);
		expect(invitations()).toEqual([]);
	});

	it('does not take an older invitation for its own', async () => {
		seed('joe');
		tenant().inject({ method: 'POST', path: PATH, drop: 'before' });
		const { description } = await errorOf('create', { ...JOE, options: { ifInvited: 'again' } });
		expect(description).toContain('may have been created');
	});

	it.each<[INodeParameters, string]>([
		[{ email: ' ' }, "'Email' is empty."],
		[{ email: 'joe' }, "“joe” in 'Email' is not an email address."],
		[{ email: 'joe@example' }, "“joe@example” in 'Email' is not an email address that Auth0"],
		[{ email: 'joé@example.com' }, "“joé@example.com” in 'Email' is not an email address that"],
		[{ email: '["joe@example.com"]' }, "'Email' has brackets around the value."],
		[{ inviterName: '={{ null }}' }, "'Inviter Name' is empty."],
		[{ inviterName: 'x'.repeat(301) }, "'Inviter Name' is longer than 300 characters."],
		[{ application: byId("={{ '' }}") }, "'Application' is empty."],
		[{ organization: byId("={{ '' }}") }, "'Organization' is empty."],
		[{ options: { validForHours: 721 } }, "'Valid For (Hours)'"],
		[{ invitation: 'sms' }, "'Invitation'"],
	])('refuses %j before anything is sent', async (given, message) => {
		expect((await errorOf('create', { ...JOE, ...given })).message).toContain(message);
		expect(tenant().requests).toEqual([]);
	});

	it('takes no role of another organization, nor one that does not exist', async () => {
		const [seller] = tenant().seedRoles([
			{ name: 'Seller', type: 'organization', owner_id: 'org_0000000000000002' },
		]);
		for (const id of [String(seller?.id), 'rol_9999999999999999']) {
			const roles = { role: [{ role: byId(id) }] };
			const { message, description } = await errorOf('create', { ...JOE, roles });
			expect(message).toBe(`Role “${id}” was not found.`);
			expect(description).toContain('of the tenant or of this organization');
		}
		expect(changes()).toEqual([]);
		tenant().setScopes('full', 'create:organization_invitations');
		const roles = { role: [{ role: byId('rol_0000000000000002') }] };
		const given = { ...JOE, organization: byId(ACME), roles };
		expect(await outputsOf('create', given)).toMatchObject([{ outcome: 'invited' }]);
	});

	it('says what to do about an application without a login URI', async () => {
		const refusal =
			'A default login route is required to generate the invitation url. For more information, see https://auth0.com/docs';
		tenant().inject({ method: 'POST', path: PATH, status: 400, body: { message: refusal } });
		const { message, description } = await errorOf('create', JOE);
		expect(message).toContain('no login URI');
		expect(description).toContain('Application Login URI');
	});
});
