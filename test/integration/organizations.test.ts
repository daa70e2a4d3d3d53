import type { INodeParameters } from 'n8n-workflow';

import { execute } from '../support/engine';
import { byId, byName, locator } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();

const ACME = 'org_0000000000000001';

const run = async (
	operation: string,
	parameters: INodeParameters = {},
	client: ClientName = 'full',
	json = [{}],
) => await execute(credentialFor(tenant(), client), { operation, ...parameters }, json);
const outputOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const errorOf = async (...given: Parameters<typeof run>) => {
	const { error } = await run(...given);
	return { message: error?.message, description: error?.description };
};

describe('an organization', () => {
	it.each([
		['by ID', byId(ACME)],
		['from the list', locator('list', ACME)],
		['by name', byName('acme')],
		['by a name in capitals, with spaces around it', byName(' ACME ')],
		['by a name where an ID was expected', byId('acme')],
		['as the plain text of a tool', 'acme'],
		['as the ID of a tool', ACME],
	])('is found %s, with one request', async (_way, organization) => {
		expect(await outputOf('organization:get', { organization })).toEqual([
			expect.objectContaining({ id: ACME, name: 'acme', display_name: 'Acme Inc.' }),
		]);
		expect(tenant().requests.filter(({ path }) => path.includes('/organizations'))).toHaveLength(1);
	});

	it.each<[unknown, string]>([
		['', "'Organization' is empty."],
		[null, "'Organization' is empty."],
		['Acme Inc.', "“Acme Inc.” in 'Organization' is neither an ID nor a name of an organization."],
		['a'.repeat(51), `“${'a'.repeat(51)}” in 'Organization' is neither an ID nor a name`],
	])('is refused before anything is sent: %j', async (value, message) => {
		for (const mode of ['name', 'id']) {
			const organization = locator(mode, `={{ ${JSON.stringify(value)} }}`);
			const error = await errorOf('organization:get', { organization });
			expect(error.message).toContain(message);
		}
		expect(tenant().requests).toEqual([]);
	});

	it('that was given its display name says what to enter', async () => {
		const { description } = await errorOf('organization:get', {
			organization: byName('Acme Inc.'),
		});
		expect(description).toMatch(
			/^Names have up to 50 lowercase letters.*display name can't be used/,
		);
	});

	it.each([
		[byId('org_nowhere'), 'Organization “org_nowhere” does not exist.'],
		[byName('nobody'), 'Organization “nobody” does not exist.'],
	])('that does not exist is named: %j', async (organization, message) => {
		const error = await errorOf('organization:get', { organization });
		expect(error).toEqual({
			message,
			description: expect.stringContaining("Check the 'Organization' field."),
		});
	});

	it('that may not be read says which permission to grant', async () => {
		const { message } = await errorOf(
			'organization:get',
			{ organization: byName('acme') },
			'readOnly',
		);
		expect(message).toBe('The application lacks the permission read:organizations.');
	});
});
