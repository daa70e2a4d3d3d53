import { byId } from '../support/locators';
import { INVITING, member, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, emails } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it('invites again once an invitation has expired', async () => {
		await outputOf();
		for (const invitation of tenant().catalogue.invitations) {
			invitation.expires_at = new Date(Date.now() - 1000).toISOString();
		}
		expect(await outputOf()).toMatchObject({ members: [{}, {}, { outcome: 'invited' }] });
	});

	it.each([
		[1500, 'u10', 'already_invited'],
		[2100, 'u1050', 'error'],
	])('invites nobody twice among %i who are invited', async (count, name, outcome) => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		for (let index = 0; index < count; index++) {
			tenant().catalogue.invitations.push({
				id: `uinv_u${index}`,
				organization_id: id,
				inviter: { name: 'Ada' },
				invitee: { email: `u${index}@example.com` },
				client_id: INVITING.application.value,
				invitation_url: 'https://login.example.com/login',
				ticket_id: 'ticket',
				created_at: new Date(1_700_000_000_000 + index * 1000).toISOString(),
				expires_at: '2100-01-01T00:00:00.000Z',
			});
		}
		const members = { member: [{ member: `${name}@example.com` }] };
		const { items, error } = await run({ name: 'initech', members, ...INVITING });
		if (outcome === 'error') {
			expect(error?.message).toBe(
				`The node cannot tell whether ${name}@example.com is already invited.`,
			);
		} else {
			expect(items[0]?.json.members).toMatchObject([{ outcome, invitation_id: `uinv_${name}` }]);
		}
		expect(emails()).toEqual([]);
	});

	it('invites nobody twice whose address is written in another case', async () => {
		const given = { name: 'initech', ...INVITING };
		await outputOf({ ...given, ...member('new@example.com') });
		expect(await outputOf({ ...given, ...member('New@Example.com') })).toMatchObject({
			members: [{ outcome: 'already_invited' }],
		});
		expect(emails()).toEqual(['new@example.com']);
	});

	it('does not look for the application where everybody is invited already', async () => {
		const given = { name: 'initech', ...INVITING, ...member('new@example.com') };
		await outputOf(given);
		expect(await outputOf({ ...given, application: byId('deleted') })).toMatchObject({
			members: [{ outcome: 'already_invited' }],
		});
	});

	it('needs neither application nor inviter where nobody is invited', async () => {
		const given = { name: 'initech', nonUsers: 'refuse', ...member('jane@example.com') };
		expect(await outputOf(given)).toMatchObject({ members: [{ outcome: 'added' }] });
	});

	it('sends an invitation once whose answer got lost', async () => {
		tenant().inject({ method: 'POST', path: /\/invitations$/, drop: 'after' });
		expect(await outputOf()).toMatchObject({ members: [{}, {}, { outcome: 'invited' }] });
		expect(emails()).toEqual(['new@example.com']);
	});

	it('never shows the link of an invitation', async () => {
		const text = JSON.stringify([await outputOf(), await outputOf()]);
		for (const { ticket_id: secret, invitation_url: url } of tenant().catalogue.invitations) {
			expect(text).not.toContain(secret);
			expect(text).not.toContain(url);
		}
	});
});
