import { exampleWith } from '../n8n/imports';
import { execute } from '../support/engine';
import { credentialFor, useTenant } from '../support/tenant';
import { sampleUsers } from '../tenant/sampleUsers';

const tenant = useTenant();

/** The parameters of a node of an example, as the file holds them. */
function parametersOf(file: string, name: string) {
	const { nodes } = exampleWith(file, { id: '1', name: 'Auth0' });
	return nodes.find((node) => node.name === name)?.parameters ?? {};
}

it('finds the inactive users of the tenant that the editor starts with, and changes none', async () => {
	tenant().seedUsers(sampleUsers());
	const before = tenant().users.all();

	const { items } = await execute(
		credentialFor(tenant()),
		parametersOf('5-block-inactive-users.json', 'Block inactive users'),
	);

	const shown = JSON.stringify(items);
	const found = before.map(({ email }) => String(email)).filter((email) => shown.includes(email));
	expect(found.sort()).toEqual([
		'ines.costa@example.com',
		'lena.fischer@example.com',
		'omar.haddad@example.com',
	]);
	expect(tenant().users.all()).toEqual(before);
});
