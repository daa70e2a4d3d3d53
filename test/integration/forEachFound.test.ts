import type { INodeParameters } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
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

it('is a dry run at first, which tells how many and who, and changes nobody', async () => {
	const { items } = await run({ change: 'delete', maxUsers: 4 });
	expect(items).toHaveLength(1);
	expect(items[0]?.json).toMatchObject({
		dry_run: true,
		change: 'delete',
		users_found: 10,
		users_to_change: 4,
	});
	expect(items[0]?.json.sample).toHaveLength(4);
	expect(changes()).toEqual([]);
	expect(tenant().users.all()).toHaveLength(COUNT);
});

it('deletes who is found, and nobody else', async () => {
	const { items } = await run({ change: 'delete', dryRun: false });
	expect(items).toHaveLength(10);
	expect(items[0]?.json).toEqual({ email: 'u0@example.com', user_id: 'auth0|u0', deleted: true });
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
		expect(error?.description).toContain('1 of 10 users were changed before');
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
		Array.from({ length: 1200 }, (_, index) => ({
			...account(`more${index}`),
			overrides: { user_id: `auth0|more${index}`, app_metadata: { group: 'a' } },
		})),
	);
	const { items } = await run({ change: 'delete', dryRun: false, maxUsers: 5000 });
	expect(items).toHaveLength(1210);
	expect(tenant().users.all()).toHaveLength(20);
});

describe('a Lucene query', () => {
	const ESCAPE = 'email:"u1@example.com") OR (email_verified:false';

	it('is the same for a dry run and for the changes', async () => {
		const query = 'email:"u1@example.com" OR email:"u2@example.com"';
		const search = { searchBy: 'query', query, change: 'block' };
		const { items } = await run(search);
		expect(items[0]?.json).toMatchObject({ users_found: 2 });
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
				expect(error?.message).toBe('Query has a “)” that nothing opens.');
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
	expect(error?.message).toBe('Auth0’s search returned 9 users of a page that has 10.');
	expect(changes()).toEqual([]);
});

it.each<[string, INodeParameters, RegExp]>([
	['a query for everybody', { searchBy: 'query', query: '*', change: 'delete' }, /^The search is/],
	['another', { searchBy: 'query', query: '( *:* )', change: 'block' }, /^The search is empty/],
	['an empty search', { filters: {}, change: 'delete' }, /^The search is empty/],
	['an empty query', { searchBy: 'query', query: ' ', change: 'delete' }, /^The search is empty/],
	['an empty filter', { filters: { email: '={{ $json.x }}' } }, /^The filter Email is empty/],
	['an update of nothing', { change: 'update', dryRun: false }, /^There is nothing to update/],
	['no number of users', { maxUsers: 0 }, /^Maximum Users must be/],
])('refuses %s before anything is sent', async (_what, parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toMatch(message);
	expect(tenant().requests).toEqual([]);
});
