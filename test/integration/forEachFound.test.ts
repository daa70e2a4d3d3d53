import type { INodeParameters } from 'n8n-workflow';

import { account, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { connection } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const COUNT = 30;

beforeEach(() => {
	tenant().seedUsers(
		Array.from({ length: COUNT }, (_, index) => ({
			...account(`u${index}`),
			overrides: {
				user_id: `auth0|u${index}`,
				created_at: new Date(1.7e12 + index * 1000).toISOString(),
				app_metadata: { group: index % 3 === 0 ? 'a' : 'b' },
			},
		})),
	);
});

const FIND = {
	operation: 'user:bulkUpdate',
	filters: { metadata: { entry: [{ kind: 'app', name: 'group', value: 'a' }] } },
};

const run = async (parameters: INodeParameters, continues = false) =>
	await execute(credentialFor(tenant()), { ...FIND, ...parameters }, [{}], {
		...(continues && { onError: 'continueRegularOutput' as const }),
	});

const changes = () => tenant().requests.filter(isChange);

describe('a dry run', () => {
	const who = (index: number) => ({
		user_id: `auth0|u${index}`,
		email: `u${index}@example.com`,
		name: `u${index}@example.com`,
	});

	it('is what it is at first: it says who would be changed, and changes nobody', async () => {
		const { items, hints } = await run({ change: 'delete', maxUsers: 4 });
		expect(items.map(({ json }) => json)).toEqual(
			[0, 3, 6, 9].map((index) => ({
				...who(index),
				would_change: { deleted: true },
				dry_run: true,
			})),
		);
		expect(hints).toEqual(['Dry run: 10 users found, 4 would be deleted, nobody was changed.']);
		expect(changes()).toEqual([]);
		expect(tenant().users.all()).toHaveLength(COUNT);
	});

	it('says who it is as the changes do, with the last login', async () => {
		const last_login = '2026-01-01T00:00:00.000Z';
		tenant().users.put({ ...tenant().users.require('auth0|u0'), last_login });
		const { items: dry } = await run({ change: 'delete', maxUsers: 1 });
		const { items: real } = await run({ change: 'delete', maxUsers: 1, dryRun: false });
		expect(Object.entries(dry[0]?.json ?? {}).slice(0, 4)).toEqual(
			Object.entries({ ...who(0), last_login }),
		);
		expect(Object.entries(real[0]?.json ?? {})).toEqual(
			Object.entries({ ...who(0), last_login, deleted: true }),
		);
	});

	it('needs one request for 100 users', async () => {
		const { items } = await run({ change: 'block' });
		expect(items[0]?.json).toEqual({ ...who(0), would_change: { blocked: true }, dry_run: true });
		const searches = tenant().requests.filter(({ path }) => path === '/api/v2/users');
		expect(searches).toHaveLength(1);
	});

	it('of an update says what is not so already', async () => {
		const user = tenant().users.require('auth0|u0');
		tenant().users.put({
			...user,
			given_name: 'Jane',
			app_metadata: { group: 'a', plan: 'gold', seats: { a: 1 } },
		});
		const update = {
			change: 'update',
			updateFields: { givenName: 'Jane', appMetadata: '{ "plan": "gold", "seats": { "b": 2 } }' },
		};
		const preview = async (options: INodeParameters) => {
			const { items } = await run({ ...update, maxUsers: 2, options });
			return items.map(({ json }) => json.would_change);
		};
		const all = { given_name: 'Jane', app_metadata: { plan: 'gold', seats: { b: 2 } } };
		expect(await preview({})).toEqual([{ app_metadata: { seats: { b: 2 } } }, all]);
		expect(await preview({ metadataMode: 'mergeDeeply' })).toEqual([
			{ app_metadata: { seats: { a: 1, b: 2 } } },
			all,
		]);
		expect(await preview({ metadataMode: 'replace' })).toEqual([
			{ app_metadata: { group: null, seats: { b: 2 } } },
			{ ...all, app_metadata: { ...all.app_metadata, group: null } },
		]);
	});

	it('shows no password', async () => {
		const updateFields = { password: PASSWORD, connection };
		const { items } = await run({ change: 'update', updateFields });
		expect(items).toHaveLength(10);
		expect(items[0]?.json.would_change).toEqual({ password: '***' });
		expect(JSON.stringify(items)).not.toContain(PASSWORD);
	});

	it.each([
		['block', 'No users found who are not blocked already.'],
		['delete', 'No users found.'],
	])('of %s says when the search finds nobody', async (change, text) => {
		const { items, hints } = await run({ change, filters: { blocked: true } });
		expect(items).toEqual([]);
		expect(hints).toEqual([`${text} Changes made in the last few seconds may be missing.`]);
	});
});

describe('the hint of a run', () => {
	it('says how many users are left', async () => {
		const { hints } = await run({ change: 'block', dryRun: false, maxUsers: 4 });
		expect(hints).toEqual(['4 of 10 users were blocked. Run again for the rest.']);
		const next = await run({ change: 'block', dryRun: false });
		expect(next.hints).toEqual([]);
		expect(next.items).toHaveLength(6);
	});

	it('does not send those who update to the same users again', async () => {
		const updateFields = { nickname: 'x' };
		const { hints } = await run({ change: 'update', dryRun: false, maxUsers: 4, updateFields });
		expect(hints).toEqual([
			"4 of 10 users were updated. To update the rest, raise 'Maximum Users', or add a filter that excludes users you have already updated.",
		]);
	});

	it('does not count those that failed', async () => {
		tenant().inject({ path: /auth0%7Cu3$/, status: 400, body: { message: 'No' } });
		const { hints } = await run({ change: 'block', dryRun: false, maxUsers: 4 }, true);
		expect(hints).toEqual(['3 of 10 users were blocked. Run again for the rest.']);
	});
});

it('deletes who is found, and nobody else', async () => {
	const { items } = await run({ change: 'delete', dryRun: false });
	expect(items).toHaveLength(10);
	expect(items[0]?.json).toMatchObject({ user_id: 'auth0|u0', deleted: true });
	expect(tenant().users.all()).toHaveLength(20);
	const groups = tenant()
		.users.all()
		.map((user) => user.app_metadata?.group);
	expect(new Set(groups)).toEqual(new Set(['b']));
});

it('ends at the number that is set, the oldest first', async () => {
	const { items } = await run({ change: 'block', dryRun: false, maxUsers: 3 });
	expect(items.map(({ json }) => [json.user_id, json.blocked])).toEqual([
		['auth0|u0', true],
		['auth0|u3', true],
		['auth0|u6', true],
	]);
	expect(changes()).toHaveLength(3);
	const next = await run({ change: 'block', dryRun: false, maxUsers: 1 });
	expect(next.items[0]?.json.user_id).toBe('auth0|u9');
});

it('updates with fields and merged metadata', async () => {
	const { items } = await run({
		change: 'update',
		dryRun: false,
		updateFields: { appMetadata: '{ "seen": true }' },
	});
	expect(items).toHaveLength(10);
	expect(items[9]?.json.app_metadata).toEqual({ group: 'a', seen: true });
});

describe('when users fail', () => {
	beforeEach(() => {
		tenant().inject({
			path: /auth0%7Cu(3|9)$/,
			times: 2,
			status: 400,
			body: { statusCode: 400, message: 'No' },
		});
	});

	it('each has its own error and the others their result, with Continue on Fail', async () => {
		const { items } = await run({ change: 'block', dryRun: false }, true);
		expect(items).toHaveLength(10);
		expect(items[1]?.json).toMatchObject({ error: 'No', details: { user_id: 'auth0|u3' } });
		expect(items.filter(({ json }) => json.blocked)).toHaveLength(8);
	});

	it('the first ends the run, and the error tells how far it came', async () => {
		const { error } = await run({
			change: 'block',
			dryRun: false,
			options: { requestsInFlight: 1 },
		});
		expect(error?.message).toBe('No');
		expect(error?.description).toContain('1 of 10 users were changed before that');
		expect(changes()).toHaveLength(2);
	});
});

it('waits for the rate limit and loses nobody', async () => {
	tenant().setRateLimit({ management: { burst: 5, perSecond: 20 } });
	const { items } = await run({ change: 'delete', dryRun: false });
	expect(items.filter(({ json }) => json.deleted)).toHaveLength(10);
});

it('changes more users than one search returns', async () => {
	tenant().seedUsers(
		Array.from({ length: 1000 }, (_, index) => ({
			...account(`more${index}`),
			overrides: { user_id: `auth0|more${index}`, app_metadata: { group: 'a' } },
		})),
	);
	const { items } = await run({ change: 'delete', dryRun: false, maxUsers: 5000 });
	expect(items).toHaveLength(1010);
	expect(tenant().users.all()).toHaveLength(20);
});

describe('a Lucene query', () => {
	it('finds everyone, as the error about a search without filters says', async () => {
		const { error } = await run({ filters: {}, change: 'block' });
		expect(error?.message).toBe('No filters set: this would match every user.');
		const query = /enter (\S+)$/.exec(error?.description ?? '')?.[1] ?? '';
		const { items } = await run({ searchBy: 'query', query, change: 'block', dryRun: false });
		expect(items).toHaveLength(COUNT);
	});

	const ESCAPE = 'email:"u1@example.com") OR (email_verified:false';

	it('is the same for a dry run and for the changes', async () => {
		const query = 'email:"u1@example.com" OR email:"u2@example.com"';
		const search = { searchBy: 'query', query, change: 'block' };
		const { items } = await run(search);
		expect(items).toHaveLength(2);
		await run({ ...search, dryRun: false });
		expect(changes()).toHaveLength(2);
		const sent = tenant().requests.flatMap(({ query: { q } }) => q ?? []);
		expect(new Set(sent)).toEqual(new Set([`((${query}) AND NOT blocked:true)`]));
	});

	it.each([true, false])(
		'cannot end what the node puts around it (dry run: %s)',
		async (dryRun) => {
			for (const change of ['block', 'delete']) {
				const { error } = await run({ searchBy: 'query', query: ESCAPE, change, dryRun });
				expect(error?.message).toBe("'Query' has a “)” without an opening one.");
			}
			expect(tenant().requests).toEqual([]);
		},
	);
});

it('changes nobody when Auth0 leaves out users whom it counts', async () => {
	const users = tenant()
		.users.all()
		.filter((user) => user.app_metadata?.group === 'a');
	const body = { start: 0, limit: 100, length: 9, total: 10, users: users.slice(0, 9) };
	tenant().inject({ method: 'GET', path: '/api/v2/users', times: 2, status: 200, body });
	const { error } = await run({ change: 'delete', dryRun: false });
	expect(error?.message).toBe('Auth0’s search returned 9 of 10 users on a page.');
	expect(changes()).toEqual([]);
});

it.each<[string, INodeParameters, RegExp]>([
	[
		'a query for everybody',
		{ searchBy: 'query', query: '*', change: 'delete' },
		/^This query would/,
	],
	['another', { searchBy: 'query', query: '( *:* )', change: 'block' }, /^This query would/],
	['an empty search', { filters: {}, change: 'delete' }, /^No filters set: this would match/],
	['an empty query', { searchBy: 'query', query: ' ', change: 'delete' }, /^This query would/],
	['an empty filter', { filters: { email: '={{ $json.x }}' } }, /^'Email' is empty/],
	['an update of nothing', { change: 'update', dryRun: false }, /^No fields to update/],
	['no number of users', { maxUsers: 0 }, /^'Maximum Users' must be/],
])('refuses %s before anything is sent', async (_what, parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(tenant().requests).toEqual([]);
});
