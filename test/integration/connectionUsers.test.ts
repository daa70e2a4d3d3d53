import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE, DATABASE_ID, JANE } from '../support/accounts';
import { byId, byName } from '../support/locators';
import { useOperations } from '../support/operations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant/clients';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf, changes } = useOperations(tenant);

const THERE = { connectionId: byId(DATABASE_ID) };

describe('a user of a connection', () => {
	const email = 'jane@example.com';
	const given = { ...THERE, email };
	const remove = async (more: INodeParameters = {}, client: ClientName = 'full') =>
		await outputOf('connection:deleteUser', { ...given, ...more }, client);
	const deletions = () => changes().map(({ path, query }) => [path, query]);

	it.each(['jane@example.com', ' Jane@Example.com'])('is deleted by email: %j', async (typed) => {
		tenant().seedUsers([account('jane'), account('bob')]);
		expect(await remove({ email: typed })).toEqual([
			{ connection_id: DATABASE_ID, email: typed.trim(), user_id: JANE, deleted: true },
		]);
		expect(tenant().users.all()).toHaveLength(1);
		expect(deletions()).toEqual([[`/api/v2/connections/${DATABASE_ID}/users`, { email }]]);
	});

	it('who is not there is no error: the same list can run again', async () => {
		tenant().seedUsers([account('jane')]);
		await remove();
		expect(await remove()).toEqual([
			{
				connection_id: DATABASE_ID,
				email,
				deleted: false,
				note: expect.stringMatching(
					/^Nobody in this connection has this email address\. If .* grant the application read:connections_options,/,
				),
			},
		]);
		expect(deletions()).toHaveLength(1);
	});

	it('is not the one of another connection', async () => {
		tenant().seedUsers([{ ...account('jane'), connection: 'email', password: undefined }]);
		expect(await remove()).toMatchObject([{ deleted: false }]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	describe('of a database that only its scripts know', () => {
		const OWN = { enabledDatabaseCustomization: true };
		const seed = (options: object) =>
			tenant().seedConnections([
				{ id: 'con_0000000000000042', name: 'own', strategy: 'auth0', options: { ...options } },
			]);
		const remove = async (email: string) => {
			tenant().setScopes(
				'full',
				'read:connections read:connections_options read:users delete:users',
			);
			const parameters = { connectionId: byId('con_0000000000000042'), email };
			const [output] = await outputOf('connection:deleteUser', parameters);
			return output;
		};
		const deletions = () => tenant().requests.filter(({ method }) => method === 'DELETE');

		it('asks the script for whom Auth0 has not stored, and says so', async () => {
			seed({ ...OWN, configuration: { KEY: 'S3cr3t' } });
			const output = await remove('Legacy@Example.com');
			expect(output).toEqual({
				connection_id: 'con_0000000000000042',
				email: 'Legacy@Example.com',
				deleted: true,
				note: expect.stringContaining('the Delete script of your database was asked'),
			});
			expect(deletions()).toMatchObject([{ query: { email: 'Legacy@Example.com' } }]);
		});

		it('deletes whom Auth0 has stored as in any other', async () => {
			seed(OWN);
			tenant().seedUsers([account('known', { connection: 'own' })]);
			expect(await remove('known@example.com')).toEqual({
				connection_id: 'con_0000000000000042',
				email: 'known@example.com',
				user_id: 'auth0|known',
				deleted: true,
			});
		});

		it.each([{ ...OWN, import_mode: true }, { enabledDatabaseCustomization: false }, {}])(
			'asks none where the options are %j',
			async (options) => {
				seed(options);
				expect(await remove('legacy@example.com')).toEqual({
					connection_id: 'con_0000000000000042',
					email: 'legacy@example.com',
					deleted: false,
					note: 'Nobody in this connection has this email address.',
				});
				expect(deletions()).toEqual([]);
			},
		);
	});

	it('is not deleted where the email address is that of a linked identity', async () => {
		const google = {
			connection: 'google-oauth2',
			provider: 'google-oauth2',
			user_id: '1',
			isSocial: true,
		};
		const linked = {
			connection: DATABASE,
			provider: 'auth0',
			user_id: 'jane',
			isSocial: false,
			profileData: { email },
		};
		tenant().seedUsers([
			{
				...account('owner'),
				overrides: { user_id: 'google-oauth2|1', identities: [google, linked] },
			},
		]);
		expect(await errorOf('connection:deleteUser', given)).toEqual({
			message:
				'“jane@example.com” is a linked identity of user “google-oauth2|1” in this connection.',
			description: expect.stringContaining('Unlink auth0|jane first'),
		});
		expect(changes()).toEqual([]);
	});

	it('is not chosen among several', async () => {
		tenant().seedUsers([
			account('jane'),
			{ ...account('other'), overrides: { user_id: 'auth0|other', email } },
		]);
		expect(await errorOf('connection:deleteUser', given)).toEqual({
			message: '2 users of this connection have the email address “jane@example.com”.',
			description: expect.stringContaining('auth0|jane, auth0|other'),
		});
		expect(changes()).toEqual([]);
	});

	it('is deleted without a look where the application may not look, and the output says so', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().setScopes('full', 'delete:users');
		expect(await remove()).toEqual([
			{
				connection_id: DATABASE_ID,
				email,
				deleted: true,
				note: expect.stringContaining('Without the read:connections and read:users permission'),
			},
		]);
		expect(tenant().users.all()).toEqual([]);
	});

	it('is not looked for in a connection that is no database', async () => {
		const { message, description } = await errorOf('connection:deleteUser', {
			...given,
			connectionId: byName('corp-saml'),
		});
		expect(message).toBe('Connection “corp-saml” is not a database: its type is SAML.');
		expect(description).toContain('Choose a database connection.');
		tenant().setScopes('full', 'delete:users');
		const refused = { ...given, connectionId: byId('con_0000000000000007') };
		expect((await errorOf('connection:deleteUser', refused)).message).toBe(
			'Users can only be deleted by email address in a database connection.',
		);
	});

	it.each([
		['={{ null }}', "'Email' is empty."],
		['jane', "“jane” in 'Email' is not an email address."],
	])('is not deleted by %j', async (typed, message) => {
		expect((await errorOf('connection:deleteUser', { ...given, email: typed })).message).toBe(
			message,
		);
		expect(tenant().requests).toEqual([]);
	});
});
