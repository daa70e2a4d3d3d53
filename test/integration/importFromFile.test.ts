import type { INodeParameters } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { byId } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const BCRYPT = `$2b$10$${'a'.repeat(53)}`;
const IMPORTS = '/api/v2/jobs/users-imports';

const run = async (text: string, parameters: INodeParameters = {}) =>
	await execute(
		credentialFor(tenant()),
		{
			operation: 'job:importUsers',
			importFrom: 'file',
			connectionId: byId('con_0000000000000001'),
			...parameters,
		},
		[{}],
		{
			binary: { data: { data: Buffer.from(text).toString('base64'), mimeType: 'text/csv' } },
		},
	);

const imports = () =>
	tenant().requests.filter(({ method, path }) => method === 'POST' && path === IMPORTS);
const jobIds = () =>
	tenant()
		.jobs.all()
		.map(({ id }) => id);

it('imports a CSV file with hashes, and lists the rows that failed before a summary', async () => {
	tenant().seedUsers([account('jane')]);

	const { items } = await run(
		[
			'email,user_id,email_verified,password_hash,app_metadata.plan',
			`a@example.com,a,true,${BCRYPT},gold`,
			`jane@example.com,,,,`,
			'A@example.com,,,,',
			'not an address,,,,',
			'b@example.com,,,a-hash-of-mine,',
		].join('\n'),
	);

	expect(items.map(({ json }) => [json.row ?? json.outcome, json.reason])).toEqual([
		[3, 'Row 1 has the same email address.'],
		[4, "“not an address” in 'Email' is not an email address."],
		[5, "“password_hash” in 'Row 5' is not a bcrypt hash with 10 rounds."],
		[2, 'This user is in Auth0 already.'],
		['summary', undefined],
	]);
	expect(items.at(-1)?.json).toEqual({
		outcome: 'summary',
		rows: 5,
		inserted: 1,
		updated: 0,
		failed: 4,
		job_ids: jobIds(),
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	expect(tenant().users.get('auth0|a')).toMatchObject({
		email_verified: true,
		app_metadata: { plan: 'gold' },
	});
	expect(tenant().secrets.get('auth0|a')).toEqual({ password_hash: BCRYPT });
	expect(JSON.stringify(items)).not.toMatch(/\$2b\$10\$a|a-hash-of-mine/);
});

it('imports a list in JSON in files that Auth0 takes, and updates who is there', async () => {
	tenant().seedUsers([account('user7')]);
	const users = Array.from({ length: 2000 }, (_, i) => ({
		email: `user${i}@example.com`,
		name: 'ä'.repeat(270),
	}));

	const { items } = await run(JSON.stringify(users), { upsert: true });

	expect(items.map(({ json }) => json)).toEqual([
		{
			outcome: 'summary',
			rows: 2000,
			inserted: 1999,
			updated: 1,
			failed: 0,
			job_ids: jobIds(),
		},
	]);
	expect(imports()).toHaveLength(3);
});

it('says how far it came when an import is refused', async () => {
	const { error } = await run('email\na@example.com', {
		connectionId: byId('con_0000000000000004'),
	});

	expect(error).toMatchObject({
		message: 'Users can only be imported into a database connection.',
		description: expect.stringContaining('Imported before: 0 of the 1 rows read so far.'),
	});
});

it('does not wait where that is wanted', async () => {
	const { items } = await run('email\na@example.com', { waitForCompletion: false });

	expect(items.map(({ json }) => json)).toEqual([
		{ outcome: 'summary', rows: 1, started: 1, failed: 0, job_ids: jobIds() },
	]);
});

it.each([
	['an unknown column', 'email,password\na,b', {}, /does not import these columns/],
	['nothing', '', {}, /The file is empty/],
	[
		'a list in an object',
		'\uFEFF{ "start": 0,\n"users": [{ "email": "a@example.com" }] }',
		{},
		/an object around the list of users/,
	],
	['a field that is not there', 'email', { binaryPropertyName: 'x' }, /'x'/],
])('refuses %s before anything is sent', async (_name, text, parameters, message) => {
	const { error } = await run(text, parameters);

	expect(error?.message).toMatch(message);
	expect(error?.description).not.toContain('0 of the 0');
	expect(tenant().requests).toEqual([]);
});

it('lists no more than a thousand rows that failed', async () => {
	const { items } = await run(`email\n${'x\n'.repeat(1500)}`);

	expect(items).toHaveLength(1001);
	expect(items.at(-1)?.json).toMatchObject({ rows: 1500, failed: 1500, not_listed: 500 });
});
