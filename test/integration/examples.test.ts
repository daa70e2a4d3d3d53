import type { IDataObject } from 'n8n-workflow';

import { isWriting } from '../../nodes/Auth0/actions/operation';
import { resources } from '../../nodes/Auth0/actions/router';
import { EXAMPLE_FILES, exampleWith } from '../n8n/imports';
import { account, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { execute } from '../support/engine';
import { runExample } from '../support/exampleRun';
import { byId } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { sampleUsers } from '../tenant/sampleUsers';

const tenant = useTenant();

/** The nodes of an example, and what they are connected to, as the file holds them. */
const example = (file: string) => exampleWith(file, { id: '1', name: 'Auth0' });

/** The parameters of a node of an example. */
const parametersOf = (file: string, name: string) =>
	example(file).nodes.find((node) => node.name === name)?.parameters ?? {};

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

describe('a form for a new customer', () => {
	const FILLED_IN = {
		'Company name': 'Initech Inc.',
		'Short name': 'initech',
		'Admin email': 'jane@example.com',
		'Email domain': 'initech.example.com',
	};
	const APPLICATION = { application: byId('App00000000000000000000000000001') };

	const send = async (form: IDataObject = {}, onboard = APPLICATION) => {
		const run = await runExample(
			'20-onboard-a-customer.json',
			credentialFor(tenant()),
			'New customer',
			[{ json: { ...FILLED_IN, ...form } }],
			{ set: { Onboard: onboard } },
		);
		return [...run.items('What was done'), ...run.items('What went wrong')].map(
			({ completionTitle, completionMessage }) => [completionTitle, completionMessage],
		);
	};

	it('shows what was done, part by part, and changes nothing when it is sent again', async () => {
		tenant().seedUsers([account('jane')]);
		const dns = expect.stringMatching(
			/customer to add: TXT _ss-verification\.org_\w+\.initech\.example\.com with the value \w+$/,
		);
		const lines = (organization: string, connection: string, admin: string, domain: string) =>
			expect.stringContaining(
				[
					`Organization initech: ${organization}`,
					`Connections: ${connection}`,
					`Admin jane@example.com: ${admin}`,
					`Email domain: initech.example.com ${domain}, pending\n`,
				].join('\n'),
			);

		const [first = []] = await send();
		expect(first).toEqual(['Initech Inc. is set up', dns]);
		expect(first[1]).toEqual(lines('created', 'enabled', 'added', 'added'));
		const { organizations } = tenant().catalogue;
		const { id = '' } = organizations.find(({ name }) => name === 'initech') ?? {};
		const { items } = await execute(credentialFor(tenant()), {
			operation: 'organizationMember:getAll',
			organization: byId(id),
			returnAll: true,
		});
		expect(items).toMatchObject([{ json: { user_id: JANE, roles: [{ name: 'Admin' }] } }]);

		const [again = []] = await send();
		expect(again[1]).toEqual(lines('unchanged', 'unchanged', 'unchanged', 'already there'));
	});

	it('invites who is no user yet, once, and needs no domain', async () => {
		const shown = (admin: string) => [
			[expect.anything(), expect.stringMatching(`: ${admin}\nEmail domain: none given$`)],
		];
		expect(await send({ 'Email domain': '' })).toEqual(shown('invited'));
		expect(await send({ 'Email domain': '' })).toEqual(shown('already invited'));
		expect(tenant().emails.map(({ to }) => to)).toEqual(['jane@example.com']);
	});

	it('says on the last page what went wrong', async () => {
		const unfinished = (text: string) => [['Not finished', expect.stringContaining(text)]];
		expect(await send({ 'Short name': 'Initech Inc.' })).toEqual(unfinished("the 'Name'"));
		expect(await send({}, { application: byId('') })).toEqual(
			unfinished("'Application' is empty."),
		);
		expect(changes()).toEqual([]);
		expect(await send({ 'Email domain': 'initech' })).toEqual(
			unfinished("'Domain' is not a domain."),
		);
	});
});

it('lists the members of every organization with their roles there, and changes nothing', async () => {
	tenant().seedUsers([account('jane', { name: 'Jane Doe' }), account('joe'), account('nobody')]);
	const [acme, globex] = tenant().catalogue.organizations;
	const [admin, editor] = tenant().catalogue.roles;
	if (!acme || !globex || !admin || !editor) throw new Error('The tenant lacks its catalogue.');
	tenant().addMember(acme.id, JANE);
	tenant().addMember(acme.id, 'auth0|joe');
	tenant().addMember(globex.id, JANE);
	tenant().addMemberRole(acme.id, JANE, admin);
	tenant().addMemberRole(acme.id, JANE, editor);

	const run = await runExample(
		'21-organizations-and-members.json',
		credentialFor(tenant()),
		'Every night',
	);

	const rows = run.items('One row a member').map(({ assignments }) => {
		const { assignments: columns } = Object(assignments) as { assignments: IDataObject[] };
		return Object.fromEntries(columns.map(({ name, value }) => [name, value]));
	});
	const jane = { user_id: JANE, email: 'jane@example.com', name: 'Jane Doe' };
	const ofAcme = { organization: 'Acme Inc.', organization_id: acme.id };
	expect(rows).toEqual([
		{ ...ofAcme, ...jane, roles: 'Admin, Editor' },
		{
			...ofAcme,
			user_id: 'auth0|joe',
			email: 'joe@example.com',
			name: expect.any(String),
			roles: '',
		},
		{ organization: 'Globex Corporation', organization_id: globex.id, ...jane, roles: '' },
	]);
	expect(run.items('Send file')).not.toEqual([]);
	expect(changes()).toEqual([]);
});

const TOOL = 'n8n-nodes-auth0.auth0Tool';
const HUMAN_REVIEW = 'Human review';
const AI_AGENT = '4-ai-agent.json';
const WITH_REVIEW = '8-ai-agent-human-review.json';
const READ_ONLY = '9-ai-agent-read-only.json';

const toolsOf = (file: string) =>
	example(file)
		.nodes.filter(({ type }) => type === TOOL)
		.map(({ name }) => name);

const changes = () => tenant().requests.filter(isChange);

describe('the tools of an AI agent', () => {
	const BY_MODEL = { user_id: JANE, email: 'jane@example.com', text: 'jan' };

	beforeEach(() => {
		tenant().seedUsers([account('jane'), account('joe')]);
		tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }]);
		tenant().userData.permissions.add(JANE, {
			resource_server_identifier: 'https://api.example.com/',
			permission_name: 'read:reports',
		});
	});

	/** Calls a tool as the agent does, with what the model fills in. */
	const call = async (file: string, name: string, input: IDataObject = BY_MODEL) =>
		await callTool(
			credentialFor(tenant(), file === READ_ONLY ? 'readOnly' : 'full'),
			parametersOf(file, name),
			input,
		);

	const RESULTS: Array<[file: string, name: string, expected: object]> = [
		[AI_AGENT, 'Get user', { user_id: JANE }],
		[AI_AGENT, 'Block user', { user_id: JANE, blocked: true }],
		[AI_AGENT, 'Unblock user', { user_id: JANE, blocked: false }],
		[WITH_REVIEW, 'Get user', { user_id: JANE }],
		[WITH_REVIEW, 'Block user', { user_id: JANE, blocked: true }],
		[WITH_REVIEW, 'Reset MFA', { user_id: JANE, authentication_methods: 'removed' }],
		[READ_ONLY, 'Get user', { user_id: JANE }],
		[READ_ONLY, 'Find users', { user_id: JANE }],
		[READ_ONLY, 'Get permissions', { permission_name: 'read:reports' }],
	];

	it.each(RESULTS)('of %s: %s', async (file, name, expected) => {
		const { items, error } = await call(file, name);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([expect.objectContaining(expected)]);
	});

	it('are all tried here', () => {
		const files = EXAMPLE_FILES.filter((file) => toolsOf(file).length > 0);
		const all = files.flatMap((file) => toolsOf(file).map((name) => [file, name]));
		expect(RESULTS.map(([file, name]) => [file, name])).toEqual(all);
	});

	it.each([
		[AI_AGENT, 'Block user'],
		[WITH_REVIEW, 'Block user'],
		[WITH_REVIEW, 'Reset MFA'],
	])('of %s hurt nobody by a wrong ID: %s', async (file, name) => {
		const { error } = await call(file, name, { ...BY_MODEL, email: 'joe@example.com' });
		expect(error?.message).toContain('does not have the email address “joe@example.com”');
		expect(changes()).toEqual([]);
	});

	it('that only read change nothing', async () => {
		for (const name of toolsOf(READ_ONLY)) await call(READ_ONLY, name);
		expect(changes()).toEqual([]);
	});
});

describe('human review', () => {
	const { nodes, connections } = example(WITH_REVIEW);
	const targetsOf = (name: string) =>
		Object.values(connections[name] ?? {})
			.flat(2)
			.map((target) => target?.node);
	const writes = ({ resource, operation }: IDataObject) => {
		const known = resources[String(resource)]?.operations[String(operation)];
		return known !== undefined && isWriting(known);
	};

	it('comes before every change, and before nothing else', () => {
		const tools = nodes.filter(({ type }) => type === TOOL);
		expect(
			tools.map(({ name, parameters }) => [name, targetsOf(name), writes(parameters)]),
		).toEqual([
			['Get user', ['AI Agent'], false],
			['Block user', [HUMAN_REVIEW], true],
			['Reset MFA', [HUMAN_REVIEW], true],
		]);
		expect(targetsOf(HUMAN_REVIEW)).toEqual(['AI Agent']);
	});

	it('names the user, with a way to say no', () => {
		const { message, approvalOptions } = parametersOf(WITH_REVIEW, HUMAN_REVIEW);
		expect(message).toContain('{{ $tool.parameters.email }}');
		expect(approvalOptions).toMatchObject({ values: { approvalType: 'double' } });
	});
});
