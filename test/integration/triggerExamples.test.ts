import { EXAMPLE_FILES, exampleWith } from '../n8n/imports';
import { JANE } from '../support/accounts';
import { runExample } from '../support/exampleRun';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';
import { useReceiver } from '../support/webhook';

const tenant = useTenant();
const receiver = useReceiver();

const WELCOME = '10-welcome-new-users.json';
const TICKET = '11-ticket-for-brute-force-blocks.json';
const TABLE = '12-new-users-in-a-table.json';
const ALERTS = '13-security-alerts-in-a-channel.json';
const WATCH = '14-watch-event-streams.json';
const LOGINS = '15-failed-logins-in-a-table.json';

const TRIGGER = 'n8n-nodes-auth0.auth0Trigger';

const triggerOf = (file: string) =>
	exampleWith(file, { id: '1', name: 'Auth0' }).nodes.find(({ type }) => type === TRIGGER);

beforeEach(() => {
	tenant().webhooks.deliverTo = () => receiver().url;
});

/**
 * Publishes an example that Auth0 starts, has something happen in the tenant, and executes the workflow with
 * what was delivered.
 */
async function start(file: string, happen: () => void) {
	const node = triggerOf(file);
	if (!node) throw new Error(`${file} has no trigger.`);
	const credential = credentialFor(tenant());
	const trigger = new TestedTrigger(credential, node.parameters);
	await trigger.publish();
	happen();
	await tenant().delivered();
	const deliveries = await Promise.all(
		receiver().received.map(
			async ({ body, headers: { authorization = '' } }) =>
				await trigger.deliver(body, { authorization }),
		),
	);
	const items = deliveries.flatMap((delivery) => delivery.items);
	expect(items).not.toEqual([]);
	return await runExample(file, credential, node.name, items);
}

const NEW_USER = {
	user_id: JANE,
	email: 'jane@example.com',
	name: 'Jane Doe',
	created_at: '2026-03-01T10:00:00.000Z',
};

describe('a new user', () => {
	it('is welcomed in a chat, by name', async () => {
		const run = await start(WELCOME, () => {
			tenant().publish({ type: 'user.created', object: NEW_USER });
			tenant().publish({ type: 'user.updated', object: NEW_USER });
		});
		expect(run.items('Tell the team')).toMatchObject([
			{ select: 'channel', text: ':wave: *Jane Doe* just signed up. Say hello!' },
		]);
	});

	it.each([
		[{ name: undefined }, 'jane@example.com'],
		[{ name: undefined, email: undefined }, JANE],
		[{ name: '<!channel> & <@U1>' }, '!channel  @U1'],
	])('is welcomed by what there is, and mentions nobody: %j', async (changes, name) => {
		const run = await start(WELCOME, () => {
			tenant().publish({ type: 'user.created', object: { ...NEW_USER, ...changes } });
		});
		expect(run.items('Tell the team')[0]?.text).toContain(`*${name}*`);
	});

	it('gets a row of a table, which is found again', async () => {
		const run = await start(TABLE, () => {
			tenant().publish({ type: 'user.created', object: NEW_USER });
			tenant().publish({ type: 'user.updated', object: { ...NEW_USER, name: 'Jane Roe' } });
		});
		const row = {
			user_id: JANE,
			email: 'jane@example.com',
			signed_up: '2026-03-01T10:00:00.000Z',
		};
		const found = { conditions: [{ keyName: 'user_id', condition: 'eq', keyValue: JANE }] };
		expect(run.items('Save in table')).toMatchObject([
			{ operation: 'upsert', filters: found, columns: { value: { ...row, name: 'Jane Doe' } } },
			{ operation: 'upsert', filters: found, columns: { value: { ...row, name: 'Jane Roe' } } },
		]);
	});
});

const BLOCK = {
	log_id: '90020260301100000000000000000000000001',
	date: '2026-03-01T10:00:00.000Z',
	type: 'limit_wc',
	user_id: JANE,
	user_name: 'jane@example.com',
	ip: '203.0.113.7',
	connection: 'Username-Password-Authentication',
};

describe('a security alert', () => {
	it('of a block becomes a ticket, and no other', async () => {
		const run = await start(TICKET, () => {
			const types = ['limit_wc', 'pwd_leak', 'limit_mu', 'ublkdu', 'limit_sul', 's'];
			tenant().publishLogs(types.map((type, index) => ({ ...BLOCK, log_id: `9${index}`, type })));
		});
		const tickets = run.items('Create ticket');
		expect(tickets.map(({ summary }) => summary)).toEqual([
			'Auth0: IP address blocked for one account: too many failed logins (jane@example.com)',
			'Auth0: IP address blocked (jane@example.com)',
			'Auth0: User blocked: too many logins from one IP address (jane@example.com)',
		]);
		expect(tickets[0]?.additionalFields).toEqual({
			description: [
				'Time: 2026-03-01T10:00:00.000Z',
				`User: jane@example.com (${JANE})`,
				'IP address: 203.0.113.7',
				'Connection: Username-Password-Authentication',
				'Log event: 90 (limit_wc)',
			].join('\n'),
		});
	});

	it('of an address without a user becomes a ticket, too', async () => {
		const { log_id, date, ip } = BLOCK;
		const run = await start(TICKET, () => {
			tenant().publishLogs([{ log_id, date, ip, type: 'limit_mu' }]);
		});
		expect(run.items('Create ticket')).toMatchObject([
			{
				summary: 'Auth0: IP address blocked (203.0.113.7)',
				additionalFields: { description: expect.stringContaining('User: unknown (no user ID)') },
			},
		]);
	});

	it('becomes a message in a channel', async () => {
		const run = await start(ALERTS, () => {
			tenant().publishLogs([{ ...BLOCK, user_name: '<!here>jane' }]);
		});
		expect(run.items('Alert the team').map(({ text }) => text)).toEqual([
			[
				':rotating_light: *IP address blocked for one account: too many failed logins*',
				'User: !herejane',
				'IP address: 203.0.113.7',
				'Time: 2026-03-01T10:00:00.000Z',
			].join('\n'),
		]);
	});
});

describe('a failed login', () => {
	const LOGIN = {
		type: 'fp',
		date: '2026-03-01T10:00:00.000Z',
		user_id: JANE,
		user_name: 'jane@example.com',
		ip: '203.0.113.7',
		client_name: 'Shop',
	};

	it('gets a row of a table, fetched by n8n', async () => {
		const node = triggerOf(LOGINS);
		if (!node) throw new Error(`${LOGINS} has no trigger.`);
		const credential = credentialFor(tenant());
		const started = await new TestedTrigger(credential, node.parameters).start();
		const unknown = { type: 'fu', user_id: '', log_id: '9999', date: LOGIN.date };
		const [login] = tenant().publishLogs([LOGIN, { type: 's' }, unknown]);
		const [items] = await started.started(1);
		await started.close();
		const run = await runExample(LOGINS, credential, node.name, items, { mode: 'trigger' });
		const rows = run.items('Save in table');
		expect(rows.map(({ columns }) => Object(columns).value)).toEqual([
			{
				log_id: login?.log_id,
				time: LOGIN.date,
				reason: 'Failed login: wrong password',
				user: 'jane@example.com',
				ip: '203.0.113.7',
				application: 'Shop',
			},
			{
				log_id: '9999',
				time: LOGIN.date,
				reason: 'Failed login: unknown email or username',
				user: 'unknown',
				ip: 'unknown',
				application: 'unknown',
			},
		]);
		expect(rows[0]).toMatchObject({
			operation: 'upsert',
			filters: {
				conditions: [{ keyName: 'log_id', condition: 'eq', keyValue: login?.log_id }],
			},
		});
	});

	it('is there to try the workflow with', async () => {
		const [login] = tenant().publishLogs([LOGIN, { type: 's' }]);
		const run = await runExample(LOGINS, credentialFor(tenant()), 'New failed logins');
		expect(run.items('Save in table')).toMatchObject([
			{ columns: { value: { log_id: login?.log_id } } },
		]);
	});
});

describe('a watch over the event streams', () => {
	const DESTINATION = {
		type: 'webhook',
		configuration: {
			webhook_endpoint: 'https://n8n.example.com/webhook/1',
			webhook_authorization: { method: 'bearer', token: 'a-token' },
		},
	} as const;
	const put = (name: string, status: 'enabled' | 'disabled' = 'enabled') =>
		tenant().eventStreams.put({
			name,
			status,
			subscriptions: [{ event_type: 'user.created' }],
			destination: DESTINATION,
		});
	const watch = async () => {
		const run = await runExample(WATCH, credentialFor(tenant()), 'Every 15 minutes');
		return ['Warn: disabled', 'Warn: failing'].map((name) =>
			run.items(name).map(({ text }) => text),
		);
	};

	it('says nothing while all is well', async () => {
		put('Welcome');
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(await watch()).toEqual([[], []]);
		expect(tenant().requests.filter(isChange)).toEqual([]);
	});

	it('warns of a stream that is disabled, and once of each that fails', async () => {
		receiver().answer = () => 404;
		put('Stopped', 'disabled');
		put('Welcome');
		put('<!channel> Other');
		for (let i = 0; i < 3; i++) tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(await watch()).toEqual([
			[expect.stringContaining('*Stopped* is disabled')],
			[
				expect.stringMatching(/\*Welcome\* could not deliver .* status 404$/),
				expect.stringContaining('*!channel Other* could not deliver'),
			],
		]);
	});

	it('says nothing of what failed an hour ago', async () => {
		receiver().answer = () => 404;
		put('Welcome');
		const time = new Date(Date.now() - 3_600_000).toISOString();
		tenant().publish({ type: 'user.created', time });
		await tenant().delivered();
		expect(await watch()).toEqual([[], []]);
	});
});

it('every example that starts by itself when something happens is tried here', () => {
	const files = EXAMPLE_FILES.filter((file) => triggerOf(file));
	expect(files).toEqual([WELCOME, TICKET, TABLE, ALERTS, LOGINS]);
});
