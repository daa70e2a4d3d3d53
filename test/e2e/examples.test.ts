/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { credentialFor, exampleWith, importInto } from '../n8n/imports';
import { N8n, type N8nServer } from '../n8n/n8n';
import { installNodePackage, packNodePackage } from '../n8n/nodePackage';
import { findPorts } from '../n8n/ports';
import { Session } from '../n8n/session';
import { Workflows } from '../n8n/workflows';
import { account, JANE } from '../support/accounts';
import { connectionTo } from '../support/connection';
import { byId } from '../support/locators';
import { isChange } from '../support/requests';
import type { Tenant } from '../tenant';
import { setup, startTrustedTenant } from './environment';
import { startMailServer, type MailServer } from './mailServer';

const ONBOARD = '20-onboard-a-customer.json';
const MEMBERS = '21-organizations-and-members.json';
const CAMPAIGN = '22-reset-campaign.json';
const MERGE = '23-merge-accounts-with-approval.json';

const AUTH0 = { id: 'auth0', name: 'Auth0' };
const SMTP = { id: 'smtp', name: 'Mail' };
const BASIC = { id: 'basic', name: 'Form' };
const PERSON = { user: 'person', password: 'S3cr3t-form' };
/** Somebody's browser: n8n takes other programs for those that only look at a link. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101' };
const FORM = '5b1f6f0e-0c0e-4a52-9a3e-6f3c7c1a2d20';

const POLL_MS = 300;
const PATIENCE_MS = 60_000;

/** An example as a person has set it up: with credentials, and with what its note says to set. */
function setUp(file: string, id: string, set: Record<string, INodeParameters> = {}): object {
	const example = exampleWith(file, AUTH0);
	const nodes = example.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...set[node.name] },
		...(node.type === 'n8n-nodes-base.emailSend' && { credentials: { smtp: SMTP } }),
		...(node.type === 'n8n-nodes-base.formTrigger' && { credentials: { httpBasicAuth: BASIC } }),
	}));
	return { ...example, id, nodes };
}

describe('an example in n8n, as a person uses it', () => {
	let tenant: Tenant;
	let mail: MailServer;
	let server: N8nServer;
	let session: Session;
	let workflows: Workflows;

	beforeAll(async () => {
		tenant = await startTrustedTenant();
		mail = await startMailServer();
		const userFolder = join(setup.options.userFolder, 'examples');
		rmSync(userFolder, { recursive: true, force: true });
		const n8n = new N8n(setup.installation, {
			...setup.options,
			userFolder,
			ports: await findPorts(),
		});
		await installNodePackage(userFolder, await packNodePackage());
		const smtp = { host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true };
		await importInto(n8n, 'credentials', [
			credentialFor(AUTH0, connectionTo(tenant)),
			{ ...SMTP, type: 'smtp', data: { ...smtp, user: '', password: '' } },
			{ ...BASIC, type: 'httpBasicAuth', data: PERSON },
		]);
		await importInto(n8n, 'workflow', [
			setUp(ONBOARD, 'onboard', { Onboard: { application: byId(tenant.clients.full.clientId) } }),
			setUp(MEMBERS, 'members'),
			setUp(CAMPAIGN, 'campaign'),
			setUp(CAMPAIGN, 'real-campaign', { 'Send reset emails': { dryRun: false } }),
			setUp(MERGE, 'merge'),
		]);
		server = await n8n.start();
		session = await Session.open(server.url, userFolder);
		workflows = new Workflows(session, AUTH0);
	});

	afterEach(() => {
		mail.emails.length = 0;
		tenant.reset();
		tenant.revokeTokens();
	});

	afterAll(async () => {
		await server?.kill();
		await mail?.stop();
		await tenant?.stop();
	});

	const until = async <T>(what: string, find: () => Promise<T | undefined> | T | undefined) => {
		for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
			const found = await find();
			if (found !== undefined) return found;
			await wait(POLL_MS);
		}
		throw new Error(`This has not come true: ${what}.`);
	};

	/** Clicks “Execute workflow”. @returns the ID of the execution */
	const start = async (id: string, trigger: string): Promise<string> => {
		const workflowData = await session.request('GET', `/workflows/${id}`);
		const { executionId } = await session.request<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run?partialExecutionVersion=2`,
			{ workflowData, triggerToStartFrom: { name: trigger }, startNodes: [] },
		);
		return executionId;
	};

	const ended = async (id: string, execution: string) => {
		const status = await until(`${id} has ended`, async () => {
			const all = await workflows.executions(id);
			const own = all.find((one) => String(one.id) === String(execution));
			return own && ['new', 'running', 'waiting'].includes(own.status) ? undefined : own?.status;
		});
		expect(status).toBe('success');
	};

	const changes = () => tenant.requests.filter(isChange);

	describe('onboards a customer', () => {
		const form = () => `${server.url}/form/${FORM}`;
		const authorization = `Basic ${Buffer.from(`${PERSON.user}:${PERSON.password}`).toString('base64')}`;

		/** Fills in the form, and reads the last page. */
		const send = async (...values: string[]): Promise<string> => {
			const body = new FormData();
			values.forEach((value, index) => body.append(`field-${index}`, value));
			const headers = { ...BROWSER, authorization };
			const answer = await fetch(form(), { method: 'POST', headers, body });
			expect(answer.status).toBe(200);
			const { formWaitingUrl } = Object(await answer.json());
			const status = new URL(String(formWaitingUrl));
			status.pathname += '/n8n-execution-status';
			await until('the last page is there', async () =>
				(await (await fetch(status, { headers })).text()) === 'form-waiting' ? true : undefined,
			);
			return await (await fetch(String(formWaitingUrl), { headers })).text();
		};

		beforeAll(async () => {
			await workflows.publish('onboard');
			await until('the form is there', async () =>
				(await fetch(form())).status === 404 ? undefined : true,
			);
		});

		afterAll(async () => await workflows.unpublish('onboard'));

		it('who filled in the form, and says what was done, again, and what is wrong', async () => {
			expect((await fetch(form())).status).toBe(401);
			tenant.seedUsers([account('jane')]);
			const filled = ['Initech Inc.', 'initech', 'jane@example.com', 'initech.example.com'];
			const page = await send(...filled);
			expect(page).toContain('Initech Inc. is set up');
			expect(page).toMatch(/Organization initech: created[^]*Admin jane@example\.com: added/);
			expect(page).toContain('_ss-verification.');
			expect(tenant.catalogue.organizations.map(({ name }) => name)).toContain('initech');
			expect(tenant.userData.organizations.of(JANE)).toMatchObject([{ name: 'initech' }]);

			expect(await send(...filled)).toContain('Organization initech: unchanged');
			expect(await send('Initech Inc.', 'Initech Inc.', 'jane@example.com', '')).toContain(
				'Not finished',
			);
		});
	});

	it('mails a file of the members of all organizations', async () => {
		tenant.seedUsers([account('jane', { name: 'Jane Doe' }), account('nobody')]);
		const [acme] = tenant.catalogue.organizations;
		const [role] = tenant.catalogue.roles;
		if (!acme || !role) throw new Error('The tenant lacks its catalogue.');
		tenant.addMember(acme.id, JANE);
		tenant.addMemberRole(acme.id, JANE, role);

		await ended('members', await start('members', 'Every night'));

		const [email = '', ...others] = mail.emails;
		expect(others).toEqual([]);
		const [, file = ''] = /organization-members\.csv[^]*?\n\n([\w+/=\n]+)/.exec(email) ?? [];
		const rows = Buffer.from(file, 'base64').toString();
		expect(rows).toContain(JANE);
		expect(rows).toContain(role.name);
		expect(rows).not.toContain('nobody');
		expect(changes()).toEqual([]);
	});

	it('emails who has a leaked password once, after a dry run', async () => {
		const old = (name: string) =>
			account(name, {
				overrides: { user_id: `auth0|${name}`, created_at: '2026-01-01T00:00:00.000Z' },
			});
		tenant.seedUsers([old('jane'), old('joe')]);
		tenant.seedSessions(JANE, [{}]);

		await ended('campaign', await start('campaign', 'Every hour'));
		expect([...changes(), ...tenant.emails]).toEqual([]);

		for (let run = 1; run <= 2; run++) {
			await ended('real-campaign', await start('real-campaign', 'Every hour'));
			expect(tenant.emails.map(({ to }) => to).sort()).toEqual([
				'jane@example.com',
				'joe@example.com',
			]);
		}
		expect(tenant.userData.sessions.all()).toEqual([]);
		expect(tenant.users.get(JANE)?.app_metadata).toEqual({ reset_campaign: 'leak-2026-11' });
	});

	it.each([
		['merges doubled accounts once a person approves it', 'true', ['auth0|jane']],
		['merges nobody where a person does not', 'false', ['auth0|jane', 'auth0|double']],
	])('%s', async (_what, approved, left) => {
		const email = 'jane@example.com';
		tenant.seedUsers([
			account('jane', { email_verified: true }),
			account('double', { connection: 'Users-With-Username', email, email_verified: true }),
		]);

		const execution = await start('merge', 'Every Monday');
		const question = await until('somebody is asked', () => mail.emails[0]);
		expect(question).toContain('People with several accounts: 1');
		expect(question).toContain('jane@example.com: auth0|double into auth0|jane');
		expect(changes()).toEqual([]);

		const links = question.match(/https?:\/\/[^\s"<>]*webhook-waiting[^\s"<>]*/g) ?? [];
		const link = links
			.map((url) => url.replaceAll('&amp;', '&'))
			.find((url) => new URL(url).searchParams.get('approved') === approved);
		const answer = await fetch(String(link), { headers: BROWSER });
		expect(answer.status).toBe(200);
		await ended('merge', execution);
		expect(
			tenant.users
				.all()
				.map(({ user_id: id }) => id)
				.sort(),
		).toEqual([...left].sort());
	});
});
