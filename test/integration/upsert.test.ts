import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { connection } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const foundByEmail = {
	operation: 'upsert',
	connection,
	email: '={{ $json.email }}',
	password: PASSWORD,
	simplify: false,
	fieldsToSet: { nickname: '={{ $json.nickname }}' },
};
const foundById = {
	...foundByEmail,
	findBy: 'userId',
	upsertUserId: '={{ $json.id }}',
};

const run = async (parameters: INodeParameters, items: IDataObject[]) =>
	await execute(credentialFor(tenant()), parameters, items, { onError: 'continueRegularOutput' });

const sent = (method: string) => tenant().requests.filter((request) => request.method === method);

it.each([
	['by email and connection', foundByEmail],
	['by User ID', foundById],
])('creates, then updates, and says which (%s)', async (_by, parameters) => {
	const row = { id: JANE, email: 'Jane@example.com', nickname: 'one' };
	const first = await run(parameters, [row]);
	expect(first.items[0]?.json).toMatchObject({ outcome: 'created', nickname: 'one' });
	const keys = Object.keys(first.items[0]?.json ?? {});
	expect(keys.slice(0, 4)).toEqual(['user_id', 'email', 'name', 'outcome']);
	const second = await run(parameters, [{ ...row, nickname: 'two' }]);
	expect(second.items[0]?.json).toMatchObject({ outcome: 'updated', nickname: 'two' });
	expect(sent('PATCH').map(({ body }) => body)).toEqual([{ nickname: 'two' }]);
	expect(tenant().users.all()).toHaveLength(1);
});

it('gives a new user the ID, and changes the email address of one who is there', async () => {
	const row = { id: JANE, email: 'jane@example.com', nickname: 'x' };
	await run(foundById, [row]);
	expect(tenant().users.get(JANE)).toMatchObject({ email: 'jane@example.com', nickname: 'x' });
	const { items } = await run(foundById, [{ ...row, email: 'new@example.com' }]);
	expect(items[0]?.json).toMatchObject({ outcome: 'updated', email: 'new@example.com' });
});

it('sends nothing when there is nothing to change, and never the password again', async () => {
	const row = { email: 'jane@example.com' };
	await run(foundByEmail, [row]);
	const { items } = await run(foundByEmail, [row]);
	expect(items[0]?.json).toMatchObject({ outcome: 'unchanged', email: 'jane@example.com' });
	expect(sent('PATCH')).toEqual([]);
});

it('tells users of one email address in two connections apart', async () => {
	tenant().seedUsers([
		{ ...account('jane'), connection: 'Users-With-Username', username: 'jane', user_id: 'other' },
	]);
	const { items } = await run(foundByEmail, [{ email: 'jane@example.com', nickname: 'mine' }]);
	expect(items[0]?.json.outcome).toBe('created');
	expect(tenant().users.get('auth0|other')?.nickname).not.toBe('mine');
});

it('merges metadata as chosen', async () => {
	tenant().seedUsers([
		account('jane', { user_metadata: { address: { city: 'Paris', zip: '75001' } } }),
	]);
	await run(
		{
			...foundByEmail,
			fieldsToSet: { userMetadata: '{ "address": { "city": "Lyon" } }' },
			options: { metadataMode: 'mergeDeeply' },
		},
		[{ email: 'jane@example.com' }],
	);
	expect(tenant().users.get(JANE)?.user_metadata).toEqual({
		address: { city: 'Lyon', zip: '75001' },
	});
});

it('keeps a username that is the same out of the update, with which Auth0 would refuse it', async () => {
	const parameters = {
		...foundByEmail,
		connection: { ...connection, value: 'Users-With-Username' },
		fieldsToSet: { username: 'jane', emailVerified: true },
	};
	await run(parameters, [{ email: 'jane@example.com' }]);
	const verified = { ...parameters, fieldsToSet: { username: 'Jane', emailVerified: false } };
	const { items } = await run(verified, [{ email: 'jane@example.com' }]);
	expect(items[0]?.json).toMatchObject({ outcome: 'updated', email_verified: false });
});

it('ends with one user when two runs meet', async () => {
	const rows = Array.from({ length: 12 }, (_, index) => ({
		email: `user${index}@example.com`,
		nickname: `n${index}`,
	}));
	tenant().setDelay(10);
	const [one, other] = await Promise.all([run(foundByEmail, rows), run(foundByEmail, rows)]);
	const outputs = [...one.items, ...other.items].map(({ json }) => json);
	expect(outputs.filter(({ error }) => error)).toEqual([]);
	expect(outputs.filter(({ outcome }) => outcome === 'created')).toHaveLength(12);
	expect(tenant().users.all()).toHaveLength(12);
});

it('creates a user who is deleted in between', async () => {
	tenant().seedUsers([account('jane')]);
	tenant().inject({ path: /^\/api\/v2\/users\//, status: 404, body: { message: 'gone' } });
	tenant().inject({ path: '/api/v2/users-by-email', skip: 1, status: 200, body: [] });
	tenant().users.delete(JANE);
	const { items } = await run(foundByEmail, [{ email: 'jane@example.com', nickname: 'x' }]);
	expect(items[0]?.json).toMatchObject({ outcome: 'created', nickname: 'x' });
});

it('two rows with the same email address run one after the other', async () => {
	const { items } = await run(foundByEmail, [
		{ email: 'jane@example.com', nickname: 'one' },
		{ email: 'JANE@example.com', nickname: 'two' },
	]);
	expect(items.map(({ json }) => json.outcome)).toEqual(['created', 'updated']);
	expect(tenant().users.all()[0]?.nickname).toBe('two');
});

it.each<[string, INodeParameters, IDataObject, string]>([
	['no email', foundByEmail, {}, "'Email' is empty."],
	[
		'no connection',
		{ ...foundByEmail, connection: { ...connection, value: '={{ "" }}' } },
		{ email: 'a@b.c' },
		"'Connection' is empty.",
	],
	['no User ID', foundById, { email: 'a@b.c' }, "'User ID' is empty."],
	[
		'a User ID without a prefix',
		foundById,
		{ id: 'jane', email: 'a@b.c' },
		"“jane” in 'User ID' is not a full user ID.",
	],
	[
		'metadata that would remove everything',
		{ ...foundByEmail, fieldsToSet: { appMetadata: '{}' } },
		{ email: 'a@b.c' },
		"'App Metadata' is empty, which would remove all metadata of the user.",
	],
])('refuses %s before anything is sent', async (_what, parameters, row, message) => {
	const { items } = await run(parameters, [row]);
	expect(items[0]?.json.error).toBe(message);
	expect(tenant().requests).toEqual([]);
});
