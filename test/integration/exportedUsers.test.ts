import type { IDataObject } from 'n8n-workflow';

import { user } from '../../nodes/Auth0/actions/user';
import { exportedUsers, type ExportedUsers } from '../../nodes/Auth0/api/userExports';
import { account, DATABASE } from '../support/accounts';
import { execute } from '../support/engine';
import { isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const CONNECTION = 'con_0000000000000001';
const FILE = /^\/users-export\//;
const HOUR_MS = 3_600_000;

/** Reads exported users in n8n's engine, as an operation does. */
async function run(given: ExportedUsers = {}, onUser = () => {}) {
	user.operations.exported = {
		option: { name: 'Exported', value: 'exported' },
		permissions: { needs: [] },
		fields: [],
		read: () => ({}),
		async execute(_input, auth0) {
			const read: IDataObject[] = [];
			for await (const one of exportedUsers(auth0, given)) {
				onUser();
				read.push(one);
			}
			return read;
		},
	};
	const { items, error } = await execute(credentialFor(tenant()), { operation: 'exported' });
	return { users: items.map(({ json }) => json), error };
}

const seed = (count: number) =>
	tenant().seedUsers(
		Array.from({ length: count }, (_, i) => account(`user${i}`, { user_metadata: { i } })),
	);
const requestsOf = (path: RegExp | string) =>
	tenant().requests.filter((request) =>
		typeof path === 'string' ? request.path === path : path.test(request.path),
	);

afterEach(() => {
	delete user.operations.exported;
});

it('reads every user, with a request for the job, one for its file, and looks at it', async () => {
	seed(3000);

	const { users } = await run();

	expect(users).toHaveLength(3000);
	expect(users[2999]).toEqual(tenant().users.get('auth0|user2999'));
	const paths = tenant().requests.map(
		({ method, path }) => `${method} ${path.split('/')[3] ?? path}`,
	);
	expect(paths.filter((path) => path === 'POST jobs')).toHaveLength(1);
	expect(requestsOf(FILE)).toHaveLength(1);
	// 4 s, with a second at first, then two, then four; and once more for the address.
	expect(paths.filter((path) => path === 'GET jobs')).toHaveLength(4);
});

it('reads those of a connection, so many of them, with fields of any depth', async () => {
	seed(3);
	tenant().seedUsers([{ connection: 'email', user_id: 'eve', email: 'eve@example.com' }]);
	const fields = ['email', 'user_metadata.i', 'identities[0].connection', 'last_login'];

	const { users } = await run({ connectionId: CONNECTION, limit: 2, fields });

	expect(users).toEqual(
		[0, 1].map((i) => ({
			email: `user${i}@example.com`,
			'user_metadata.i': i,
			'identities[0].connection': DATABASE,
		})),
	);
});

it('sends no token where the file is', async () => {
	seed(1);

	await run();

	expect(requestsOf(FILE).map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it.each([
	['breaks off', { drop: 'before' as const }],
	['is refused', { status: 403 }],
	['is not there for a moment', { status: 503 }],
])('goes on with another address where a download %s', async (_name, fault) => {
	seed(5);
	tenant().inject({ path: FILE, times: 3, ...fault });

	const { users } = await run();

	expect(users.map(({ user_id: id }) => id)).toEqual(
		tenant()
			.users.all()
			.map((one) => one.user_id),
	);
	const files = requestsOf(FILE);
	expect(files).toHaveLength(4);
	expect(new Set(files.map(({ query }) => query.Signature)).size).toBeGreaterThan(1);
});

it('goes on behind the users who were read when a download breaks off in the middle', async () => {
	seed(5_000);
	tenant().cutNextDownload(4_000);
	let isCut = false;

	const { users } = await run({ fields: ['user_id', 'picture'] }, () => {
		isCut ||= requestsOf(FILE).length > 1;
	});

	expect(users.map(({ user_id: id }) => id)).toEqual(
		tenant()
			.users.all()
			.map((one) => one.user_id),
	);
	expect([isCut, requestsOf(FILE).length]).toEqual([true, 2]);
});

it('goes on as long as each download gets a bit further', async () => {
	seed(2_000);
	for (let cut = 1; cut <= 8; cut++) tenant().cutNextDownload(cut * 200);

	const { users } = await run({ fields: ['user_id', 'picture'] });

	expect(users).toHaveLength(2_000);
	expect(new Set(users.map(({ user_id: id }) => id)).size).toBe(2_000);
});

it('gives up on a file that cannot be read, and says nothing of its address but the host', async () => {
	seed(1);
	tenant().inject({ path: FILE, times: 100, status: 403 });

	const { error } = await run();

	expect(error).toMatchObject({
		message: 'The file of the export could not be read.',
		description: expect.stringContaining('answered with HTTP 403.'),
	});
	expect(requestsOf(FILE)).toHaveLength(6);
	expect(JSON.stringify(error)).not.toMatch(/Signature|users-export/);
});

it('tells of a job that fails, and of one that takes too long, by its ID', async () => {
	seed(1);
	tenant().failNextJob();
	const { error } = await run();
	expect(error).toMatchObject({ message: 'Auth0 could not export the users.' });
	expect(error?.description).toContain(tenant().jobs.all()[0]?.id);

	tenant().jobs.settings.startMs = 2 * HOUR_MS;
	const late = await run({ maxWaitMs: 60_000 });
	expect(late.error).toMatchObject({ message: 'The export did not finish within 60 seconds.' });
	expect(late.error?.description).toContain(tenant().jobs.all()[1]?.id);
});

it('starts a second export where nobody knows whether the first has started', async () => {
	seed(1);
	tenant().inject({ method: 'POST', path: '/api/v2/jobs/users-exports', drop: 'after' });

	const { users } = await run();

	expect(users).toHaveLength(1);
	expect(tenant().jobs.all()).toHaveLength(2);
	expect(tenant().requests.filter(isToken)).toHaveLength(1);
});
