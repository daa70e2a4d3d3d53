import { account, DATABASE, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { send } = callerOf(tenant);

const ACME = 'org_0000000000000001';
const client = (name: string) => {
	const found = tenant().applications.find((application) => application.name === name);
	return { client_id: found?.client_id, client_secret: found?.client_secret };
};

beforeEach(() => tenant().seedUsers([account('jane')]));

describe('Changing a password', () => {
	const change = async (changes: object = {}) =>
		await send('POST', '/dbconnections/change_password', {
			body: {
				client_id: client('Mobile App').client_id,
				email: 'jane@example.com',
				connection: DATABASE,
				...changes,
			},
		});
	const SENT = "We've just sent you an email to reset your password.";

	it('sends an email to the user', async () => {
		const { status, data, headers } = await change({ email: 'Jane@example.com' });
		expect([status, data]).toEqual([200, SENT]);
		expect(headers['content-type']).toMatch(/^text\/html/);
		expect(tenant().emails).toEqual([
			{
				to: 'jane@example.com',
				kind: 'change_password',
				userId: JANE,
				clientId: client('Mobile App').client_id,
			},
		]);
	});

	it.each([
		['nobody', { email: 'nobody@example.com' }],
		['a user outside of the organization', { organization: ACME }],
	])('tells the same of %s, and sends nothing', async (_name, changes) => {
		const { status, data } = await change(changes);
		expect([status, data, tenant().emails]).toEqual([200, SENT, []]);
	});

	it('sends an email to a member of the organization', async () => {
		tenant().addMember(ACME, JANE);
		await change({ organization: ACME });
		expect(tenant().emails).toMatchObject([{ organizationId: ACME }]);
	});

	it.each([
		['no client', { client_id: undefined }],
		['an unknown client', { client_id: 'x' }],
		['no email', { email: undefined }],
		['a malformed email', { email: 'jane' }],
		['no connection', { connection: undefined }],
		['an unknown connection', { connection: 'Nowhere' }],
		['a connection without passwords', { connection: 'email' }],
		['an unknown organization', { organization: 'org_x' }],
	])('is refused for %s', async (_name, changes) => {
		const { status, data } = await change(changes);
		expect(status).toBe(400);
		expect(data).toEqual({ error: 'invalid_request', error_description: expect.any(String) });
		expect(tenant().emails).toEqual([]);
	});
});

describe('Starting a passwordless login', () => {
	const start = async (changes: object = {}) =>
		await send<{ error: string }>('POST', '/passwordless/start', {
			body: {
				...client('Customer Portal'),
				connection: 'email',
				email: 'new@example.com',
				send: 'code',
				...changes,
			},
		});

	it.each([
		['code', 'passwordless_code'],
		['link', 'passwordless_link'],
		[undefined, 'passwordless_link'],
	])('sends by email: %s', async (kind, expected) => {
		const { status, data } = await start({ send: kind, authParams: { scope: 'openid' } });
		expect(status).toBe(200);
		expect(data).toEqual({
			_id: expect.any(String),
			email: 'new@example.com',
			email_verified: false,
		});
		expect(tenant().emails).toMatchObject([{ to: 'new@example.com', kind: expected }]);
	});

	it('sends a text message', async () => {
		const to = '+15551234567';
		const { data } = await start({ connection: 'sms', email: undefined, phone_number: to });
		expect(data).toMatchObject({ _id: expect.any(String), phone_number: to });
		expect(tenant().texts).toMatchObject([{ to, kind: 'passwordless_code' }]);
		expect(tenant().emails).toEqual([]);
	});

	it('takes a public client without a secret, and the client of a credential with it', async () => {
		const { clientId, clientSecret } = tenant().clients.full;
		const mobile = { ...client('Mobile App'), client_secret: undefined };
		expect((await start(mobile)).status).toBe(200);
		expect((await start({ client_id: clientId, client_secret: clientSecret })).status).toBe(200);
	});

	it.each([
		['no client', { client_id: undefined }, 400, 'bad.client_id'],
		['an unknown client', { client_id: 'x' }, 400, 'bad.client_id'],
		['no secret', { client_secret: undefined }, 401, 'unauthorized_client'],
		['a wrong secret', { client_secret: 'x' }, 401, 'access_denied'],
		['no connection', { connection: undefined }, 400, 'bad.connection'],
		['another connection', { connection: DATABASE }, 400, 'bad.connection'],
		['no email', { email: undefined }, 400, 'bad.email'],
		['a malformed email', { email: 'new' }, 400, 'bad.email'],
		['no phone number', { connection: 'sms' }, 400, 'bad.phone_number'],
		['a malformed phone number', { connection: 'sms', phone_number: '1' }, 400, 'bad.phone_number'],
		['a link by sms', { connection: 'sms', phone_number: '+1', send: 'link' }, 400, 'bad.request'],
		['something else to send', { send: 'pigeon' }, 400, 'bad.request'],
		['malformed parameters', { authParams: 'x' }, 400, 'bad.authParams'],
		['an unknown property', { colour: 'red' }, 400, 'bad.request'],
	])('is refused for %s', async (_name, changes, status, error) => {
		const answer = await start(changes);
		expect([answer.status, answer.data.error]).toEqual([status, error]);
		expect([...tenant().emails, ...tenant().texts]).toEqual([]);
	});

	it('is refused after 50 requests an hour', async () => {
		for (let i = 0; i < 50; i += 1) expect((await start()).status).toBe(200);
		const refused = await start();
		expect([refused.status, refused.data.error]).toEqual([429, 'too_many_requests']);
		expect(refused.headers).toMatchObject({ 'x-ratelimit-remaining': '0' });
		tenant().resetPasswordlessLimit();
		expect((await start()).status).toBe(200);
	});
});
