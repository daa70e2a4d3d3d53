import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId, byName, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import type { User } from '../tenant';

const tenant = useTenant();

const METADATA = { theme: 'dark', address: { city: 'Rome', zip: '00100' } };

function seed(overrides: Partial<User> = {}, connection = DATABASE) {
	return tenant().seedUsers([
		account('jane', {
			connection,
			...(connection === 'Users-With-Username' && { username: 'jane' }),
			given_name: 'Jane',
			user_metadata: METADATA,
			overrides: { user_id: JANE, ...overrides },
		}),
	]);
}

const update = async (parameters: INodeParameters, client: 'updateOnly' | 'full' = 'updateOnly') =>
	await execute(credentialFor(tenant(), client), {
		operation: 'update',
		userId: jane,
		...parameters,
	});

const sent = () =>
	tenant()
		.requests.filter(({ method }) => method === 'PATCH')
		.map(({ body }) => body);

describe('Update', () => {
	it('changes a user with a client that holds only update:users', async () => {
		seed();
		const { items, error } = await update({
			updateFields: { givenName: 'Janet' },
			simplify: false,
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: tenant().users.get(JANE), pairedItem: { item: 0 } }]);
		expect(sent()).toEqual([{ given_name: 'Janet' }]);
	});

	it('sends false, an empty text and null as what they are, 0 as text, and nothing that is undefined', async () => {
		seed();
		await update({
			updateFields: {
				blocked: false,
				givenName: '={{ null }}',
				nickname: '',
				name: '={{ 0 }}',
				familyName: '={{ undefined }}',
				userMetadata: '={{ ({ count: 0, gone: null, no: false, empty: "" }) }}',
			},
		});
		expect(sent()).toEqual([
			{
				blocked: false,
				given_name: null,
				nickname: '',
				name: '0',
				user_metadata: { count: 0, gone: null, no: false, empty: '' },
			},
		]);
		tenant().requests.length = 0;
	});

	it('sends every property by the name that Auth0 uses', async () => {
		seed({}, 'Users-With-Username');
		const first = await update({
			updateFields: {
				blocked: true,
				clientId: 'client',
				connection: byName('Users-With-Username'),
				email: ' Joe@example.com ',
				emailVerified: true,
				familyName: 'Doe',
				givenName: 'Joe',
				name: 'Joe Doe',
				nickname: 'joe',
				phoneNumber: '+15551234567',
				phoneVerified: true,
				picture: 'https://example.com/joe.png',
				verifyEmail: false,
				verifyPhoneNumber: false,
				appMetadataFields: { entry: [{ name: 'plan', type: 'asEntered', value: 'gold' }] },
			},
		});
		expect(first.error).toBeUndefined();
		await update({ updateFields: { username: 'joe' } });
		await update({ updateFields: { password: ' Spaces Stay 1 ' } });
		expect(sent()).toEqual([
			{
				blocked: true,
				client_id: 'client',
				connection: 'Users-With-Username',
				email: 'Joe@example.com',
				email_verified: true,
				family_name: 'Doe',
				given_name: 'Joe',
				name: 'Joe Doe',
				nickname: 'joe',
				phone_number: '+15551234567',
				phone_verified: true,
				picture: 'https://example.com/joe.png',
				verify_email: false,
				verify_phone_number: false,
				app_metadata: { plan: 'gold' },
			},
			{ username: 'joe' },
			{ password: ' Spaces Stay 1 ' },
		]);
	});

	it('clears the fields that are chosen', async () => {
		seed();
		await update({ updateFields: { clearFields: ['givenName', 'picture'] } });
		expect(sent()).toEqual([{ given_name: null, picture: null }]);
		expect(tenant().users.get(JANE)).not.toHaveProperty('given_name');
	});

	it('takes the whole body as JSON', async () => {
		seed();
		const { error } = await update({ specifyBody: 'json', body: '{"nickname":"j"}' });
		expect(error).toBeUndefined();
		expect(sent()).toEqual([{ nickname: 'j' }]);
	});

	it.each([
		[{}, /^No fields to update/],
		[{ updateFields: { givenName: '={{ undefined }}' } }, /^No fields to update/],
		[{ updateFields: { userMetadataFields: {} } }, /^No fields to update/],
		[{ specifyBody: 'json', body: '{}' }, /^No fields to update/],
		[
			{ specifyBody: 'json', body: '{"blocked":"yes"}' },
			/“blocked” in 'Body' must be true or false/,
		],
		[
			{ specifyBody: 'json', body: '{"given_name":1}' },
			/“given_name” in 'Body' must be text or null/,
		],
		[{ updateFields: { password: 'x', email: 'a@b.c' } }, /^'Password' and 'Email' cannot/],
		[{ updateFields: { password: 'x', emailVerified: true } }, /^'Password' and 'Email Verified'/],
		[{ updateFields: { password: 'x', username: 'y' } }, /^'Password' and 'Username'/],
		[{ updateFields: { username: 'y', email: 'a@b.c' } }, /^'Username' and 'Email' cannot/],
		[{ updateFields: { username: 'y', emailVerified: false } }, /^'Username' and 'Email Verified'/],
		[{ updateFields: { password: 'x', clearFields: ['email'] } }, /^'Password' and 'Email' cannot/],
		[{ specifyBody: 'json', body: '{"password":"x","email":"a@b.c"}' }, /^'Password' and 'Email'/],
		[{ updateFields: { clientId: 'x' } }, /^'Client ID' needs/],
		[{ updateFields: { verifyPhoneNumber: true } }, /^'Send Verification Text' needs/],
		[{ updateFields: { clearFields: ['name'], name: 'x' } }, /^'Clear Fields' contains “name”/],
		[{ updateFields: { email: 'jane' } }, /^“jane” in 'Email'/],
		[{ updateFields: { phoneNumber: '555' } }, /^“555” in 'Phone Number'/],
		[{ updateFields: { userMetadata: '{}' } }, /^'User Metadata' is empty, .*remove all/],
		[{ specifyBody: 'json', body: '{"app_metadata":{}}' }, /^'App Metadata' is empty/],
		[
			{ specifyBody: 'json', body: '{"app_metadata":null}' },
			/^'App Metadata' is not a JSON object/,
		],
		[
			{ userId: byId('samlp|corp|x'), updateFields: { emailVerified: true } },
			/^'Email Verified' cannot be updated for users of enterprise and SMS/,
		],
		[
			{ userId: byId('sms|1'), updateFields: { emailVerified: true } },
			/^'Email Verified' cannot be updated/,
		],
	])('refuses %j before anything is sent', async (parameters: INodeParameters, message) => {
		const { error } = await update(parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/^'?[A-Z].* .*\.$/);
		expect(tenant().requests).toEqual([]);
	});
});

describe('Update by email', () => {
	const parameters = { userId: byEmail('Jane@example.com') };

	it('changes the only user with the address', async () => {
		seed();
		const change = { simplify: false, updateFields: { nickname: 'j' } };
		const { items } = await update({ ...parameters, ...change }, 'full');
		expect(items[0]?.json).toMatchObject({ user_id: JANE, nickname: 'j' });
	});

	it('does not choose among several, and lists them', async () => {
		seed();
		tenant().seedUsers([{ connection: 'email', email: 'jane@example.com', user_id: '2' }]);
		const { error } = await update({ ...parameters, updateFields: { nickname: 'j' } }, 'full');
		expect(error?.message).toBe('2 users have the email address “Jane@example.com”.');
		expect(error?.description).toContain(`${JANE}, email|2`);
		expect(sent()).toEqual([]);
	});

	it('names the scope that looking up takes', async () => {
		const { error } = await update({ ...parameters, updateFields: { nickname: 'j' } });
		expect(error?.message).toBe('The application lacks the permission read:users.');
	});

	it('refuses a combination before it looks the user up', async () => {
		await update({ ...parameters, updateFields: { password: 'x', username: 'y' } }, 'full');
		expect(tenant().requests).toEqual([]);
	});
});

describe('Metadata Mode', () => {
	const change = async (metadata: object, metadataMode?: string) => {
		seed();
		const { error } = await update(
			{
				updateFields: { userMetadata: JSON.stringify(metadata) },
				options: { ...(metadataMode && { metadataMode }) },
			},
			metadataMode ? 'full' : 'updateOnly',
		);
		expect(error).toBeUndefined();
		return tenant().users.get(JANE)?.user_metadata;
	};

	it('merges the first level by default, with one request', async () => {
		expect(await change({ address: { city: 'Oslo' } })).toEqual({
			theme: 'dark',
			address: { city: 'Oslo' },
		});
		expect(tenant().requests.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
	});

	it('merges deeply', async () => {
		expect(await change({ address: { city: 'Oslo' }, theme: null }, 'mergeDeeply')).toEqual({
			address: { city: 'Oslo', zip: '00100' },
		});
	});

	it('replaces', async () => {
		expect(await change({ plan: 'gold' }, 'replace')).toEqual({ plan: 'gold' });
	});

	it('replaces by nothing', async () => {
		expect(await change({}, 'replace')).toEqual({});
	});

	it('leaves the other kind of metadata alone', async () => {
		seed({ app_metadata: { plan: 'gold' } });
		await update(
			{ updateFields: { userMetadata: '{"a":1}' }, options: { metadataMode: 'replace' } },
			'full',
		);
		expect(tenant().users.get(JANE)?.app_metadata).toEqual({ plan: 'gold' });
	});

	it('reads nothing when no metadata is given', async () => {
		seed();
		const { error } = await update({
			updateFields: { nickname: 'j' },
			options: { metadataMode: 'replace' },
		});
		expect(error).toBeUndefined();
	});
});
