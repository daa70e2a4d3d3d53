import { sleep } from 'n8n-workflow';

import { account } from '../support/accounts';
import { IMPORTS, outcomesOf, useImport, users } from '../support/importUsers';
import { isApi } from '../support/requests';
import { useTenant } from '../support/tenant';
import type { LoggedRequest } from '../tenant';

const tenant = useTenant();
const { run, imports, jobs } = useImport(tenant);

const HOUR_MS = 3_600_000;
/** Of a user who was there long before. */
const OLD = {
	overrides: { created_at: '2020-01-01T00:00:00.000Z', updated_at: '2020-01-01T00:00:00.000Z' },
};

const isSearch = ({ path }: LoggedRequest) => path === '/api/v2/users';

describe('of an import that does not end well', () => {
	it('says who is in, who is not, what to do next, and the job', async () => {
		// Somebody else may change the user in the meantime.
		const { created_at } = OLD.overrides;
		tenant().seedUsers([
			account('user3', { overrides: { created_at, updated_at: '2099-01-01T00:00:00.000Z' } }),
		]);
		tenant().failNextJob();
		tenant().requests.splice(0);

		const { items } = await run(users(4));

		expect(outcomesOf(items)).toEqual([
			'inserted',
			'inserted',
			'The import failed before it was done, and did not create this user.',
			'This user was in Auth0 before the import, which failed.',
		]);
		expect(tenant().users.all()).toHaveLength(3);
		expect(JSON.stringify(items[2]?.json.details)).toContain(jobs()[0]?.id);
		expect(tenant().requests.filter(isSearch)).toHaveLength(1);
	});

	it('knows who is in, although the search is some seconds behind', async () => {
		tenant().setSearchLag(4_000);
		tenant().failNextJob();

		const { items } = await run(users(2));

		expect(items[0]?.json.outcome).toBe('inserted');
	});

	it.each(['email', 'Users-With-Username'])(
		'takes nobody of another connection for one of its users: %s',
		async (connection) => {
			const overrides = { created_at: '2099-01-01T00:00:00.000Z' };
			tenant().seedUsers([account('user1', { connection, user_id: 'other', overrides })]);
			tenant().failNextJob();

			const { items } = await run(users(2));

			expect(outcomesOf(items)).toEqual([
				'inserted',
				'The import failed before it was done, and did not create this user.',
			]);
		},
	);

	it('says who was updated', async () => {
		tenant().seedUsers(['user0', 'user1'].map((name) => account(name, OLD)));
		tenant().failNextJob();

		const { items } = await run(users(2), { upsert: true });

		expect(outcomesOf(items)).toEqual([
			'updated',
			'The import failed before it was done, and did not update this user.',
		]);
	});

	it('says that nobody knows who is in where users cannot be read', async () => {
		tenant().inject({ path: '/api/v2/users', status: 403, body: {}, times: 5 });
		tenant().failNextJob();

		const { items } = await run(users(2));

		for (const { json } of items) expect(json.error).toMatch(/may have been imported or not/);
	});

	it('says so when it takes too long', async () => {
		tenant().jobs.stallNext();

		const { items } = await run(users(2), { upsert: true, options: { waitMinutes: 5 } });

		expect(items[0]?.json.outcome).toBe('inserted');
		expect(items[1]?.json).toMatchObject({
			error: 'The import did not finish within 5 minutes. This user may have been imported or not.',
			details: {
				description: expect.stringMatching(
					/50 % done.*'Upsert' on, it is safe to run these items again/,
				),
			},
		});
	});

	it.each([
		['an outage', { status: 502, body: {} }],
		['a proxy that answers in its place', { status: 200, body: '<html></html>' }],
		['a connection that breaks off', { drop: 'after' as const }],
		['the rate limit', { status: 429, body: {} }],
	])('waits on through %s', async (_name, fault) => {
		tenant().inject({ path: /\/jobs\/job_\w+$/, times: 25, ...fault });

		const { items } = await run(users(2));

		expect(outcomesOf(items)).toEqual(['inserted', 'inserted']);
	});

	it('waits no longer than it may while Auth0 says nothing of the job', async () => {
		tenant().inject({ path: /\/jobs\/job_\w+$/, status: 502, body: {}, times: 10_000 });

		const { items } = await run(users(2), { options: { waitMinutes: 5 } });

		const [job] = jobs();
		expect(items.map(({ json }) => json)).toEqual(
			users(2).map(() => ({
				error: 'Auth0 could not process the request.',
				details: expect.objectContaining({
					description: expect.stringContaining(`Auth0 goes on with import job ${job?.id}.`),
				}),
			})),
		);
	});

	it('does not wait for a job that is gone', async () => {
		tenant().inject({ path: /\/jobs\/job_\w+$/, status: 404, body: {}, times: 10_000 });

		await run(users(2));

		expect(tenant().requests.filter(({ path }) => path.includes('/job_'))).toHaveLength(1);
	});

	it('says so when it expires', async () => {
		tenant().jobs.stallNext();
		tenant().jobs.settings.expiresMs = 20 * 60_000;

		const { items } = await run(users(2), { options: { waitMinutes: 30 } });

		expect(items[1]?.json.error).toMatch(/^The import failed before it was done/);
		expect(JSON.stringify(items[1]?.json)).toContain('The job has expired.');
	});

	it('does not start it twice when nobody knows whether it has started', async () => {
		tenant().inject({ method: 'POST', path: IMPORTS, drop: 'after' });

		const { items } = await run(users(2));

		expect(imports()).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			error: expect.stringContaining('was closed before there was a response'),
			details: { description: expect.stringContaining('The import may have started.') },
		});
	});

	it('goes on with the other files', async () => {
		const given = users(2400, { name: 'ä'.repeat(280) });
		tenant().failNextJob();

		const { items } = await run(given);

		const failed = items.filter(({ json }) => json.error !== undefined);
		expect(failed.length).toBeGreaterThan(100);
		expect(items.filter(({ json }) => json.outcome === 'inserted')).toHaveLength(
			given.length - failed.length,
		);
	});

	it('names those who cannot be told apart where Auth0 names fewer than it counts', async () => {
		tenant().seedUsers([account('jane')]);
		tenant().inject({ path: /\/errors$/, status: 200, body: [] });

		const { items } = await run([{ email: 'jane@example.com' }, { email: 'a@example.com' }]);

		expect(items.map(({ json }) => json.error)).toEqual(
			items.map(() => 'It is not known whether Auth0 imported this user.'),
		);
	});

	it('is harmless to run again with upsert', async () => {
		tenant().failNextJob();
		await run(users(4), { upsert: true });

		const { items } = await run(users(4), { upsert: true });

		expect(items.every(({ json }) => json.outcome === 'inserted_or_updated')).toBe(true);
		expect(tenant().users.all()).toHaveLength(4);
	});
});

it('does not name the limit of other requests where a proxy finds an import too large', async () => {
	tenant().inject({ method: 'POST', path: IMPORTS, status: 413, body: 'Too large' });

	const { items } = await run(users(1));

	expect(items[0]?.json).toMatchObject({
		error: 'The import is too large.',
		details: { description: expect.stringContaining('500 KB') },
	});
	expect(JSON.stringify(items)).not.toContain('1 MB');
});

it('names the jobs that go on when the execution is cancelled', async () => {
	tenant().jobs.settings.startMs = HOUR_MS;
	const stopped = new AbortController();
	const running = run(users(2), {}, { signal: stopped.signal });
	while (tenant().requests.filter(isApi).length < 3) await sleep(5);
	stopped.abort();

	const { error } = await running;

	expect(imports()).toHaveLength(1);
	expect(error?.description).toContain(jobs()[0]?.id);
});
