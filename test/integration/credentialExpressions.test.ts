import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE, PASSWORD } from '../support/accounts';
import { execute, storeCredential } from '../support/engine';
import { connection, jane } from '../support/locators';
import { isToken } from '../support/requests';
import { useStandIn } from '../support/standIn';
import { credentialFor, useTenant } from '../support/tenant';
import type { Tenant } from '../tenant';

const one = useTenant();
const two = useStandIn();

const continues = { onError: 'continueRegularOutput' as const };

/** A credential whose fields are those that each item names. */
const credentialByItem = (fields: IDataObject = {}) =>
	storeCredential({
		domain: '={{ $json.domain }}',
		clientId: '={{ $json.id }}',
		clientSecret: '={{ $json.secret }}',
		...fields,
	});

const rowOf = (tenant: Tenant, row: IDataObject = {}): IDataObject => ({
	domain: tenant.domain,
	id: tenant.clients.full.clientId,
	secret: tenant.clients.full.clientSecret,
	...row,
});

/** Rows of the two tenants in turn. */
const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) =>
		rowOf(index % 2 === 0 ? one() : two(), { email: `user${index}@example.com`, index }),
	);

const create: INodeParameters = {
	operation: 'create',
	connection,
	email: '={{ $json.email }}',
	password: PASSWORD,
};

const emails = (tenant: Tenant) => tenant.users.all().map(({ email }) => email);
const tokens = (tenant: Tenant) => tenant.requests.filter(isToken).length;

it('each item goes to the tenant of its credential, with one token for each tenant', async () => {
	const { items } = await execute(credentialByItem(), create, rows(20));
	expect(items.map(({ json }) => json.email)).toEqual(rows(20).map(({ email }) => email));
	const ofTenants = [0, 1].map((rest) =>
		rows(20)
			.filter(({ index }) => Number(index) % 2 === rest)
			.map(({ email }) => email),
	);
	expect(emails(one()).sort()).toEqual(ofTenants[0]?.sort());
	expect(emails(two()).sort()).toEqual(ofTenants[1]?.sort());
	expect([tokens(one()), tokens(two())]).toEqual([1, 1]);
});

it.each<[string, string]>([
	['a default', '={{ $json.domain || "nobody.example.com" }}'],
	['the item itself', '={{ $input.item.json.domain }}'],
	['all items', '={{ $input.all()[$itemIndex].json.domain }}'],
	['the index', '={{ $input.all()[$itemIndex % 2].json.domain }}'],
])('a field that is made of %s is resolved for each item', async (_, domain) => {
	const { error } = await execute(credentialByItem({ domain }), create, rows(4));
	expect(error).toBeUndefined();
	expect([emails(one()).length, emails(two()).length]).toEqual([2, 2]);
});

it('a first item without a value does not decide for the others', async () => {
	const items = [rowOf(one(), { domain: undefined, email: 'a@example.com' }), ...rows(2)];
	const domain = '={{ $json.domain ?? "nobody.invalid:1" }}';
	const { items: output } = await execute(credentialByItem({ domain }), create, items, continues);
	expect(output.map(({ json }) => json.error !== undefined)).toEqual([true, false, false]);
});

it('a notification goes to the tenant of its item', async () => {
	const parameters = {
		resource: 'emailAndLink',
		operation: 'emailAndLink:sendPasswordReset',
		email: '={{ $json.email }}',
		connection: create.connection ?? '',
	};
	for (const tenant of [one(), two()]) {
		tenant.seedUsers(rows(4).map(({ index }) => account(`user${String(index)}`)));
	}
	await execute(credentialByItem(), parameters, rows(4));
	const sentTo = (tenant: Tenant) => tenant.emails.map(({ to }) => to).sort();
	expect(sentTo(one())).toEqual(['user0@example.com', 'user2@example.com']);
	expect(sentTo(two())).toEqual(['user1@example.com', 'user3@example.com']);
});

it.each<[string, IDataObject, string]>([
	['whose fields are empty', { domain: '' }, "'Tenant Domain' is empty."],
	['that the tenant refuses', { secret: 'wrong' }, 'Auth0 does not recognize this Client ID'],
])('a credential %s costs its item only', async (_, fields, message) => {
	const given = [
		...rows(2),
		rowOf(one(), { email: 'x@example.com', ...fields }),
		...rows(8).slice(2),
	];
	const { items } = await execute(credentialByItem(), create, given, continues);
	expect(items.flatMap(({ json }, index) => (json.error === undefined ? [] : [index]))).toEqual([
		2,
	]);
	expect(items[2]?.json.error).toContain(message);
});

it('an expression that cannot be resolved costs its item only, and is told', async () => {
	const secret = "={{ $json.index === 1 ? $('Nobody').first().json.x : $json.secret }}";
	const { items } = await execute(
		credentialByItem({ clientSecret: secret }),
		create,
		rows(4),
		continues,
	);
	expect(items.map(({ json }) => json.error !== undefined)).toEqual([false, true, false, false]);
	expect(items[1]?.json.error).toBe('The credential could not be read for this item.');
	expect(JSON.stringify(items[1]?.json.details)).toContain(
		'Check the expressions in the credential',
	);
});

it('an error names the item, when it stops the run', async () => {
	const given = [rowOf(one(), { email: 'a@example.com' }), rowOf(two(), { domain: 'x/y' })];
	const { error } = await execute(
		credentialByItem(),
		{ ...create, options: { requestsInFlight: 1 } },
		given,
	);
	expect(error?.context.itemIndex).toBe(1);
	expect(error?.description).toContain('Item 2 of 2');
});

it('writes to users of the same ID in two tenants do not wait for each other', async () => {
	for (const tenant of [one(), two()]) tenant.seedUsers([account('jane')]);
	const update = {
		operation: 'update',
		userId: jane,
		updateFields: { nickname: '={{ $json.email }}' },
	};
	const { items } = await execute(credentialByItem(), update, rows(6));
	expect(items).toHaveLength(6);
	expect(one().users.get(JANE)?.nickname).toBe('user4@example.com');
	expect(two().users.get(JANE)?.nickname).toBe('user5@example.com');
});

it.each([false, true])(
	'the expressions of the credential stay as they are (stored as in n8n 1.x: %s)',
	async (storesResolved) => {
		const credential = credentialByItem();
		credential.storesResolved = storesResolved;
		const before = { ...credential.data };
		await execute(credential, create, rows(2));
		expect(credential.data).toMatchObject({
			domain: before.domain,
			clientId: before.clientId,
			clientSecret: before.clientSecret,
		});
		await execute(credential, create, [rowOf(two(), { email: 'next@example.com' })]);
		expect(emails(two())).toContain('next@example.com');
	},
);

it('a credential without expressions is read three times, however many items there are', async () => {
	const credential = credentialFor(one());
	await execute(credential, create, rows(50));
	// The third time, to see whether another execution has stored a token.
	expect(credential.reads).toBe(3);
	expect(emails(one())).toHaveLength(50);
});
