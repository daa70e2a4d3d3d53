/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the file of an export is a zipped stream */
import { gunzipSync } from 'zlib';
import axios from 'axios';
import { Agent } from 'https';

import { account, DATABASE, JANE } from '../../support/accounts';
import { useFastClock } from '../../support/fastClock';
import { importForm, importOf } from '../../support/importForm';
import { callerOf, useStandIn } from '../../support/standIn';
import type { ClientName, Job } from '../index';
import { Jobs } from '../jobs';

const tenant = useStandIn();
useFastClock();
const { call } = callerOf(tenant);

const CONNECTION = 'con_0000000000000001';
const SEED = 'JBTWY3DPEHPK3PNP';
const BCRYPT = `$2b$10$${'a'.repeat(53)}`;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const connectionOf = (id: string) => ({ users: '[]', connection_id: id });
const later = (ms: number) => jest.setSystemTime(Date.now() + ms);
const look = async (id: string, client?: ClientName) =>
	(await call<Job>('GET', `/jobs/${id}`, { client })).data;

describe('An import', () => {
	const start = async (users: object[], rest: Record<string, string> = {}) =>
		await call<Job>('POST', '/jobs/users-imports', importOf(users, CONNECTION, rest));
	const errorsOf = async ({ id }: Job) => await call('GET', `/jobs/${id}/errors`);
	const run = async (users: object[], rest?: Record<string, string>) => {
		const { data } = await start(users, rest);
		later(MINUTE_MS);
		return await look(data.id);
	};

	it('is pending, then goes through the users, and tells how many it imported', async () => {
		tenant().jobs.settings = { startMs: 1000, msPerUser: 1000 };
		const { status, data } = await start([{ email: 'a@example.com' }, { email: 'b@example.com' }], {
			external_id: 'x',
		});
		expect(status).toBe(202);
		expect(data).toEqual({
			id: expect.stringMatching(/^job_[A-Za-z0-9]{16}$/),
			type: 'users_import',
			status: 'pending',
			created_at: expect.any(String),
			connection_id: CONNECTION,
			connection: DATABASE,
			external_id: 'x',
		});
		expect(tenant().users.all()).toEqual([]);
		later(2000);
		expect(await look(data.id)).toMatchObject({ status: 'processing', percentage_done: 50 });
		expect(tenant().users.all()).toMatchObject([{ email: 'a@example.com', email_verified: false }]);
		later(1000);
		expect(await look(data.id, 'readOnly')).toEqual({
			...data,
			status: 'completed',
			summary: { failed: 0, updated: 0, inserted: 2, total: 2 },
		});
		expect((await errorsOf(data)).status).toBe(204);
	});

	it('keeps what a user logs in with, and gives none of it out', async () => {
		const factors = [{ totp: { secret: SEED } }, { phone: { value: '+15551234567' } }];
		await run([
			{ email: 'Ann@example.com', user_id: 'ann', password_hash: BCRYPT, mfa_factors: factors },
		]);
		const user = await call('GET', '/users/auth0%7Cann');
		expect(user.data).toMatchObject({ email: 'ann@example.com', user_id: 'auth0|ann' });
		expect(JSON.stringify(user.data)).not.toContain('$2b$');
		expect(tenant().secrets.get('auth0|ann')).toEqual({
			password_hash: BCRYPT,
			mfa_factors: factors,
		});
		expect(tenant().userData.authenticationMethods.of('auth0|ann')).toMatchObject([
			{ type: 'totp' },
			{ type: 'phone', phone_number: '+15551234567' },
		]);
	});

	it('fails for a user who exists, and completes all the same', async () => {
		tenant().seedUsers([account('jane')]);
		const user = { email: 'jane@example.com', password_hash: BCRYPT };
		const job = await run([user, { email: 'new@example.com' }]);
		expect(job).toMatchObject({
			status: 'completed',
			summary: { failed: 1, inserted: 1, total: 2 },
		});
		expect((await errorsOf(job)).data).toEqual([
			{
				user,
				errors: [
					{
						code: 'DUPLICATED_USER',
						message: 'The user already exist and upsert parameter is false',
					},
				],
			},
		]);
	});

	it('updates a user who exists with upsert: metadata is replaced, other fields stay', async () => {
		tenant().seedUsers([
			account('jane', {
				email_verified: true,
				given_name: 'Jane',
				user_metadata: { a: 1 },
				app_metadata: { b: 1 },
			}),
		]);
		const user = {
			email: 'jane@example.com',
			blocked: true,
			user_metadata: { c: 1 },
			user_id: 'x',
		};
		const job = await run([user], { upsert: 'true' });
		expect(job.summary).toEqual({ failed: 0, updated: 1, inserted: 0, total: 1 });
		const updated = tenant().users.get(JANE);
		expect(updated).toMatchObject({ email_verified: false, given_name: 'Jane' });
		expect(updated).toMatchObject({ user_metadata: { c: 1 }, app_metadata: { b: 1 } });
		expect(updated).not.toHaveProperty('blocked');
	});

	it('replaces a custom hash until the first login', async () => {
		const hash = (value: string) => ({
			email: 'a@example.com',
			user_id: 'a',
			custom_password_hash: { algorithm: 'md5', hash: { value, encoding: 'hex' } },
		});
		await run([hash('one')], { upsert: 'true' });
		await run([hash('two')], { upsert: 'true' });
		const kept = () => tenant().secrets.get('auth0|a')?.custom_password_hash?.hash.value;
		expect(kept()).toBe('two');
		tenant().users.put({
			...tenant().users.require('auth0|a'),
			last_login: '2026-01-01T00:00:00Z',
		});
		await run([hash('three')], { upsert: 'true' });
		expect(kept()).toBe('two');
	});

	it.each([
		['no email', {}, 'OBJECT_REQUIRED'],
		[
			'an unknown property',
			{ email: 'a@example.com', password: 'x' },
			'OBJECT_ADDITIONAL_PROPERTIES',
		],
		['an email address that is none', { email: 'a' }, 'INVALID_FORMAT'],
		['a text in place of a truth value', { email: 'a@example.com', blocked: 'no' }, 'INVALID_TYPE'],
		['no bcrypt hash', { email: 'a@example.com', password_hash: 'x' }, 'INVALID_FORMAT'],
		[
			'both kinds of hashes',
			{
				email: 'a@example.com',
				password_hash: BCRYPT,
				custom_password_hash: { algorithm: 'md5', hash: { value: 'x', encoding: 'hex' } },
			},
			'NOT_PASSED',
		],
		[
			'an algorithm that nobody knows',
			{ email: 'a@example.com', custom_password_hash: { algorithm: 'rot13', hash: {} } },
			'ENUM_MISMATCH',
		],
		[
			'a second factor of two kinds',
			{
				email: 'a@example.com',
				mfa_factors: [{ totp: { secret: 'A' }, phone: { value: '+1' } }],
			},
			'OBJECT_PROPERTIES_MAXIMUM',
		],
		['reserved metadata', { email: 'a@example.com', app_metadata: { user_id: 1 } }, 'NOT_PASSED'],
	])('fails for a user with %s', async (_name, user, code) => {
		const job = await run([user]);
		expect(job.summary).toMatchObject({ failed: 1, total: 1 });
		expect((await errorsOf(job)).data).toMatchObject([{ user, errors: [{ code }] }]);
		expect(tenant().users.all()).toEqual([]);
	});

	it('fails for the second row of a user, with upsert, too', async () => {
		const users = [{ email: 'a@example.com' }, { email: 'A@example.com' }];
		const job = await run(users, { upsert: 'true' });
		expect(job.summary).toEqual({ failed: 1, updated: 0, inserted: 1, total: 2 });
		expect((await errorsOf(job)).data).toMatchObject([{ user: users[1] }]);
	});

	it('is refused while two others are active', async () => {
		await start([{ email: 'a@example.com' }]);
		await start([{ email: 'b@example.com' }]);
		const { status, data } = await start([{ email: 'c@example.com' }]);
		expect(status).toBe(429);
		expect(Object(data).message).toBe(
			'There are 2 active import users jobs, please wait until some of them are finished and try again',
		);
		later(MINUTE_MS);
		expect((await start([{ email: 'c@example.com' }])).status).toBe(202);
	});

	it('fails after two hours, and is forgotten after a day', async () => {
		tenant().jobs.stallNext();
		const { data } = await start([{ email: 'a@example.com' }, { email: 'b@example.com' }]);
		later(HOUR_MS);
		expect(await look(data.id)).toMatchObject({ status: 'processing', percentage_done: 50 });
		later(HOUR_MS);
		expect(await look(data.id)).toMatchObject({ status: 'failed' });
		expect(tenant().users.all()).toHaveLength(1);
		later(22 * HOUR_MS);
		expect(await look(data.id)).toMatchObject({ statusCode: 404 });
	});

	it('completes however late it is looked at', async () => {
		const { data } = await start([{ email: 'a@example.com' }]);
		later(3 * HOUR_MS);
		expect((await look(data.id)).status).toBe('completed');
	});

	it('fails as a whole in the middle, or for a file that is no list in JSON', async () => {
		tenant().failNextJob();
		const half = await run([{ email: 'a@example.com' }, { email: 'b@example.com' }]);
		expect(half.status).toBe('failed');
		expect(tenant().users.all()).toHaveLength(1);
		const { data } = await call<Job>(
			'POST',
			'/jobs/users-imports',
			importForm({ users: '{"email":', connection_id: CONNECTION }),
		);
		later(MINUTE_MS);
		expect(await look(data.id)).toMatchObject({ status: 'failed' });
		expect((await errorsOf(data)).data).toMatchObject({
			id: data.id,
			status_details: expect.stringMatching(/^Failed to parse users file JSON/),
		});
	});

	it.each<[number, unknown, Record<string, string>]>([
		[400, "Must provide 'users' file as multipart part.", { connection_id: CONNECTION }],
		[400, "Must provide 'connection_id' as multipart part.", { users: '[]' }],
		[400, 'Users file must not be empty.', { users: '', connection_id: CONNECTION }],
		[400, 'The connection does not exist.', connectionOf('con_9999999999999999')],
		[400, 'Connection must be a database connection.', connectionOf('con_0000000000000004')],
		[400, 'Connection must be enabled.', connectionOf('con_0000000000000003')],
		[400, expect.stringContaining('String does not match pattern'), connectionOf('x')],
		[
			413,
			'Payload content length greater than maximum allowed: 512000.',
			{ users: `[${' '.repeat(512_000)}]`, connection_id: CONNECTION },
		],
	])('is refused with %i: %s', async (statusCode, message, parts) => {
		const { data } = await call('POST', '/jobs/users-imports', importForm(parts));
		expect(data).toMatchObject({ statusCode, message });
	});

	it('is refused for a body that is no form, and without the permission', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const { data } = await call('POST', '/jobs/users-imports', { body: 'nonsense', headers });
		expect(data).toMatchObject({
			statusCode: 400,
			message: "Payload validation error: 'Invalid multipart payload format'.",
		});
		const form = importOf([], CONNECTION);
		const { status } = await call('POST', '/jobs/users-imports', { ...form, client: 'readOnly' });
		expect(status).toBe(403);
	});
});

describe('An export', () => {
	const start = async (body: object) => await call<Job>('POST', '/jobs/users-exports', { body });
	const run = async (body: object) => {
		const { data } = await start(body);
		later(MINUTE_MS);
		return await look(data.id);
	};
	const download = async (location = '') =>
		await axios.get<Buffer>(location, {
			httpsAgent: new Agent({ ca: tenant().ca }),
			responseType: 'arraybuffer',
			validateStatus: () => true,
		});
	const linesOf = async ({ location }: Job) =>
		gunzipSync((await download(location)).data)
			.toString()
			.trimEnd()
			.split('\n');

	beforeEach(() =>
		tenant().seedUsers([
			account('ann', { user_metadata: { plan: 'gold' } }),
			account('bob', { name: 'Bob "=1+1"' }),
			{ connection: 'email', user_id: 'eve', email: 'eve@example.com' },
		]),
	);

	it('is pending, then completed, with the address of a zipped file of lines', async () => {
		const fields = [{ name: 'user_id' }, { name: 'user_metadata' }];
		const { status, data } = await start({ format: 'json', fields });
		expect(status).toBe(200);
		expect(data).toEqual({
			id: expect.any(String),
			type: 'users_export',
			status: 'pending',
			created_at: expect.any(String),
			format: 'json',
			fields,
		});
		expect((await look(data.id)).location).toBeUndefined();
		later(MINUTE_MS);
		const lines = await linesOf(await look(data.id));
		expect(lines.map((line) => JSON.parse(line))).toEqual([
			{ user_id: 'auth0|ann', user_metadata: { plan: 'gold' } },
			{ user_id: 'auth0|bob' },
			{ user_id: 'email|eve' },
		]);
	});

	it('is of one connection, of so many users, with columns of any name', async () => {
		const fields = [
			{ name: 'email', export_as: 'Mail' },
			{ name: 'user_metadata.plan' },
			{ name: 'identities[0].connection', export_as: 'From' },
		];
		const job = await run({ connection_id: CONNECTION, limit: 1, fields });
		expect(job).toMatchObject({ connection_id: CONNECTION, connection: DATABASE, limit: 1 });
		expect((await linesOf(job)).map((line) => JSON.parse(line))).toEqual([
			{ Mail: 'ann@example.com', 'user_metadata.plan': 'gold', From: DATABASE },
		]);
	});

	it('has fields of its own choice, and in CSV an apostrophe before each text', async () => {
		const [first] = await linesOf(await run({ format: 'json' }));
		expect(JSON.parse(first ?? '')).toMatchObject({ Id: 'auth0|ann', 'Email Verified': false });
		const fields = [{ name: 'name' }, { name: 'email_verified' }];
		const lines = await linesOf(await run({ format: 'csv', connection_id: CONNECTION, fields }));
		expect(lines).toEqual([
			'"name","email_verified"',
			`"'ann@example.com",false`,
			`"'Bob ""=1+1""",false`,
		]);
	});

	it('has an address that is valid for a minute, and renewed by another look', async () => {
		const { id, location } = await run({});
		expect(new URL(location ?? '').pathname).not.toMatch(/^\/api/);
		later(MINUTE_MS);
		expect((await download(location)).status).toBe(403);
		const renewed = (await look(id)).location ?? '';
		expect((await download(renewed.replace(/.$/, '!'))).status).toBe(403);
		expect((await download(renewed)).status).toBe(200);
		later(24 * HOUR_MS);
		expect(await look(id)).toMatchObject({ statusCode: 404 });
	});

	it('is refused for a connection that is not there', async () => {
		const { data } = await start({ connection_id: 'con_9999999999999999' });
		expect(data).toMatchObject({ statusCode: 400, message: 'The connection does not exist.' });
	});

	it('fails', async () => {
		tenant().failNextJob();
		const job = await run({});
		expect(job.status).toBe('failed');
		expect(job.location).toBeUndefined();
	});
});

it('a job without any time is done in the moment in which it began', () => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.now());
	const jobs = new Jobs();
	jobs.settings = { startMs: 0, msPerUser: 0 };
	const { id } = jobs.create('users_import', { count: 2, onCompleted: () => ({}) });
	expect(jobs.look(id)?.status).toBe('completed');
	jest.restoreAllMocks();
});
