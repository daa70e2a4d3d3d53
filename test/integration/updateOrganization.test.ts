import type { INodeParameters } from 'n8n-workflow';

import { byId, byName } from '../support/locators';
import { useOperations } from '../support/operations';
import { ACME, useOrganizations } from '../support/organizations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf, changes } = useOperations(tenant);
const { bodies, acme } = useOrganizations(tenant);

describe('a change of an organization', () => {
	const update = async (updateFields: INodeParameters, options: INodeParameters = {}) =>
		await outputOf('organization:update', { organization: byName('acme'), updateFields, options });

	beforeEach(() => {
		Object.assign(acme(), {
			metadata: { plan: 'gold', seats: '5' },
			branding: {
				logo_url: 'https://acme.example.com/logo.png',
				colors: { primary: '#111111', page_background: '#222222' },
			},
		});
	});

	it('keeps metadata that it does not set', async () => {
		const [output] = await update({ metadata: '{ "seats": 6, "region": "eu" }' });
		expect(output?.metadata).toEqual({ plan: 'gold', seats: '6', region: 'eu' });
	});

	it('removes an entry that is null', async () => {
		const [output] = await update({ metadata: '{ "seats": null }' });
		expect(output?.metadata).toEqual({ plan: 'gold' });
	});

	it('replaces all metadata where that is wanted', async () => {
		const options = { metadataMode: 'replace' };
		expect((await update({ metadata: '{ "a": 1 }' }, options))[0]?.metadata).toEqual({ a: '1' });
		expect((await update({ metadata: '{}' }, options))[0]).not.toHaveProperty('metadata');
	});

	it.each<[INodeParameters, object]>([
		[{ primaryColor: '#333333' }, { colors: { primary: '#333333', page_background: '#222222' } }],
		[
			{ primaryColor: '#333333', logoUrl: 'https://acme.example.com/new.png' },
			{
				logo_url: 'https://acme.example.com/new.png',
				colors: { primary: '#333333', page_background: '#222222' },
			},
		],
		[
			{ logoUrl: 'https://acme.example.com/new.png' },
			{ logo_url: 'https://acme.example.com/new.png' },
		],
	])('keeps the branding that it does not set: %j', async (updateFields, changed) => {
		const before = acme().branding;
		const [output] = await update(updateFields);
		expect(output?.branding).toEqual({ ...before, ...changed });
	});

	it('leaves alone what an empty cell is for', async () => {
		await update({ displayName: 'Acme', name: '', logoUrl: '={{ $json.logo }}', primaryColor: '' });
		expect(bodies()).toEqual([{ display_name: 'Acme' }]);
		expect(tenant().requests.filter(({ path }) => path.includes('/organizations/'))).toHaveLength(
			2,
		);
	});

	it('needs no further permission where it keeps nothing', async () => {
		tenant().setScopes('full', 'update:organizations');
		await outputOf('organization:update', {
			organization: byId(ACME),
			updateFields: { displayName: 'Acme', metadata: '{ "a": "b" }' },
			options: { metadataMode: 'replace' },
		});
		expect(bodies()).toEqual([{ display_name: 'Acme', metadata: { a: 'b' } }]);
	});

	it.each<[INodeParameters, string]>([
		[{}, 'No fields to update.'],
		[{ displayName: ' ' }, 'No fields to update.'],
		[{ name: 'Acme Inc.' }, "“Acme Inc.” cannot be the 'Name' of an organization."],
		[{ metadata: '{}' }, "'Metadata' is empty."],
	])('is refused before anything is sent: %j', async (updateFields, message) => {
		const given = { organization: byId(ACME), updateFields };
		expect((await errorOf('organization:update', given)).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it('does not make more metadata than Auth0 stores', async () => {
		const more = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`a${index}`, 'x']));
		const updateFields = { metadata: JSON.stringify(more) };
		const { message } = await errorOf('organization:update', {
			organization: byId(ACME),
			updateFields,
		});
		expect(message).toContain("'Metadata' has 26 entries");
		expect(changes()).toEqual([]);
	});

	it('of one that has no colors needs both', async () => {
		delete acme().branding;
		const error = await errorOf('organization:update', {
			organization: byId(ACME),
			updateFields: { primaryColor: '#333333' },
		});
		expect(error.message).toBe("'Page Background Color' is empty.");
		expect(changes()).toEqual([]);
	});

	it('to a name that another has is refused', async () => {
		const { message } = await errorOf('organization:update', {
			organization: byId(ACME),
			updateFields: { name: 'globex' },
		});
		expect(message).toBe('The tenant already has an organization with this name.');
	});
});
