import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, connection, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const run = async (operation: string, parameters: INodeParameters = {}, items?: IDataObject[]) =>
	await execute(credentialFor(tenant()), { operation, ...parameters }, items);

const outputOf = async (operation: string, parameters: INodeParameters = {}) => {
	const { items, error } = await run(operation, parameters);
	expect(error).toBeUndefined();
	return items[0]?.json ?? {};
};

const posts = (path: string) =>
	tenant().requests.filter((request) => request.method === 'POST' && request.path === path);
const byName = (name: string) => tenant().users.findByEmail(`${name}@example.com`);

describe('Invite', () => {
	const invite = { connection, email: 'New@example.com' };

	it('creates a user with a password that nobody sees, and has Auth0 send its email', async () => {
		const output = await outputOf('invite', invite);
		const [user] = byName('new');
		expect(output).toEqual({
			outcome: 'invited',
			user_id: user?.user_id,
			email: 'new@example.com',
			email_sent: true,
		});
		expect(user).toMatchObject({
			email_verified: false,
			app_metadata: { invited_at: expect.stringMatching(/^\d{4}-/) },
		});
		const [{ body } = { body: {} }] = posts('/api/v2/users');
		expect(Object(body)).toMatchObject({ verify_email: false, email_verified: false });
		expect(JSON.stringify(output)).not.toContain(Object(body).password);
		expect(tenant().emails).toEqual([expect.objectContaining({ to: 'new@example.com' })]);
	});

	it('uses another password for each', async () => {
		await run('invite', { connection, email: '={{ $json.email }}' }, [
			{ email: 'a@example.com' },
			{ email: 'b@example.com' },
		]);
		const passwords = posts('/api/v2/users').map(({ body }) => Object(body).password);
		expect(new Set(passwords).size).toBe(2);
	});

	it('sends again and creates nothing when it is run again', async () => {
		const first = await outputOf('invite', invite);
		const second = await outputOf('invite', invite);
		expect(second).toEqual({ ...first, outcome: 'invited_again' });
		expect(tenant().users.all()).toHaveLength(1);
		expect(tenant().emails).toHaveLength(2);
	});

	it('gives the link instead, and Auth0 sends nothing', async () => {
		const output = await outputOf('invite', {
			...invite,
			invitation: 'link',
			options: { validForHours: 24 },
		});
		expect(output.ticket).toMatch(/^https:\/\//);
		expect(posts('/api/v2/tickets/password-change')[0]?.body).toEqual({
			user_id: output.user_id,
			ttl_sec: 86_400,
			mark_email_as_verified: true,
		});
		expect(tenant().emails).toEqual([]);
		const again = await outputOf('invite', { ...invite, invitation: 'link' });
		expect(again.ticket).not.toBe(output.ticket);
	});

	it('needs create:users alone for an email to somebody new', async () => {
		tenant().setScopes('full', 'create:users');
		expect(await outputOf('invite', invite)).toMatchObject({ outcome: 'invited' });
	});

	it('marks a user who was there before, keeping other metadata', async () => {
		tenant().seedUsers([account('new', { app_metadata: { plan: 'gold' } })]);
		expect(await outputOf('invite', invite)).toMatchObject({ outcome: 'invited_again' });
		expect(byName('new')[0]?.app_metadata).toEqual({
			plan: 'gold',
			invited_at: expect.any(String),
		});
	});

	it('gives the user what is added, and the name of the application that is chosen', async () => {
		await outputOf('invite', {
			...invite,
			additionalFields: { givenName: 'Jane', appMetadata: '{ "plan": "gold" }' },
			options: {
				application: byId(tenant().clients.readOnly.clientId),
			},
		});
		expect(byName('new')[0]).toMatchObject({ given_name: 'Jane', app_metadata: { plan: 'gold' } });
		expect(posts('/dbconnections/change_password')[0]?.body).toMatchObject({
			client_id: tenant().clients.readOnly.clientId,
		});
	});

	it('says that the user is there when no email goes out, and does not send twice', async () => {
		tenant().inject({ path: '/dbconnections/change_password', drop: 'after' });
		const { error } = await run('invite', invite);
		expect(error?.description).toMatch(
			/may have been sent.*was created\. Running this item again invites the same user/,
		);
		expect(posts('/dbconnections/change_password')).toHaveLength(1);
	});

	it('names a connection that cannot be used', async () => {
		tenant().inject({
			path: '/dbconnections/change_password',
			status: 400,
			body: { error: 'invalid_request', error_description: 'Connection is disabled' },
		});
		const { error } = await run('invite', invite);
		expect(error?.message).toBe('This connection cannot be used with this application.');
	});

	it.each([
		[{ ...invite, email: '={{ $json.missing }}' }, "'Email' is empty."],
		[{ ...invite, email: 'x' }, "“x” in 'Email' is not an email address."],
		[
			{ ...invite, invitation: 'link', options: { validForHours: '={{ "soon" }}' } },
			"'Valid For (Hours)' must be a number of 0.01 or more.",
		],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await run('invite', parameters);
		expect(error?.message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});
});

describe('links', () => {
	const userId = jane;
	beforeEach(() => tenant().seedUsers([account('jane')]));

	it.each([
		['emailAndLink:createPasswordTicket', 'password-change'],
		['emailAndLink:createVerificationTicket', 'email-verification'],
	])('%s makes one, with all options', async (operation, kind) => {
		const organization = byId(tenant().catalogue.organizations[0]?.id);
		tenant().addMember(String(organization.value), JANE);
		const options = JSON.parse(
			JSON.stringify({ organization, validForHours: 1, includeEmailInRedirect: true }),
		);
		const output = await outputOf(operation, { userId, options });
		expect(output).toEqual({ user_id: JANE, ticket: expect.stringMatching(/^https:/) });
		expect(posts(`/api/v2/tickets/${kind}`)[0]?.body).toEqual({
			user_id: JANE,
			organization_id: organization.value,
			ttl_sec: 3600,
			includeEmailInRedirect: true,
		});
	});

	it.each<[string, INodeParameters, string]>([
		[
			'emailAndLink:createPasswordTicket',
			{ resultUrl: 'https://a.b/', organization: byId('org_1') },
			"'Result URL' and 'Organization' cannot be used together.",
		],
		[
			'emailAndLink:createVerificationTicket',
			{ resultUrl: 'https://a.b/', application: byId('x') },
			"'Result URL' and 'Application' cannot be used together.",
		],
		[
			'emailAndLink:createPasswordTicket',
			{ resultUrl: 'a.b' },
			"“a.b” in 'Result URL' is not a URL.",
		],
		[
			'emailAndLink:createPasswordTicket',
			{ validForHours: 0 },
			"'Valid For (Hours)' must be a number of 0.01 or more.",
		],
	])('%s refuses %j before anything is sent', async (operation, options, message) => {
		const { error } = await run(operation, { userId, options });
		expect(error?.message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});
});

describe('Send Verification Email', () => {
	const userId = jane;
	beforeEach(() => tenant().seedUsers([account('jane')]));

	it('waits until it is sent', async () => {
		expect(await outputOf('emailAndLink:sendVerificationEmail', { userId })).toMatchObject({
			user_id: JANE,
			status: 'completed',
		});
		expect(tenant().emails).toHaveLength(1);
	});

	it('says when Auth0 could not send it', async () => {
		tenant().failNextJob();
		const { error } = await run('emailAndLink:sendVerificationEmail', { userId });
		expect(error?.message).toBe(`Auth0 could not send the verification email to user “${JANE}”.`);
	});

	it('is pending for an application that may not look', async () => {
		tenant().setScopes('full', 'update:users');
		expect(await outputOf('emailAndLink:sendVerificationEmail', { userId })).toMatchObject({
			status: 'pending',
		});
	});

	it('is not sent twice when nobody knows whether it was', async () => {
		tenant().inject({ path: '/api/v2/jobs/verification-email', drop: 'after' });
		const { error } = await run('emailAndLink:sendVerificationEmail', { userId });
		expect(error?.description).toContain('may have succeeded');
		expect(posts('/api/v2/jobs/verification-email')).toHaveLength(1);
	});
});
