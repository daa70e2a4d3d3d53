import { account, DATABASE, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { BCRYPT, CONNECTION, outcomesOf, useImport, users } from '../support/importUsers';
import { byName } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, imports, sentUsers, jobs } = useImport(tenant);

const SEED = 'JBTWY3DPEHPK3PNP';

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

it('says which permission it lacks', async () => {
	const { error } = await execute(
		credentialFor(tenant(), 'readOnly'),
		{ operation: 'job:importUsers', connectionId: CONNECTION, email: 'a@example.com' },
		[{}],
	);

	expect(error).toMatchObject({ message: 'The application lacks the permission create:users.' });
});
