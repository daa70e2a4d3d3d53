import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const names = Array.from({ length: 30 }, (_, index) => `u${index}`);
const emails = names.map((name) => ({ email: `${name}@example.com` }));

const rolesOf = async (rows: Array<{ email: string }>, options: object = { lookUp: 'inBatches' }) =>
	await execute(
		credentialFor(tenant()),
		{
			operation: 'role:getUserRoles',
			userId: byEmail('={{ $json.email }}'),
			options: { ...options },
		},
		rows,
		{ onError: 'continueRegularOutput' },
	);

describe('the lists of many users', () => {
	it('cost a request each, and one more for a hundred users, where that is chosen', async () => {
		const [editor] = tenant().catalogue.roles;
		for (const { user_id: id } of tenant().seedUsers(names.map((name) => account(name)))) {
			if (editor) tenant().userData.roles.add(id, editor);
		}
		const { items } = await rolesOf(emails);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			names.map((_, item) => [editor?.id, { item }]),
		);
		expect(tenant().requests.filter(isApi)).toHaveLength(30 + 1);
		tenant().requests.splice(0);
		await rolesOf(emails, {});
		expect(tenant().requests.filter(isApi)).toHaveLength(2 * 30);
	});

	it('are of nobody where several users have the address', async () => {
		tenant().seedUsers([account('u0'), account('u1')]);
		tenant().seedUsers([{ connection: 'email', email: 'u0@example.com', user_id: 'other' }]);
		const { items } = await rolesOf([...emails.slice(0, 2), { email: 'nobody@example.com' }]);
		expect(items.map(({ json }) => json.error)).toEqual([
			'2 users have the email address “u0@example.com”.',
			'No user has the email address “nobody@example.com”.',
		]);
	});
});
