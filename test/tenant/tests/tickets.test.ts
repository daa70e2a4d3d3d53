import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { Job } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const ACME = 'org_0000000000000001';
const URL = 'https://example.com/done';
const NOT_SUPPORTED = "The user's main connection does not support this operation.";
const appId = () => String(tenant().applications[0]?.client_id);

beforeEach(() =>
	tenant().seedUsers([
		account('jane'),
		account('tel', { email: undefined, phone_number: '+15551234567' }),
		{ connection: 'email', user_id: 'mel', email: 'mel@example.com' },
		account('off'),
	]),
);

describe.each([
	['password-change', 'reset'],
	['email-verification', 'verify_email'],
])('A ticket for %s', (kind, page) => {
	const create = async (body: object) =>
		await call<{ ticket: string }>('POST', `/tickets/${kind}`, { body });

	it('is an address, and is kept with what was asked for', async () => {
		const body = { user_id: JANE, result_url: URL, ttl_sec: 60, includeEmailInRedirect: true };
		const { status, data } = await create(body);
		expect(status).toBe(201);
		expect(data.ticket).toMatch(
			new RegExp(`^https://${tenant().domain}/lo/${page}\\?ticket=[0-9a-f]+#$`),
		);
		expect(tenant().tickets).toEqual([{ kind, ticket: data.ticket, userId: JANE, body }]);
	});

	it('is for an application and an organization of the user', async () => {
		tenant().addMember(ACME, JANE);
		const { status } = await create({ user_id: JANE, client_id: appId(), organization_id: ACME });
		expect(status).toBe(201);
	});

	it.each([
		['an unknown user', { user_id: 'auth0|nobody' }, 404, 'The user does not exist.'],
		[
			'a user without an email address',
			{ user_id: 'auth0|tel' },
			400,
			'The user does not have an email address.',
		],
		['a passwordless user', { user_id: 'email|mel' }, 400, NOT_SUPPORTED],
		['an unknown application', { user_id: JANE, client_id: 'x' }, 400, 'The client does not exist'],
		[
			'an unknown organization',
			{ user_id: JANE, organization_id: 'org_x' },
			400,
			'The organization does not exist',
		],
		[
			'a user outside of the organization',
			{ user_id: JANE, organization_id: ACME },
			400,
			`The user with id ${JANE} is not a member of organization with id ${ACME}.`,
		],
		[
			'an identity of another user',
			{ user_id: JANE, identity: { provider: 'auth0', user_id: 'bob' } },
			400,
			'The user exists, but does not contain the given identity.',
		],
		[
			'an unknown connection of the identity',
			{
				user_id: JANE,
				identity: { provider: 'auth0', user_id: 'jane', connection_id: 'con_9999999999999999' },
			},
			400,
			'Identity connection does not exist.',
		],
		[
			'result_url with organization_id',
			{ user_id: JANE, result_url: URL, organization_id: ACME },
			400,
			'The result_url parameter cannot be specified when using organization_id.',
		],
		[
			'result_url with client_id',
			{ user_id: JANE, result_url: URL, client_id: 'x' },
			400,
			'The result_url parameter cannot be specified when using client_id.',
		],
		['an unknown property', { user_id: JANE, colour: 'red' }, 400, /Additional properties/],
	])('is refused for %s', async (_name, body, statusCode, message) => {
		const { data } = await create(body);
		const expected = typeof message === 'string' ? message : expect.stringMatching(message);
		expect(data).toMatchObject({ statusCode, message: expected });
		expect(tenant().tickets).toEqual([]);
	});

	it('needs the scope', async () => {
		const body = { user_id: JANE };
		const { data } = await call('POST', `/tickets/${kind}`, { body, client: 'updateOnly' });
		expect(data).toMatchObject({
			statusCode: 403,
			message: 'Insufficient scope, expected any of: create:user_tickets',
		});
	});
});

it('A password ticket finds the user by email and connection', async () => {
	const create = async (body: object) =>
		(await call('POST', '/tickets/password-change', { body })).status;
	const connection = { connection_id: 'con_0000000000000001' };
	expect(await create({ email: 'Jane@example.com', ...connection })).toBe(201);
	expect(tenant().tickets).toMatchObject([{ userId: JANE }]);
	expect(await create({ email: 'nobody@example.com', ...connection })).toBe(404);
	expect(await create({ email: 'jane@example.com' })).toBe(400);
	expect(await create({ email: 'jane@example.com', connection_id: 'con_9999999999999999' })).toBe(
		400,
	);
	expect(await create({ user_id: JANE, email: 'jane@example.com', ...connection })).toBe(400);
	expect(await create({})).toBe(400);
});

it('A verification ticket of a passwordless user names its identity', async () => {
	const body = { user_id: 'email|mel', identity: { provider: 'email', user_id: 'mel' } };
	expect((await call('POST', '/tickets/email-verification', { body })).status).toBe(201);
});

describe('A verification email', () => {
	const send = async (body: object, client?: 'readOnly') =>
		await call<Job>('POST', '/jobs/verification-email', { body, client });
	const look = async ({ id }: Job, client?: 'readOnly' | 'updateOnly') =>
		await call<Job>('GET', `/jobs/${id}`, { client });

	it('is sent by a job that is pending at first', async () => {
		const { status, data } = await send({ user_id: JANE, client_id: appId() });
		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(/^job_[A-Za-z0-9]{16}$/),
			type: 'verification_email',
			status: 'pending',
			created_at: expect.any(String),
		});
		expect((await look(data)).data).toEqual(data);
		expect(tenant().emails).toEqual([]);
		expect((await look(data, 'readOnly')).data).toEqual({ ...data, status: 'completed' });
		expect((await look(data)).data.status).toBe('completed');
		expect(tenant().emails).toEqual([
			{ to: 'jane@example.com', kind: 'verification_email', userId: JANE, clientId: appId() },
		]);
	});

	it('is not sent by a job that fails', async () => {
		tenant().failNextJob();
		const [failing, next] = [
			(await send({ user_id: JANE })).data,
			(await send({ user_id: JANE })).data,
		];
		await look(failing);
		await look(next);
		expect((await look(failing)).data.status).toBe('failed');
		expect(tenant().emails).toEqual([]);
		expect((await look(next)).data.status).toBe('completed');
	});

	it.each([
		['an unknown user', { user_id: 'auth0|nobody' }, 404, 'The user does not exist.'],
		['no user', {}, 400, expect.stringContaining('Missing required property: user_id')],
		[
			'a user without an email address',
			{ user_id: 'auth0|tel' },
			400,
			'User does not have an email address.',
		],
		[
			'a passwordless user without its identity',
			{ user_id: 'email|mel' },
			400,
			'Connection must be a database connection.',
		],
		[
			'an unknown organization',
			{ user_id: JANE, organization_id: 'org_x' },
			400,
			'The organization does not exist',
		],
	])('is refused for %s', async (_name, body, statusCode, message) => {
		expect((await send(body)).data).toMatchObject({ statusCode, message });
	});

	it('needs the scopes, and the job has to exist', async () => {
		expect((await send({ user_id: JANE }, 'readOnly')).status).toBe(403);
		const { data } = await send({ user_id: JANE });
		expect((await look(data, 'updateOnly')).status).toBe(403);
		expect((await look({ ...data, id: 'job_x' })).data).toMatchObject({
			statusCode: 404,
			message: 'Job not found.',
		});
	});
});
