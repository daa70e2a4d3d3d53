import type { INodeParameters } from 'n8n-workflow';

import { execute } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const ACME = 'org_0000000000000001';
const organization = byName('acme');

const run = async (operation: string, parameters: INodeParameters = {}) =>
	await execute(credentialFor(tenant()), {
		operation: `organization:${operation}`,
		organization,
		...parameters,
	});
const outputOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const errorOf = async (...given: Parameters<typeof run>) => {
	const { error } = await run(...given);
	return { message: error?.message, description: error?.description };
};
const changes = () => tenant().requests.filter(isChange);
const domains = () => tenant().catalogue.discoveryDomains.of(ACME);

describe('a discovery domain', () => {
	const add = async (given: INodeParameters = {}) =>
		await outputOf('addDiscoveryDomain', { domain: 'acme.com', ...given });

	it('is added, with the DNS record that verifies it', async () => {
		const [output] = await add({ domain: ' https://ACME.com/ ' });
		const name = `_ss-verification.${ACME}.acme.com`;
		expect(output).toMatchObject({
			domain: 'acme.com',
			status: 'pending',
			added: true,
			dns_record: { type: 'TXT', name, value: expect.stringMatching(/^[0-9a-f]{32}$/) },
		});
		expect(changes().map(({ body }) => body)).toEqual([
			{ domain: 'acme.com', status: 'pending', use_for_organization_discovery: true },
		]);
	});

	it('is added as verified where that is known', async () => {
		const options = { status: 'verified', useForDiscovery: false };
		expect(await add({ options })).toMatchObject([
			{ status: 'verified', use_for_organization_discovery: false },
		]);
	});

	it('is returned where the organization has it already', async () => {
		const [first] = await add();
		expect(await add({ options: { status: 'verified' } })).toEqual([{ ...first, added: false }]);
		expect(domains()).toHaveLength(1);
	});

	it('is added once where the answer was lost', async () => {
		tenant().inject({ method: 'POST', path: /discovery-domains$/, drop: 'after' });
		expect(await add()).toMatchObject([{ domain: 'acme.com', added: false }]);
		expect(domains()).toHaveLength(1);
	});

	it('is added without a permission to read, also twice', async () => {
		tenant().setScopes('full', 'create:organization_discovery_domains');
		expect(await add({ organization: byId(ACME) })).toMatchObject([{ added: true }]);
		expect(await add({ organization: byId(ACME) })).toEqual([{ domain: 'acme.com', added: false }]);
	});

	it.each([
		['={{ "" }}', "'Domain' is empty."],
		['jane@acme.com', "'Domain' contains an @."],
		['acme', "'Domain' is not a domain."],
		['acme.com:8443', "'Domain' has a port."],
		['acme.com/login', "'Domain' must not include a path."],
	])('is refused before anything is sent: %s', async (domain, message) => {
		for (const operation of ['addDiscoveryDomain', 'removeDiscoveryDomain']) {
			expect((await errorOf(operation, { domain })).message).toBe(message);
		}
		expect(tenant().requests).toEqual([]);
	});

	it('is verified by a change', async () => {
		await add();
		const updateFields = { status: 'verified' };
		expect(
			await outputOf('updateDiscoveryDomain', { domain: 'acme.com', updateFields }),
		).toMatchObject([{ domain: 'acme.com', status: 'verified', dns_record: { type: 'TXT' } }]);
		expect(changes().at(-1)?.body).toEqual(updateFields);
	});

	it('is not changed where there is nothing to change, or it is not there', async () => {
		const domain = 'acme.com';
		const nothing = await errorOf('updateDiscoveryDomain', { domain, updateFields: {} });
		expect(nothing.message).toBe("'Update Fields' is empty.");
		const updateFields = { useForDiscovery: 'no' };
		const missing = await errorOf('updateDiscoveryDomain', { domain, updateFields });
		expect(missing.message).toBe('The organization has no domain “acme.com”.');
		expect(changes()).toEqual([]);
	});

	it('is removed, and once more makes no difference', async () => {
		await add();
		const output = { organization_id: ACME, domain: 'acme.com' };
		const remove = async () => await outputOf('removeDiscoveryDomain', { domain: 'acme.com' });
		expect(await remove()).toEqual([{ ...output, removed: true }]);
		expect(domains()).toEqual([]);
		expect(await remove()).toEqual([{ ...output, removed: false }]);
	});

	it('is found in the list where Auth0 does not find it by its name', async () => {
		await add();
		const notFound = {
			path: /discovery-domains\/name/,
			status: 404,
			body: { message: 'not found' },
		};
		tenant().inject(notFound);
		expect(await outputOf('removeDiscoveryDomain', { domain: 'acme.com' })).toMatchObject([
			{ removed: true },
		]);
	});

	it('is removed where the answer was lost', async () => {
		await add();
		tenant().inject({ method: 'DELETE', path: /discovery-domains/, drop: 'after' });
		expect(await outputOf('removeDiscoveryDomain', { domain: 'acme.com' })).toMatchObject([
			{ removed: true },
		]);
	});

	it('is one of a list', async () => {
		const names = Array.from({ length: 120 }, (_, index) => `d${index}.acme.com`);
		tenant().catalogue.discoveryDomains.add(
			ACME,
			...names.map((domain) => ({
				id: `ord_${domain}`,
				domain,
				status: 'pending' as const,
				verification_host: `_ss-verification.${ACME}.${domain}`,
				verification_txt: 'x',
			})),
		);
		expect(await outputOf('getDiscoveryDomains', { returnAll: true })).toHaveLength(120);
		expect(await outputOf('getDiscoveryDomains', { limit: 2 })).toMatchObject([
			{ domain: 'd0.acme.com', dns_record: { name: `_ss-verification.${ACME}.d0.acme.com` } },
			{ domain: 'd1.acme.com' },
		]);
	});
});

it.each([
	'addDiscoveryDomain',
	'getDiscoveryDomains',
	'updateDiscoveryDomain',
	'removeDiscoveryDomain',
])('%s says which organization does not exist', async (operation) => {
	const { message } = await errorOf(operation, {
		organization: byId('org_nowhere'),
		domain: 'acme.com',
		updateFields: { status: 'verified' },
	});
	expect(message).toBe('Organization “org_nowhere” does not exist.');
});
