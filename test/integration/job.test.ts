import type { IDataObject } from 'n8n-workflow';

import { execute } from '../support/engine';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const ID = 'job_6nNLiwFZksN0YmRR';
const HASH = '$2b$10$a-hash-that-nobody-may-see';

const run = async (operation: string, jobId = ID) =>
	await execute(credentialFor(tenant()), { operation: `job:${operation}`, jobId });

const outputsOf = async (operation: string): Promise<IDataObject[]> =>
	(await run(operation)).items.map(({ json }) => json);

describe('Get', () => {
	it('returns what is known of a job, but not where its file is', async () => {
		tenant().jobs.settings = { startMs: 0, msPerUser: 0 };
		await execute(credentialFor(tenant()), { operation: 'job:exportUsers' });
		const [job] = tenant().jobs.all();

		const { items } = await run('get', job?.id);

		expect(items.map(({ json }) => json)).toEqual([{ ...job, status: 'completed' }]);
		expect(JSON.stringify(items)).not.toContain('Signature');
	});

	it('returns how far an import is', async () => {
		const summary = { failed: 1, updated: 2, inserted: 3, total: 6 };
		tenant().seedImportJob({ id: ID, summary });

		expect(await outputsOf('get')).toMatchObject([{ id: ID, status: 'completed', summary }]);
	});
});

describe('Get Errors', () => {
	it('returns who was not imported, and why, without what they log in with', async () => {
		tenant().seedImportJob({ id: ID }, [
			{
				user: {
					email: 'a@example.com',
					app_metadata: { plan: 'gold' },
					password_hash: HASH,
					custom_password_hash: { algorithm: 'md5', hash: { value: 'a-custom-hash' } },
					mfa_factors: [{ totp: { secret: 'A-TOTP-SEED' } }],
					password: 'a-password',
				},
				errors: [
					{ code: 'FORMAT', message: `Not a hash: ${HASH}, or a-password` },
					{ code: 'PATTERN', message: 'Not a seed: redacted?', path: 'mfa_factors.0.totp' },
					{ code: 'INVALID_TYPE', message: 'Expected type string', path: 'given_name' },
				],
			},
		]);

		const outputs = await outputsOf('getErrors');

		expect(outputs).toEqual([
			{
				job_id: ID,
				user: { email: 'a@example.com', app_metadata: { plan: 'gold' } },
				errors: [
					{ code: 'FORMAT', message: 'Not a hash: ***, or ***' },
					{ code: 'PATTERN', message: '', path: 'mfa_factors.0.totp' },
					{ code: 'INVALID_TYPE', message: 'Expected type string', path: 'given_name' },
				],
			},
		]);
	});

	it('returns no items, and says why, where there are none', async () => {
		tenant().seedImportJob({ id: ID });

		const { items, hints } = await run('getErrors');

		expect(items).toEqual([]);
		expect(hints).toEqual([expect.stringContaining('Auth0 has no errors of this job.')]);
	});

	it('returns why a job failed as a whole', async () => {
		tenant().seedImportJob({ id: ID, status: 'failed', status_details: 'The job has expired.' });

		expect(await outputsOf('getErrors')).toEqual([
			{ job_id: ID, status_details: 'The job has expired.' },
		]);
		expect(await outputsOf('get')).toMatchObject([
			{ id: ID, status: 'failed', status_details: 'The job has expired.' },
		]);
	});
});

it.each(['get', 'getErrors'])('%s says so of a job that is not there', async (operation) => {
	const { error } = await run(operation, 'job_x');
	expect(error).toMatchObject({
		message: 'Job “job_x” does not exist.',
		description: expect.stringContaining('after 24 hours'),
	});

	const empty = await run(operation, ' ');
	expect(empty.error).toMatchObject({ message: "'Job ID' is empty." });
});
