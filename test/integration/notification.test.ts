import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, connection } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import type { ClientName } from '../tenant';

const tenant = useTenant();

const RESET = {
	resource: 'emailAndLink',
	operation: 'emailAndLink:sendPasswordReset',
	email: 'jane@example.com',
	connection,
};
const START = {
	resource: 'emailAndLink',
	operation: 'emailAndLink:startPasswordless',
	email: 'jane@example.com',
};
const SMS = { ...START, channel: 'sms', phoneNumber: '+15551234567' };

const run = async (parameters: INodeParameters, client?: ClientName) =>
	await execute(credentialFor(tenant(), client), parameters);

const bodies = () => tenant().requests.map(({ body }) => body);
const application = (value: string) => ({ application: byId(value) });

beforeEach(() => {
	tenant().resetPasswordlessLimit();
	tenant().seedUsers([account('jane')]);
});

describe('a client without a grant for the Management API', () => {
	it.each<[string, INodeParameters]>([
		['a password reset email', RESET],
		['a code by email', START],
		['a code by SMS', SMS],
	])('sends %s, and buys no token', async (_what, parameters) => {
		const { items, error } = await run(parameters, 'ungranted');
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(tenant().requests).toHaveLength(1);
		expect(tenant().requests[0]?.headers.authorization).toBeUndefined();
	});
});

describe('Send Password Reset Email', () => {
	it('says what Auth0 says, the same whether there is such a user or not', async () => {
		const { items } = await run(RESET);
		const { items: others } = await run({ ...RESET, email: 'nobody@example.com' });
		expect(items[0]?.json).toEqual({
			email: 'jane@example.com',
			connection: DATABASE,
			message: "We've just sent you an email to reset your password.",
			note: 'Auth0 answers the same for unknown addresses, but sends them nothing.',
		});
		expect(others[0]?.json).toEqual({ ...items[0]?.json, email: 'nobody@example.com' });
		expect(tenant().emails).toHaveLength(1);
	});

	it('is sent in the name of the credential’s application, or of another, without a secret', async () => {
		await run(RESET);
		const [customer] = tenant().applications;
		const organization = byId('org_0000000000000001');
		await run({ ...RESET, options: { ...application(String(customer?.client_id)), organization } });
		expect(bodies()).toEqual([
			{
				client_id: tenant().clients.full.clientId,
				email: 'jane@example.com',
				connection: DATABASE,
			},
			{
				client_id: customer?.client_id,
				email: 'jane@example.com',
				connection: DATABASE,
				organization: organization.value,
			},
		]);
	});

	it.each([
		['<!DOCTYPE html><html><body>Sign in</body></html>'],
		['  <HTML><title>Proxy</title>'],
		['Moved <a href="https://x.example.com/">here</a>'],
		[''],
		[{ status: 'ok' }],
	])('is not said to be sent where the answer is %j', async (body) => {
		tenant().inject({ path: '/dbconnections/change_password', status: 200, body });
		const { error } = await run(RESET);
		expect(`${error?.message} ${error?.description}`).toMatch(
			/not (come from|as|what)|unexpected/i,
		);
		expect(tenant().requests).toHaveLength(1);
	});

	it.each(['text/html', 'text/plain', 'application/json'])(
		'is sent where the answer is a sentence, as %s',
		async (type) => {
			const body = "We've just sent you an email: 1 < 2 & 3 > 2.";
			const headers = { 'content-type': type };
			tenant().inject({ path: '/dbconnections/change_password', status: 200, headers, body });
			expect((await run(RESET)).items[0]?.json.message).toBe(body);
		},
	);

	it('is not sent twice when nobody knows whether it was', async () => {
		tenant().inject({ path: '/dbconnections/change_password', drop: 'after' });
		const { error } = await run(RESET);
		expect(error?.description).toContain('may have been sent');
		expect(tenant().requests).toHaveLength(1);
	});

	it('to one address does not wait for the limit of another', async () => {
		tenant().inject({
			path: '/dbconnections/change_password',
			status: 429,
			headers: { 'retry-after': '3600' },
			body: { error: 'too_many_requests' },
		});
		const { items } = await execute(
			credentialFor(tenant()),
			{ ...RESET, email: '={{ $json.email }}', options: { requestsInFlight: 1 } },
			[{ email: 'a@example.com' }, { email: 'b@example.com' }],
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.error ?? json.email)).toEqual([
			'Auth0’s rate limit was reached.',
			'b@example.com',
		]);
		expect(JSON.stringify(items[0]?.json.details)).toMatch(/Try again in about \d+ minutes/);
	});
});

describe('Send One-Time Code or Magic Link', () => {
	it('returns what Auth0 answers', async () => {
		const { items } = await run({ ...START, send: 'link' });
		expect(items[0]?.json).toMatchObject({ _id: expect.any(String), email: 'jane@example.com' });
		expect(tenant().emails).toEqual([
			expect.objectContaining({ to: 'jane@example.com', kind: 'passwordless_link' }),
		]);
		await run(SMS);
		expect(tenant().texts).toEqual([expect.objectContaining({ to: '+15551234567' })]);
	});

	it('shows the secret of the credential’s application, and to no other', async () => {
		const { clientId, clientSecret } = tenant().clients.full;
		const mobile = tenant().applications.find(({ name }) => name === 'Mobile App');
		await run({ ...START, options: { authParams: '{ "scope": "openid" }' } });
		await run({ ...SMS, options: application(String(mobile?.client_id)) });
		expect(bodies()).toEqual([
			{
				client_id: clientId,
				client_secret: clientSecret,
				connection: 'email',
				email: 'jane@example.com',
				send: 'code',
				authParams: { scope: 'openid' },
			},
			{
				client_id: mobile?.client_id,
				connection: 'sms',
				phone_number: '+15551234567',
				send: 'code',
			},
		]);
	});

	it('says that 50 an hour are allowed when they are used up', async () => {
		const items = Array.from({ length: 51 }, (_, index) => ({ email: `u${index}@example.com` }));
		const { items: outputs } = await execute(
			credentialFor(tenant()),
			{ ...START, email: '={{ $json.email }}', options: { requestsInFlight: 1 } },
			items,
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs.filter(({ json }) => json.error)).toHaveLength(1);
		expect(outputs[50]?.json).toMatchObject({
			error: 'Auth0’s rate limit was reached.',
			details: {
				description: expect.stringMatching(/50 codes and links per hour.*Try again in about \d+/),
			},
		});
	});

	it.each<[string, string, RegExp]>([
		['bad.connection', 'Connection is disabled', /^This connection cannot be used/],
		['bad.connection', 'Connection does not exist', /^This connection cannot be used/],
		[
			'unauthorized_client',
			'Grant type not allowed for the client.',
			/^The application is not allowed to use/,
		],
		['bad.client_id', 'Missing or invalid client', /^Auth0 does not recognize this application/],
		[
			'sms_provider_error',
			'The user could not be texted',
			/^The tenant has no email or SMS provider/,
		],
		['bad.phone_number', 'Invalid', /^Auth0 does not accept the phone number/],
		['bad.email', 'Invalid', /^Auth0 does not accept the email address/],
		['bad.authParams', 'Invalid', /^Auth0 does not accept 'Auth Parameters'/],
		[
			'bad.phone_number',
			'missing required property: phone_number',
			/^'Phone Number' is missing\.$/,
		],
		['bad.email', 'missing required property: email', /^'Email' is missing\.$/],
		['other', 'Something else', /^Something else$/],
	])('puts the refusal %s (%s) into words', async (code, text, message) => {
		tenant().inject({
			path: '/passwordless/start',
			status: 400,
			body: { error: code, error_description: text },
		});
		const { error } = await run(START);
		expect(error?.message).toMatch(message);
		expect(`${error?.message} ${error?.description}`.split(text)).toHaveLength(2);
		expect(JSON.stringify(error)).not.toContain(tenant().clients.full.clientSecret);
	});
});

it.each<[INodeParameters, string]>([
	[{ ...RESET, email: '={{ $json.x }}' }, "'Email' is empty."],
	[{ ...RESET, email: 'jane' }, "“jane” in 'Email' is not an email address."],
	[{ ...RESET, connection: { ...RESET.connection, value: '={{ "" }}' } }, "'Connection' is empty."],
	[{ ...START, email: 'jane' }, "“jane” in 'Email' is not an email address."],
	[{ ...SMS, phoneNumber: '555' }, "“555” in 'Phone Number' is not in international format."],
	[{ ...START, options: { authParams: '{' } }, "'Auth Parameters' is not valid JSON"],
])('refuses %j before anything is sent', async (parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toContain(message);
	expect(tenant().requests).toEqual([]);
});
