import { JANE } from '../support/accounts';
import { useJane } from '../support/oneUser';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run } = useJane(tenant);

const DASHBOARD = 'Auth0 Dashboard → Monitoring → Logs';
const MESSAGE = `Auth0 could not send the verification email to user “${JANE}”.`;

const fail = async () => {
	tenant().failNextJob();
	const { error } = await run('emailAndLink:sendVerificationEmail');
	expect(error?.message).toBe(MESSAGE);
	return error?.description ?? '';
};
const sentTo = (to: string, error: unknown, rest: object = {}) => ({
	type: 'fn',
	description: `To: ${to}`,
	user_id: '',
	user_name: to,
	details: { email_type: 'verify_email', to, error },
	...rest,
});
const requestsOf = (end: string) => tenant().requests.filter(({ path }) => path.endsWith(end));

describe('A verification email that Auth0 could not send', () => {
	it('names the reason of the tenant’s logs, and the domain that Auth0 refuses', async () => {
		const description = await fail();
		expect(description).toMatch(
			/^Auth0’s log says: the domain is blacklisted \(To: jane@example\.com\)\./,
		);
		expect(description).toContain('example.com');
		expect(requestsOf('/api/v2/logs')).toHaveLength(1);
	});

	it.each<[string, object]>([
		['to the user', sentTo('old@acme.com', 'mailbox full', { user_id: JANE })],
		['to the address', sentTo('JANE@example.com', { message: 'mailbox full' })],
	])('quotes the event %s, and no other', async (_whom, event) => {
		tenant().logsFailedEmails(false);
		tenant().seedLogs('', [
			event,
			sentTo('bob@example.com', 'of somebody else'),
			sentTo('jane@example.com', 'long ago', { date: '2020-01-01T00:00:00.000Z' }),
			{ ...sentTo('jane@example.com', 'of another kind'), type: 'sv' },
		]);
		const description = await fail();
		expect(description).toContain('Auth0’s log says: mailbox full (To: ');
	});

	it.each([
		['may not be read', 'update:users read:users'],
		['say nothing', 'update:users read:users read:logs'],
	])('names the logs where they %s', async (_why, scope) => {
		tenant().setScopes('full', scope);
		tenant().logsFailedEmails(false);
		const description = await fail();
		expect(description).toContain(DASHBOARD);
		expect(description).toContain('(fn)');
		expect(description).toContain('example.com');
		expect(description).toContain('read:logs');
	});

	it('names the logs where they cannot be read', async () => {
		tenant().inject({ path: '/api/v2/logs', status: 404, body: {} });
		expect(await fail()).toContain(DASHBOARD);
		tenant().inject({ path: '/api/v2/logs', status: 200, body: [{ type: 'fn', details: 1 }, 2] });
		expect(await fail()).toContain(DASHBOARD);
	});
});
