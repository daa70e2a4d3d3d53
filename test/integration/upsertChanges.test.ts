import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { byName } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import type { User } from '../tenant';

const tenant = useTenant();

const run = async (parameters: INodeParameters, rows: IDataObject[] = [{}]) =>
	await execute(credentialFor(tenant()), { operation: 'upsert', ...parameters }, rows);

const into = (name: string) => ({ connection: byName(name) });
const patches = () =>
	tenant().requests.flatMap(({ method, body }) => (method === 'PATCH' ? [body] : []));

const stored: Partial<User> = {
	nickname: 'jane',
	name: 'Jane Doe',
	user_metadata: { a: 1, address: { city: 'Paris', zip: '75001' } },
	app_metadata: { plan: 'gold', tags: ['x', { y: 1, z: 2 }] },
};

const seedJane = (overrides: Partial<User> = {}) =>
	tenant().seedUsers([
		{ ...account('jane'), overrides: { user_id: JANE, ...stored, ...overrides } },
	]);

const janesLogin = { ...into(DATABASE), email: 'Jane@Example.com' };

describe('what is the same already', () => {
	it.each<[string, INodeParameters, INodeParameters?]>([
		['properties', { nickname: 'jane', name: 'Jane Doe' }],
		[
			'switches that were never set',
			{ blocked: false, phoneVerified: false, emailVerified: false },
		],
		['metadata', { userMetadata: '{ "a": 1 }', appMetadata: '{ "plan": "gold" }' }],
		['metadata in another order', { appMetadata: '{ "tags": ["x", { "z": 2, "y": 1 }] }' }],
		['metadata to remove that is not there', { userMetadata: '{ "b": null }' }],
		[
			'metadata that is merged deeply',
			{ userMetadata: '{ "address": { "city": "Paris", "country": null } }' },
			{ metadataMode: 'mergeDeeply' },
		],
		[
			'metadata that is replaced',
			{ userMetadata: '{ "address": { "zip": "75001", "city": "Paris" }, "a": 1 }' },
			{ metadataMode: 'replace' },
		],
		['nothing', {}],
	])('is not sent: %s', async (_what, fieldsToSet, options = {}) => {
		seedJane();
		for (const found of [janesLogin, { ...janesLogin, findBy: 'userId', upsertUserId: JANE }]) {
			const { items, error } = await run({ ...found, fieldsToSet, options });
			expect(error).toBeUndefined();
			expect(items[0]?.json).toMatchObject({ outcome: 'unchanged', user_id: JANE });
		}
		expect(patches()).toEqual([]);
	});

	it.each<[string, INodeParameters, object, INodeParameters?]>([
		['a property', { nickname: 'Jane', name: 'Jane Doe' }, { nickname: 'Jane' }],
		['a switch', { blocked: true, emailVerified: false }, { blocked: true }],
		[
			'a first level of metadata',
			{
				userMetadata: '{ "a": 2, "address": { "city": "Paris" } }',
				appMetadata: '{ "plan": "gold" }',
			},
			{ user_metadata: { a: 2, address: { city: 'Paris' } } },
		],
		['the type of a value', { userMetadata: '{ "a": "1" }' }, { user_metadata: { a: '1' } }],
		['what is removed', { userMetadata: '{ "a": null }' }, { user_metadata: { a: null } }],
		[
			'what is merged deeply',
			{ userMetadata: '{ "a": 1, "address": { "city": "Lyon" } }' },
			{ user_metadata: { address: { city: 'Lyon', zip: '75001' } } },
			{ metadataMode: 'mergeDeeply' },
		],
		[
			'what is replaced',
			{ userMetadata: '{ "a": 1 }' },
			{ user_metadata: { address: null } },
			{ metadataMode: 'replace' },
		],
		['everything', { userMetadata: '{}' }, { user_metadata: {} }, { metadataMode: 'replace' }],
	])('is left out beside what differs: %s', async (_what, fieldsToSet, body, options = {}) => {
		seedJane();
		const { items } = await run({ ...janesLogin, fieldsToSet, options });
		expect(items[0]?.json.outcome).toBe('updated');
		expect(patches()).toEqual([body]);
	});

	it.each([
		['inBatches', 1],
		['oneByOne', 20],
	])('costs few requests, also when metadata is merged deeply: %s', async (lookUp, requests) => {
		const rows = Array.from({ length: 20 }, (_, index) => ({ name: `u${index}` }));
		tenant().seedUsers(rows.map(({ name }) => account(name, { app_metadata: { row: name } })));
		const { items } = await run(
			{
				...into(DATABASE),
				email: '={{ $json.name }}@example.com',
				fieldsToSet: { appMetadata: '={{ { row: $json.name } }}' },
				options: { metadataMode: 'mergeDeeply', lookUp },
			},
			rows,
		);
		expect(items.filter(({ json }) => json.outcome === 'unchanged')).toHaveLength(20);
		expect(tenant().requests.filter(isApi)).toHaveLength(requests);
	});

	it('does not keep Auth0 from storing the metadata of a Google user', async () => {
		tenant().seedUsers([
			{
				...account('g'),
				overrides: {
					...stored,
					user_id: 'google-oauth2|1',
					identities: [
						{
							connection: 'google-oauth2',
							provider: 'google-oauth2',
							user_id: '1',
							isSocial: true,
						},
					],
				},
			},
		]);
		const { items } = await run({
			...into('google-oauth2'),
			email: 'g@example.com',
			fieldsToSet: { name: 'Jane Doe', appMetadata: '{ "plan": "free" }' },
		});
		expect(items[0]?.json).toMatchObject({ outcome: 'updated', app_metadata: { plan: 'free' } });
	});
});

it.each<[string, INodeParameters, object[]]>([
	[
		'the username and whether the address is verified',
		{ fieldsToSet: { username: 'jd', emailVerified: true, name: 'Jane' } },
		[{ email_verified: true, name: 'Jane' }, { username: 'jd' }],
	],
	[
		'the username and the email address',
		{
			findBy: 'userId',
			upsertUserId: JANE,
			email: 'j@example.com',
			fieldsToSet: { username: 'jd' },
		},
		[{ email: 'j@example.com' }, { username: 'jd' }],
	],
])(
	'takes two requests for what Auth0 only changes apart: %s',
	async (_what, parameters, bodies) => {
		const connection = 'Users-With-Username';
		tenant().seedUsers([account('jane', { connection, username: 'jane' })]);
		const wanted = { ...into(connection), email: 'jane@example.com', ...parameters };
		const { items, error } = await run(wanted);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ outcome: 'updated', user_id: JANE });
		expect(patches()).toEqual(bodies);
		expect((await run(wanted)).items[0]?.json.outcome).toBe('unchanged');
	},
);

it('says that the login of a new ID is that of another user', async () => {
	seedJane();
	const { error } = await run({
		...janesLogin,
		findBy: 'userId',
		upsertUserId: 'auth0|other',
		password: PASSWORD,
	});
	expect(error?.message).toBe('User “Jane@Example.com” already exists.');
	expect(error?.description).toContain('No user has the ID “auth0|other”, but another one has');
	expect(error?.description).not.toContain('Create or Update');
});

describe('a linked identity', () => {
	beforeEach(() => {
		tenant().seedUsers([
			{
				...account('jane', { email: 'jane@gmail.com' }),
				overrides: {
					user_id: 'google-oauth2|1',
					name: 'Jane',
					identities: [
						{
							connection: 'google-oauth2',
							provider: 'google-oauth2',
							user_id: '1',
							isSocial: true,
						},
						{
							connection: 'Users-With-Username',
							provider: 'auth0',
							user_id: 'jane',
							isSocial: false,
							profileData: {
								email: 'jane@acme.com',
								email_verified: false,
								username: 'jane',
							},
						},
					],
				},
			},
		]);
	});

	const linked = () => tenant().users.get('google-oauth2|1')?.identities[1]?.profileData;
	const row = { ...into('Users-With-Username'), email: 'jane@acme.com' };

	it('is changed itself, and the user beside it', async () => {
		const { items } = await run({
			...row,
			fieldsToSet: { emailVerified: true, username: 'Jane', appMetadata: '{ "plan": "gold" }' },
		});
		expect(items[0]?.json).toMatchObject({
			outcome: 'updated',
			user_id: 'google-oauth2|1',
			email: 'jane@gmail.com',
			email_verified: false,
			app_metadata: { plan: 'gold' },
		});
		expect(linked()).toMatchObject({ email: 'jane@acme.com', email_verified: true });
		expect(patches()).toEqual([
			{ connection: 'Users-With-Username', email_verified: true },
			{ app_metadata: { plan: 'gold' } },
		]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('is compared with what it is, not with the user', async () => {
		const { items } = await run({ ...row, fieldsToSet: { emailVerified: false, name: 'Jane' } });
		expect(items[0]?.json.outcome).toBe('unchanged');
		expect(patches()).toEqual([]);
	});

	it('is not taken for one with the email address of the user', async () => {
		const { items } = await run({
			...into('Users-With-Username'),
			email: 'jane@gmail.com',
			password: PASSWORD,
			fieldsToSet: { username: 'other' },
		});
		expect(items[0]?.json).toMatchObject({ outcome: 'created', email: 'jane@gmail.com' });
	});
});
