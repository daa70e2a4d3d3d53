import type { IDataObject } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { parametersOf } from '../support/exampleFiles';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { sampleUsers } from '../tenant/sampleUsers';

const tenant = useTenant();

const changes = () => tenant().requests.filter(isChange);

it('finds the inactive users of the tenant that the editor starts with, and changes none', async () => {
	tenant().seedUsers(sampleUsers());
	const before = tenant().users.all();

	const { items } = await execute(
		credentialFor(tenant()),
		parametersOf('5-block-inactive-users.json', 'Block inactive users'),
	);

	const shown = JSON.stringify(items);
	const found = before.map(({ email }) => String(email)).filter((email) => shown.includes(email));
	expect(found.sort()).toEqual([
		'ines.costa@example.com',
		'lena.fischer@example.com',
		'omar.haddad@example.com',
	]);
	expect(tenant().users.all()).toEqual(before);
});

it('shows what a list changes, then changes it, and nothing when it is run again', async () => {
	const SYNC = '17-sync-with-approval.json';
	const { rows } = JSON.parse(String(parametersOf(SYNC, 'Rows').jsonOutput));
	const run = async (name: string) => {
		const { items, error } = await execute(
			credentialFor(tenant()),
			parametersOf(SYNC, name),
			rows.map((json: IDataObject) => json),
		);
		expect(error).toBeUndefined();
		return items.map(({ json }) => json);
	};
	tenant().seedUsers([account('n8n-demo-mary'), account('service')]);

	const planned = await run('Dry run');
	expect(planned.at(-1)?.summary).toMatchObject({ would_be_created: 2, would_be_updated: 1 });
	expect(changes().filter(({ path }) => path.includes('/users/'))).toEqual([]);
	const done = await run('Sync');
	expect(done.map(({ outcome }) => outcome)).toEqual(['updated', 'created', 'created']);
	expect(tenant().users.get('auth0|n8n-demo-mary')?.app_metadata).toEqual({
		employee_number: '1001',
		department: 'Engineering',
	});
	expect(tenant().users.get('auth0|service')?.blocked).toBeUndefined();
	const again = await run('Sync');
	expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

it('imports a file of users with their hashes, and lists the row that fails', async () => {
	const file = '18-import-from-a-file.json';
	const { csv } = JSON.parse(String(parametersOf(file, 'CSV').jsonOutput));

	const { items } = await execute(
		credentialFor(tenant()),
		parametersOf(file, 'Import users'),
		[{}],
		{ binary: { data: { data: Buffer.from(csv).toString('base64'), mimeType: 'text/csv' } } },
	);

	expect(items.map(({ json }) => json)).toMatchObject([
		{ outcome: 'failed', row: 3 },
		{ outcome: 'summary', rows: 3, inserted: 2, failed: 1 },
	]);
	expect(tenant().users.all()).toMatchObject([
		{ email: 'n8n-demo-ada@example.com', blocked: true, app_metadata: { department: 'Research' } },
		{ email: 'n8n-demo-edsger@example.com' },
	]);
	expect([...tenant().secrets.values()]).toHaveLength(2);
});

it('exports all users to a CSV file', async () => {
	tenant().seedUsers(sampleUsers());

	const { items } = await execute(
		credentialFor(tenant()),
		parametersOf('19-export-to-csv.json', 'Export users'),
	);

	const [header, ...lines] = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64')
		.toString()
		.trimEnd()
		.split('\r\n');
	expect(header).toBe('Email,Name,Connection,Last login,Blocked,User ID');
	expect(lines).toHaveLength(tenant().users.all().length);
	expect(lines.join()).toContain('ines.costa@example.com');
});

it('emails everyone of a reset campaign once, after a dry run', async () => {
	const file = '22-reset-campaign.json';
	const created_at = '2026-01-01T00:00:00.000Z';
	const old = (name: string) => ({
		...account(name),
		overrides: { user_id: `auth0|${name}`, created_at },
	});
	tenant().seedUsers([old('jane'), old('joe'), account('new')]);
	tenant().seedSessions(JANE, [{}]);
	const run = async (dryRun: boolean) => {
		const search = parametersOf(file, 'Send reset emails');
		const { items } = await execute(credentialFor(tenant()), { ...search, dryRun });
		const emailed = items.filter(({ json }) => json.email_sent === true);
		await execute(
			credentialFor(tenant()),
			parametersOf(file, 'Remember who was emailed'),
			emailed.map(({ json }) => json),
		);
		return items;
	};
	expect(parametersOf(file, 'Send reset emails').dryRun).toBe(true);
	expect(await run(true)).toHaveLength(2);
	expect([...changes(), ...tenant().emails]).toEqual([]);
	await run(false);
	expect(await run(false)).toEqual([]);
	expect(tenant().emails.map(({ to }) => to)).toEqual(['jane@example.com', 'joe@example.com']);
	expect(tenant().userData.sessions.all()).toEqual([]);
});

it('shows which accounts are doubled, then merges those that were approved', async () => {
	const file = '23-merge-accounts-with-approval.json';
	const email = 'jane@example.com';
	tenant().seedUsers([
		account('jane', { email_verified: true }),
		account('joe', { email_verified: true }),
		account('double', {
			connection: 'Users-With-Username',
			email,
			email_verified: true,
			app_metadata: { plan: 'gold' },
		}),
	]);
	const run = async (name: string, input: IDataObject[]) => {
		const { items, error } = await execute(
			credentialFor(tenant()),
			parametersOf(file, name),
			input,
		);
		expect(error).toBeUndefined();
		return items.map(({ json }) => json);
	};

	const planned = await run('Dry run', await run('Find duplicates', [{}]));
	expect(planned).toMatchObject([{ outcome: 'would_be_linked', value: email }]);
	expect(changes()).toEqual([]);
	expect(await run('Link', planned)).toMatchObject([{ outcome: 'linked', user_id: JANE }]);
	expect(tenant().users.get(JANE)).toMatchObject({
		app_metadata: { plan: 'gold' },
		identities: [{}, { connection: 'Users-With-Username' }],
	});
	expect(await run('Find duplicates', [{}])).toEqual([]);
});
