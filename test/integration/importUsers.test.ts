import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { execute, type NodeSettings } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import type { LoggedRequest } from '../tenant';

const tenant = useTenant();

const CONNECTION = byId('con_0000000000000001');
const IMPORTS = '/api/v2/jobs/users-imports';
const BCRYPT = `$2b$10$${'a'.repeat(53)}`;
const SEED = 'JBTWY3DPEHPK3PNP';
const HOUR_MS = 3_600_000;
const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };

const run = async (
	json: IDataObject[],
	parameters: INodeParameters = {},
	settings: NodeSettings = GO_ON,
) =>
	await execute(
		credentialFor(tenant()),
		{
			operation: 'job:importUsers',
			connectionId: CONNECTION,
			specifyBody: 'json',
			body: '={{ $json }}',
			...parameters,
		},
		json,
		settings,
	);

const isImport = ({ method, path }: LoggedRequest) => method === 'POST' && path === IMPORTS;
const imports = () => tenant().requests.filter(isImport);
const jobs = () => tenant().jobs.all();
const users = (count: number, rest: IDataObject = {}) =>
	Array.from({ length: count }, (_, i) => ({ email: `user${i}@example.com`, ...rest }));
const isSearch = ({ path }: LoggedRequest) => path === '/api/v2/users';
const outcomesOf = (items: Array<{ json: IDataObject }>) =>
	items.map(({ json: { outcome, error } }) => outcome ?? error);
/** Of a user who was there long before. */
const OLD = {
	overrides: { created_at: '2020-01-01T00:00:00.000Z', updated_at: '2020-01-01T00:00:00.000Z' },
};
const sentUsers = () => imports().flatMap(({ body }) => JSON.parse(Object(body).users));

it('imports all items with one job, and says what became of each', async () => {
	tenant().seedUsers([account('jane')]);

	const { items } = await run([{ email: 'Jane@example.com' }, ...users(2)], { upsert: true });

	const [job] = jobs();
	expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
		['Jane@example.com', 'user0@example.com', 'user1@example.com'].map((email, item) => [
			{ outcome: 'inserted_or_updated', email, job_id: job?.id },
			{ item },
		]),
	);
	expect(tenant().users.all()).toHaveLength(3);
	expect(imports()).toHaveLength(1);
	expect(tenant().requests.filter(isToken)).toHaveLength(1);
	expect(imports()[0]?.body).toMatchObject({
		connection_id: 'con_0000000000000001',
		upsert: 'true',
		send_completion_email: 'false',
	});
});

it('says inserted or updated where the job tells which', async () => {
	tenant().seedUsers([account('jane')]);

	const inserted = await run([{ email: 'new@example.com', user_id: 'new' }]);
	const updated = await run([{ email: 'jane@example.com' }], { upsert: true });

	expect(inserted.items[0]?.json).toMatchObject({ outcome: 'inserted', user_id: 'auth0|new' });
	expect(updated.items[0]?.json).toMatchObject({ outcome: 'updated' });
});

it('reads the fields of the panel, with what the user logs in with', async () => {
	const { items } = await run([{}], {
		specifyBody: 'fields',
		email: 'jane@example.com',
		additionalFields: {
			emailVerified: true,
			givenName: 'Jane',
			familyName: '',
			userId: 'jane',
			passwordHash: BCRYPT,
			mfaFactors: JSON.stringify([{ totp: { secret: SEED } }]),
			appMetadata: '{ "plan": "gold" }',
		},
		options: { externalId: 'run 1', sendCompletionEmail: true },
	});

	expect(items[0]?.json).toMatchObject({ outcome: 'inserted', user_id: JANE });
	expect(tenant().users.get(JANE)).toMatchObject({
		email_verified: true,
		given_name: 'Jane',
		app_metadata: { plan: 'gold' },
	});
	expect(tenant().users.get(JANE)).not.toHaveProperty('family_name');
	expect(tenant().secrets.get(JANE)).toEqual({
		password_hash: BCRYPT,
		mfa_factors: [{ totp: { secret: SEED } }],
	});
	expect(imports()[0]?.body).toMatchObject({ external_id: 'run 1', send_completion_email: 'true' });
});

it('gives each user who failed its own error, with the code of Auth0, and no hash', async () => {
	tenant().seedUsers([account('jane')]);

	const { items } = await run([
		{ email: 'jane@example.com', password_hash: BCRYPT },
		{ email: 'new@example.com' },
		{ email: 'other@example.com', user_id: 'jane' },
	]);

	expect(items.map(({ json }) => json.outcome ?? json.error)).toEqual([
		'This user is in Auth0 already.',
		'inserted',
		'This user is in Auth0 already.',
	]);
	expect(items[0]?.json.details).toMatchObject({
		errorCode: 'DUPLICATED_USER',
		auth0Message: 'The user already exist and upsert parameter is false',
		description: expect.stringContaining("turn on 'Upsert'"),
	});
	expect(JSON.stringify(items)).not.toContain('$2b$');
});

it('stops at the first who failed, and says who is in', async () => {
	tenant().seedUsers([account('jane')]);

	const { error } = await run(
		[{ email: 'a@example.com' }, { email: 'jane@example.com' }, { email: 'b@example.com' }],
		{},
		{},
	);

	expect(error).toMatchObject({
		message: 'This user is in Auth0 already.',
		description: expect.stringMatching(/Item 2 of 3 \(index 1\) failed\. Completed: 1, 3\./),
	});
});

it('splits users into files that Auth0 takes, two at a time', async () => {
	// 700 users of 3 KB: 2.1 MB.
	const given = users(700, { user_metadata: { note: 'ä'.repeat(1500) } });

	const { items } = await run(given);

	expect(items.filter(({ json }) => json.outcome === 'inserted')).toHaveLength(700);
	expect(sentUsers()).toEqual(given);
	const sizes = imports().map(({ headers }) => Number(headers['content-length']));
	expect(Math.max(...sizes)).toBeLessThan(512_000);
	const bytes = Buffer.byteLength(JSON.stringify(given));
	expect(imports().length).toBeLessThanOrEqual(Math.ceil(bytes / 450_000) + 1);
	expect(imports().map(({ status }) => status)).toEqual(imports().map(() => 202));
	expect(tenant().requests.filter(isApi).length).toBeLessThan(60);
});

it('waits until others have ended their imports', async () => {
	tenant().jobs.settings.startMs = 60_000;
	await Promise.all([
		run([{ email: 'a@example.com' }], { waitForCompletion: false }),
		run([{ email: 'b@example.com' }], { waitForCompletion: false }),
	]);

	const { items } = await run([{ email: 'c@example.com' }]);

	expect(items[0]?.json.outcome).toBe('inserted');
	// Every 10 s, and not all the time.
	expect(imports().filter(({ status }) => status === 429).length).toBeLessThan(10);
});

it('does not wait where that is wanted', async () => {
	const { items } = await run(users(2), { waitForCompletion: false });

	expect(items.map(({ json }) => json)).toEqual(
		users(2).map(({ email }) => ({ outcome: 'started', email, job_id: jobs()[0]?.id })),
	);
	expect(tenant().requests.filter(isApi)).toHaveLength(1);
});

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

it('imports items of other settings with jobs of their own', async () => {
	const { items } = await run([{ email: 'a@example.com' }, { email: 'b@example.com' }], {
		connectionId: { ...byName('={{ $itemIndex ? "Users-With-Username" : "' + DATABASE + '" }}') },
	});

	expect(items.map(({ json }) => json.outcome)).toEqual(['inserted', 'inserted']);
	expect(jobs().map(({ connection }) => connection)).toEqual([DATABASE, 'Users-With-Username']);
});

it('updates only users of the items that say so', async () => {
	tenant().seedUsers([account('a'), account('b')]);

	const { items } = await run(
		[
			{ email: 'a@example.com', name: 'A' },
			{ email: 'b@example.com', name: 'B' },
		],
		{ upsert: '={{ $itemIndex === 1 }}', options: { externalId: '={{ "run " + $itemIndex }}' } },
	);

	expect(outcomesOf(items)).toEqual(['This user is in Auth0 already.', 'updated']);
	expect(['auth0|a', 'auth0|b'].map((id) => tenant().users.get(id)?.name)).toEqual([
		'a@example.com',
		'B',
	]);
	expect(jobs().map(({ external_id: id }) => id)).toEqual(['run 0', 'run 1']);
});

it('refuses the second of two items with one address, and one that is too large', async () => {
	const { items } = await run([
		{ email: 'a@example.com' },
		{ email: 'A@example.com' },
		{ email: 'b@example.com', user_metadata: { note: 'x'.repeat(500_000) } },
	]);

	expect(items.map(({ json }) => json.outcome ?? json.error)).toEqual([
		'inserted',
		'Another item has the email address “A@example.com”, too.',
		'User “b@example.com” is too large for an import.',
	]);
	expect(JSON.stringify(items[1]?.json)).toContain('item 1 (index 0)');
});

const hash = (custom: IDataObject) => ({ email: 'a@example.com', custom_password_hash: custom });

it.each<[string, IDataObject, RegExp]>([
	['no email address', {}, /“email” in 'Body' is empty/],
	['an address that is none', { email: 'a' }, /“a” in 'Email' is not an email address/],
	['a password', { email: 'a@example.com', password: 'x' }, /does not import .*: password\./],
	['an unknown property', { email: 'a@example.com', colour: 1 }, /does not import .*: colour\./],
	[
		'another type',
		{ email: 'a@example.com', blocked: 'no' },
		/“blocked” in 'Body' must be true or false/,
	],
	['a prefix', { email: 'a@example.com', user_id: 'auth0|1' }, /includes a prefix/],
	['no bcrypt hash', { email: 'a@example.com', password_hash: 'my-hash' }, /is not a bcrypt hash/],
	[
		'two hashes',
		{ ...hash({ algorithm: 'md5', hash: { value: 'my-hash' } }), password_hash: BCRYPT },
		/cannot be used together/,
	],
	['an algorithm that is not known', hash({ algorithm: 'rot13' }), /“algorithm” of .* is not one/],
	['a hash without its value', hash({ algorithm: 'md5', hash: {} }), /lacks hash.value/],
	[
		'an unknown part of a hash',
		hash({ algorithm: 'md5', hash: { value: 'my-hash', colour: 1 } }),
		/“hash” of .* has the unknown property “colour”/,
	],
	[
		'a salt without its value',
		hash({ algorithm: 'md5', hash: { value: 'my-hash' }, salt: {} }),
		/lacks salt.value/,
	],
	[
		'a hash that is not of its encoding',
		hash({ algorithm: 'md5', hash: { value: 'my-hash', encoding: 'hex' } }),
		/“hash.value” of .* is not hex/,
	],
	[
		'a hash that lacks half of its last byte',
		hash({ algorithm: 'md5', hash: { value: '68617', encoding: 'hex' } }),
		/“hash.value” of .* is not hex/,
	],
	[
		'a salt that is not of its encoding',
		hash({
			algorithm: 'sha256',
			hash: { value: '68617368', encoding: 'hex' },
			salt: { value: 'my hash', encoding: 'base64' },
		}),
		/“salt.value” of .* is not base64/,
	],
	[
		'a key that is not of its encoding',
		hash({
			algorithm: 'hmac',
			hash: {
				value: '68617368',
				encoding: 'hex',
				digest: 'sha1',
				key: { value: 'my-hash', encoding: 'hex' },
			},
		}),
		/“hash.key.value” of .* is not hex/,
	],
	['an empty hash', hash({ algorithm: 'sha1', hash: { value: '' } }), /lacks hash.value/],
	[
		'an HMAC without its key',
		hash({ algorithm: 'hmac', hash: { value: 'my-hash', digest: 'sha256' } }),
		/lacks hash.key.value/,
	],
	[
		'a scrypt hash without its length',
		hash({ algorithm: 'scrypt', hash: { value: 'my-hash' }, salt: { value: 'a' } }),
		/lacks keylen/,
	],
	...['argon2', 'bcrypt', 'ldap', 'pbkdf2'].map((algorithm): [string, IDataObject, RegExp] => [
		`a hash that is none by ${algorithm}`,
		hash({ algorithm, hash: { value: 'my-hash' } }),
		new RegExp(`“hash.value” of .* is not a hash by ${algorithm}`),
	]),
	[
		'the scheme CRYPT',
		hash({ algorithm: 'ldap', hash: { value: '{CRYPT}my-hash' } }),
		/is not a hash by ldap/,
	],
	[
		'a salt beside a hash that has one',
		hash({ algorithm: 'bcrypt', hash: { value: BCRYPT }, salt: { value: 'my-hash' } }),
		/must not have “salt”/,
	],
	[
		'another encoding than that of the algorithm',
		hash({ algorithm: 'md5', hash: { value: 'my-hash', encoding: 'utf8' } }),
		/“hash.encoding” of .* does not suit md5/,
	],
	['no factors', { email: 'a@example.com', mfa_factors: [] }, /must be a list of 1 to 10 factors/],
	[
		'a factor of two kinds',
		{
			email: 'a@example.com',
			mfa_factors: [{ totp: { secret: 'A' }, email: { value: 'my-hash' } }],
		},
		/must be either totp, phone or email/,
	],
	[
		'a factor of another form',
		{ email: 'a@example.com', mfa_factors: [{ totp: { secret: 'my-hash' } }] },
		/needs “secret”/,
	],
	['reserved metadata', { email: 'a@example.com', app_metadata: { user_id: 1 } }, /must not have/],
	[
		'a name that Auth0 cannot store',
		{ email: 'a@example.com', user_metadata: { 'a.b': 1 } },
		/dot/,
	],
])('refuses %s before anything is sent', async (_name, user, message) => {
	const { error } = await run([user], {}, {});

	expect(error?.message).toMatch(message);
	expect(tenant().requests).toEqual([]);
	expect(JSON.stringify([error?.message, error?.description])).not.toContain('my-hash');
});

it.each<IDataObject>([
	{ algorithm: 'argon2', hash: { value: '$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA' } },
	{ algorithm: 'bcrypt', hash: { value: `$2a$12$${'a'.repeat(53)}`, encoding: 'utf8' } },
	{
		algorithm: 'hmac',
		hash: { value: 'aGFzaA==', encoding: 'base64', digest: 'sha1', key: { value: '73' } },
	},
	{ algorithm: 'ldap', hash: { value: '{SSHA384}aGFzaA==', encoding: 'utf8' } },
	{ algorithm: 'md4', hash: { value: 'aGFzaA==', encoding: 'base64' } },
	{ algorithm: 'pbkdf2', hash: { value: '$pbkdf2-sha512$i=100000,l=64$c2FsdA$aGFzaA' } },
	{
		algorithm: 'scrypt',
		hash: { value: '68617368', encoding: 'hex' },
		salt: { value: 'c2FsdA==', encoding: 'base64' },
		keylen: 64,
		cost: 16384,
		blockSize: 8,
		parallelization: 1,
	},
	{
		algorithm: 'sha256',
		hash: { value: '68617368', encoding: 'hex' },
		salt: { value: 'abc', position: 'prefix' },
		password: { encoding: 'utf16le' },
	},
])('takes the hash $algorithm as it is', async (custom) => {
	const { items } = await run([hash(custom)]);

	expect(items[0]?.json).toMatchObject({ outcome: 'inserted' });
	expect(sentUsers()).toEqual([hash(custom)]);
});

it.each([
	['con_9999999999999999', 'The connection does not exist.'],
	['con_0000000000000003', 'The connection is not enabled.'],
	['con_0000000000000004', 'Users can only be imported into a database connection.'],
	['x', 'Connection “x” was not found.'],
])('says what is wrong with the connection %s', async (id, message) => {
	const { error } = await run(users(1), { connectionId: byId(id) }, {});

	expect(error).toMatchObject({ message });
});

it('says which permission it lacks', async () => {
	const { error } = await execute(
		credentialFor(tenant(), 'readOnly'),
		{ operation: 'job:importUsers', connectionId: CONNECTION, email: 'a@example.com' },
		[{}],
	);

	expect(error).toMatchObject({ message: 'The application lacks the permission create:users.' });
});
