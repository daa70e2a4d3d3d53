import type { INodeParameters } from 'n8n-workflow';

import { byId, byName, locator } from '../support/locators';
import { useOperations } from '../support/operations';
import { ACME, useOrganizations } from '../support/organizations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf } = useOperations(tenant);
const { names } = useOrganizations(tenant);

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

describe('organizations are listed', () => {
	const many = (count: number) =>
		tenant().seedOrganizations(
			Array.from({ length: count }, (_, index) => ({
				name: `org-${index}`,
				display_name: `Customer ${count - index}`,
			})),
		);
	const namesOf = async (given: INodeParameters) =>
		(await outputOf('organization:getAll', given)).map(({ name }) => name);
	const sort = (field: string, direction = 'asc') => ({ sort: { order: { field, direction } } });

	it('beyond the 1,000 that page numbers reach', async () => {
		many(1150);
		expect(await namesOf({ returnAll: true })).toHaveLength(1152);
		expect(tenant().requests.filter(({ path }) => path.endsWith('/organizations'))).toHaveLength(
			12,
		);
	});

	it('up to the limit, in one request', async () => {
		many(100);
		expect(await namesOf({ limit: 3 })).toEqual(['acme', 'globex', 'org-0']);
		expect(tenant().requests.filter(({ path }) => path.endsWith('/organizations'))).toHaveLength(1);
	});

	it.each([
		['CORP', ['globex']],
		['acme', ['acme']],
		['inc.', ['acme']],
		['nobody', []],
	])('with the text %s in one of their names', async (search, found) => {
		expect(await namesOf({ search })).toEqual(found);
	});

	it.each<[INodeParameters, string[]]>([
		[sort('name', 'desc'), ['org-2', 'org-1', 'org-0', 'globex', 'acme']],
		[sort('display_name'), ['acme', 'org-2', 'org-1', 'org-0', 'globex']],
		[sort('created_at', 'desc'), ['org-2', 'org-1', 'org-0', 'globex', 'acme']],
	])('in an order: %j', async (order, expected) => {
		many(3);
		expect(await namesOf({ ...order, returnAll: true })).toEqual(expected);
		expect(await namesOf({ ...order, limit: 2, search: '' })).toHaveLength(2);
		expect(await namesOf({ ...order, limit: 2, search: 'o' })).toEqual(
			expected.filter((name) => name !== 'acme').slice(0, 2),
		);
	});

	it('sorted by Auth0 where it can', async () => {
		many(120);
		expect(await namesOf({ ...sort('name', 'desc'), limit: 1 })).toEqual(['org-99']);
		const [request] = tenant().requests.filter(({ path }) => path.endsWith('/organizations'));
		expect(request?.query).toMatchObject({ sort: 'name:-1', page: '0' });
	});

	it('and nothing is asked of Auth0 that it does not know', async () => {
		const error = await errorOf('organization:getAll', sort('metadata'));
		expect(error.message).toContain("'Sort By' must be");
		expect(tenant().requests).toEqual([]);
	});
});

describe('an organization that is deleted', () => {
	it('is gone, and its name is returned', async () => {
		expect(await outputOf('organization:delete', { organization: byName('acme') })).toEqual([
			{ id: ACME, name: 'acme', deleted: true },
		]);
		expect(names()).toEqual(['globex']);
	});

	it('needs no permission to read', async () => {
		tenant().setScopes('full', 'delete:organizations');
		expect(await outputOf('organization:delete', { organization: byId(ACME) })).toEqual([
			{ id: ACME, deleted: true },
		]);
	});

	it('is done where the answer was lost', async () => {
		tenant().inject({ method: 'DELETE', path: /organizations/, drop: 'after' });
		expect(await outputOf('organization:delete', { organization: byId(ACME) })).toMatchObject([
			{ deleted: true },
		]);
		expect(names()).toEqual(['globex']);
	});

	it('before is an error', async () => {
		const { message } = await errorOf('organization:delete', { organization: byId('org_nowhere') });
		expect(message).toBe('Organization “org_nowhere” does not exist.');
	});
});

it.each([
	['organization:create', 'create:organizations', { name: 'initech' }],
	['organization:getAll', 'read:organizations', {}],
	['organization:update', 'update:organizations', { updateFields: { displayName: 'x' } }],
	['organization:delete', 'delete:organizations', {}],
])('%s needs %s', async (operation, permission, given) => {
	const { message } = await errorOf(operation, { organization: byId(ACME), ...given }, 'readOnly');
	expect(message).toBe(`The application lacks the permission ${permission}.`);
});
