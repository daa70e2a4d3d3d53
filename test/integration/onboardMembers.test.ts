import { JANE } from '../support/accounts';
import { EDITOR, INVITING, member, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it('takes lists of members and roles from an expression', async () => {
		const member = [
			{ member: '={{ ["auth0|bob", "jane@example.com"] }}', roles: '={{ ["Editor", "Admin"] }}' },
		];
		const output = await outputOf({ name: 'initech', members: { member }, ...INVITING });
		expect(output?.members).toMatchObject([{ user_id: 'auth0|bob' }, { user_id: JANE }]);
	});

	it('names a user once who was given by email and by ID', async () => {
		const member = [
			{ member: 'jane@example.com', roles: 'Editor' },
			{ member: JANE, roles: 'Admin' },
		];
		const output = await outputOf({ name: 'initech', members: { member }, ...INVITING });
		expect(output?.members).toHaveLength(1);
		expect(output?.members).toMatchObject([{ roles_added: [EDITOR, { name: 'Admin' }] }]);
	});

	it('gives roles of the organization itself, and of no other', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		const [buyer, seller] = tenant().seedRoles([
			{ name: 'Buyer', type: 'organization', owner_id: id },
			{ name: 'Seller', type: 'organization', owner_id: 'org_0000000000000001' },
		]);
		const given = { name: 'initech', ...member(JANE, 'Buyer, Editor') };
		expect(await outputOf(given)).toMatchObject({
			members: [{ outcome: 'added', roles_added: [{ id: buyer?.id, name: 'Buyer' }, EDITOR] }],
		});
		expect(await outputOf({ ...given, ...member(JANE, String(buyer?.id)) })).toMatchObject({
			members: [{ outcome: 'unchanged' }],
		});
		for (const role of ['Seller', String(seller?.id)]) {
			const error = await errorOf({ ...given, ...member(JANE, role) });
			expect(error.message).toBe(`Role “${role}” was not found.`);
		}
	});

	it('says where to enter a role of which there is none, or several', async () => {
		tenant().seedRoles([{ name: 'Twin' }, { name: 'TWIN' }]);
		const adviceFor = async (role: string) =>
			(await errorOf({ name: 'initech', ...member(JANE, role) })).description;
		expect(await adviceFor('Nobody')).toBe("In 'Roles', enter its name exactly as Auth0 shows it.");
		expect(await adviceFor('twin')).toMatch(
			/^In 'Roles', enter its ID or exact name: “Twin” \(rol_/,
		);
	});

	it('does not look for users who are members', async () => {
		const given = { name: 'initech', ...member(`${JANE}, auth0|bob`) };
		await outputOf(given);
		tenant().requests.splice(0);
		expect(await outputOf(given)).toMatchObject({
			members: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }],
		});
		expect(tenant().requests.filter(({ path }) => path.includes('/users'))).toEqual([]);
	});
});
