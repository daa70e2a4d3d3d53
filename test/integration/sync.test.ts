import { account, DATABASE, JANE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { connection } from '../support/locators';
import { isApi, isChange } from '../support/requests';
import { isOfUsers, LIST, useSync, without } from '../support/sync';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';
import type { ClientName } from '../tenant';

const tenant = useTenant();
const { run, row, outputs, outcomes, changes, userOf, forgetRequests, seed } = useSync(tenant);
useNoBackoff();

describe('a list of the users of a connection', () => {
	it('creates who is missing, changes what differs, and leaves the others', async () => {
		tenant().seedUsers([
			account('jane', { name: 'Jane', app_metadata: { plan: 'gold', seats: 2 } }),
			account('joe', { name: 'Joe' }),
		]);
		const { items, hints, error } = await run([
			row('new', { name: 'New', plan: 'free' }),
			row('JOE', { name: 'Joe' }),
			row('jane', { name: 'Jane Doe', plan: 'gold' }),
		]);

		expect(error).toBeUndefined();
		expect(outputs(items)).toEqual([
			{
				user_id: expect.any(String),
				email: 'new@example.com',
				name: 'New',
				outcome: 'created',
				changed: { email: 'new@example.com', name: 'New', app_metadata: { plan: 'free' } },
			},
			{ user_id: 'auth0|joe', email: 'JOE@example.com', name: 'Joe', outcome: 'unchanged' },
			{
				user_id: JANE,
				email: 'jane@example.com',
				name: 'Jane Doe',
				outcome: 'updated',
				changed: { name: 'Jane Doe' },
			},
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(changes().map(({ method, body }) => [method, Object(body).name])).toEqual(
			expect.arrayContaining([
				['POST', 'New'],
				['PATCH', 'Jane Doe'],
			]),
		);
		expect(changes()).toHaveLength(2);
		expect(hints).toContain('Sync: 1 created, 1 updated, 1 unchanged.');
		expect(userOf('jane')?.app_metadata).toEqual({ plan: 'gold', seats: 2 });
	});

	it('changes nothing when it is run again', async () => {
		seed('jane');
		const rows = [row('jane', { name: 'Jane', plan: 'gold' }), row('new', { nickname: 'n' })];
		await run(rows);
		forgetRequests();
		const { items } = await run(rows);
		expect(changes()).toEqual([]);
		expect(outcomes(items).map(([, outcome]) => outcome)).toEqual(['unchanged', 'unchanged']);
	});

	it('leaves alone what a cell is empty of', async () => {
		tenant().seedUsers([account('jane', { nickname: 'jj', app_metadata: { plan: 'gold' } })]);
		const { items } = await run([row('jane', { nickname: '', plan: null })]);
		expect(outcomes(items)).toEqual([['jane@example.com', 'unchanged']]);
	});

	it('clears what a cell is empty of, where that is chosen', async () => {
		tenant().seedUsers([account('jane', { nickname: 'jj', app_metadata: { plan: 'gold', a: 1 } })]);
		const rows = [
			row('jane', { name: 'Jane', nickname: '', plan: null }),
			row('new', { plan: '' }),
		];
		const options = { clearEmptyCells: true };
		const { items } = await run(rows, { options });
		expect(items.map(({ json }) => [json.outcome, json.changed])).toEqual([
			['updated', { name: 'Jane', nickname: null, app_metadata: { plan: null } }],
			['created', { email: 'new@example.com' }],
		]);
		expect(userOf('jane')?.app_metadata).toEqual({ a: 1 });
		forgetRequests();
		const again = await run(rows.slice(0, 1), { options });
		expect(outcomes(again.items)).toEqual([['jane@example.com', 'unchanged']]);
	});

	it('merges metadata as chosen before it compares', async () => {
		const metadata = { address: { city: 'Paris', zip: '75001' } };
		tenant().seedUsers([account('jane', { user_metadata: metadata })]);
		const fieldsToSet = { userMetadata: '{ "address": { "city": "Paris" } }' };
		const options = { metadataMode: 'mergeDeeply' };
		const deep = await run([row('jane')], { fieldsToSet, options });
		expect(outcomes(deep.items)).toEqual([['jane@example.com', 'unchanged']]);
		const first = await run([row('jane')], { fieldsToSet });
		expect(first.items[0]?.json).toMatchObject({
			outcome: 'updated',
			changed: { user_metadata: { address: { city: 'Paris' } } },
		});
	});
});

describe('a dry run', () => {
	const DRY = { dryRun: true, absentUsers: 'block' };

	it('says what would change, and how many of each kind, and changes nobody', async () => {
		seed('jane', 'joe', 'left');
		const before = tenant().users.all();
		const { items, hints } = await run(
			[row('jane', { name: 'Jane' }), row('joe'), row('new', { name: 'New' })],
			DRY,
		);
		expect(outputs(items)).toEqual([
			{
				user_id: JANE,
				email: 'jane@example.com',
				name: 'Jane',
				outcome: 'would_be_updated',
				would_change: { name: 'Jane' },
				dry_run: true,
			},
			{
				email: 'new@example.com',
				name: 'New',
				outcome: 'would_be_created',
				would_change: { email: 'new@example.com', name: 'New' },
				dry_run: true,
			},
			{
				user_id: 'auth0|left',
				email: 'left@example.com',
				name: 'left@example.com',
				outcome: 'would_be_blocked',
				dry_run: true,
			},
			{
				outcome: 'summary',
				dry_run: true,
				summary: {
					would_be_created: 1,
					would_be_updated: 1,
					would_be_blocked: 1,
					unchanged: 1,
					failed: 0,
					not_in_list: 1,
				},
			},
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
			undefined,
			undefined,
		]);
		expect(hints).toContain(
			'Dry run: 1 would be created, 1 would be updated, 1 would be blocked, 1 unchanged. Nobody was changed.',
		);
		expect(tenant().users.all()).toEqual(before);
		expect(changes()).toEqual([]);
	});

	it('is the default', async () => {
		const { items } = await execute(credentialFor(tenant()), without('dryRun'), [row('new')]);
		expect(items[0]?.json).toMatchObject({ outcome: 'would_be_created', dry_run: true });
		expect(tenant().users.all()).toEqual([]);
	});

	it('shows no password', async () => {
		const { items } = await run([row('new')], { dryRun: true });
		expect(JSON.stringify(items)).not.toContain(PASSWORD);
	});

	it('says that a run would stop', async () => {
		seed('jane', 'joe', 'left');
		const { items, hints } = await run([row('jane')], { ...DRY, maxAbsent: 1 });
		const stop =
			"2 of 3 users (67 %) would be blocked, and 'Max Users to Block or Remove' allows 1.";
		expect(items.at(-1)?.json.summary).toMatchObject({ would_be_blocked: 2, would_stop: stop });
		expect(hints).toContain(`A run would stop before it changes anyone: ${stop}`);
	});
});

it('does not claim to have created a user whose creation got no answer', async () => {
	tenant().inject({ method: 'POST', path: '/api/v2/users', drop: 'after' });
	const { items, hints } = await run([row('jane', { nickname: 'J' })]);
	expect(outcomes(items)).toEqual([['jane@example.com', 'created_or_updated']]);
	expect(tenant().users.all()).toMatchObject([{ nickname: 'J' }]);
	expect(hints).toContain('Sync: 1 created, 0 updated, 0 unchanged.');
});

describe('two runs', () => {
	it('at the same time end with one user of each item', async () => {
		const rows = Array.from({ length: 12 }, (_, index) => row(`u${index}`, { nickname: 'n' }));
		tenant().setDelay(10);
		const [one, other] = await Promise.all([run(rows), run(rows)]);
		expect([...one.items, ...other.items].filter(({ json }) => json.error)).toEqual([]);
		expect(tenant().users.all()).toHaveLength(12);
	});

	it('create a user again whom the other one deletes in between', async () => {
		seed('jane');
		const [jane] = tenant().users.all();
		tenant().users.delete(JANE);
		const body = { start: 0, limit: 100, length: 1, total: 1, users: [jane] };
		tenant().inject({ method: 'GET', path: '/api/v2/users', status: 200, body });
		const { items } = await run([row('jane', { name: 'x' })], {
			scope: 'query',
			searchBy: 'query',
			query: '_exists_:user_id',
		});
		expect(outcomes(items)).toEqual([['jane@example.com', 'created']]);
	});
});

it('takes a linked identity of the connection for its user', async () => {
	const linked = {
		connection: DATABASE,
		provider: 'auth0',
		user_id: 'linked',
		isSocial: false,
		profileData: { email: 'work@example.com', email_verified: true },
	};
	const primary = {
		connection: 'google-oauth2',
		provider: 'google-oauth2',
		user_id: '1',
		isSocial: true,
	};
	tenant().seedUsers([
		{
			...account('home'),
			overrides: { user_id: 'google-oauth2|1', identities: [primary, linked] },
		},
	]);
	const { items } = await run([row('work')], { absentUsers: 'delete' });
	expect(outputs(items)).toEqual([
		expect.objectContaining({ user_id: 'google-oauth2|1', outcome: 'unchanged' }),
	]);
});

describe('the users of the connection', () => {
	const changeJane = async (client: ClientName) => {
		seed('jane', 'joe');
		const parameters = { ...LIST, absentUsers: 'block' };
		const rows = [row('jane', { name: 'Jane' })];
		return await execute(credentialFor(tenant(), client), parameters, rows);
	};
	const SLOWER =
		'so Sync searched for the users of the connection instead. The search returns 100 users with each request, and can be a few seconds behind.';
	const expected = [
		['jane@example.com', 'updated'],
		['joe@example.com', 'blocked'],
	];

	it('are searched for where no connection can be read', async () => {
		const { items, hints } = await changeJane('noConnections');
		expect(outcomes(items)).toEqual(expected);
		expect(hints).toContain(`The application has no read:connections permission, ${SLOWER}`);
	});

	it('are searched for where the plan has no exports', async () => {
		const message = 'This feature is not available in your plan. Please upgrade your subscription.';
		tenant().inject({ path: '/api/v2/jobs/users-exports', status: 403, body: { message } });
		const { items, hints } = await changeJane('full');
		expect(outcomes(items)).toEqual(expected);
		expect(hints).toContain(`The plan of the tenant does not include exports, ${SLOWER}`);
	});

	it('must be those of a connection that is there', async () => {
		const nowhere = { ...connection, value: 'Nowhere' };
		const { error } = await run([row('jane')], { connection: nowhere });
		expect(error?.message).toBe('Connection “Nowhere” was not found.');
	});

	it('are not changed where they cannot be read to the end', async () => {
		seed('jane', 'joe');
		tenant().failNextJob();
		const { error } = await run([row('jane', { name: 'x' })], { absentUsers: 'block' });
		expect(error?.message).toBe('Auth0 could not export the users.');
		expect(changes()).toEqual([]);
	});
});

it('asks for many users with few requests, and writes only what differs', async () => {
	const names = Array.from({ length: 1100 }, (_, index) => `user${index}`);
	tenant().seedUsers(names.map((name) => account(name, { nickname: 'n' })));
	const rows = names.map((name, index) => row(name, { nickname: index % 100 === 0 ? 'x' : 'n' }));
	const { items, error } = await run(rows);
	expect(error).toBeUndefined();
	expect(items.filter(({ json }) => json.outcome === 'updated')).toHaveLength(11);
	expect(items.filter(({ json }) => json.outcome === 'unchanged')).toHaveLength(1089);
	const requests = tenant().requests.filter(isApi);
	expect(requests.filter(isChange).filter(isOfUsers)).toHaveLength(11);
	// Not one for a hundred users, of whom there are eleven; npm run test:hostile has 5,000.
	expect(requests.length).toBeLessThan(11 + 8);
});
