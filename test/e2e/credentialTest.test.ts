import { credentialFor } from '../n8n/imports';
import type { N8nServer } from '../n8n/n8n';
import { Session } from '../n8n/session';
import { connectionTo } from '../support/connection';
import { startTenant, type Tenant } from '../tenant';
import { n8n, startTrustedTenant } from './environment';

interface Saved {
	id: string;
}

interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

type Fields = ReturnType<typeof connectionTo>;

const LONGER_THAN_N8N_WAITS_MS = 10_500;

describe('the credential test of the editor', () => {
	let server: N8nServer;
	let session: Session;
	let tenant: Tenant;
	let untrusted: Tenant;

	beforeAll(async () => {
		server = await n8n.start();
		session = await Session.open(server.url, n8n.options.userFolder);
		tenant = await startTrustedTenant();
		untrusted = await startTenant();
	});

	beforeEach(() => tenant.reset());

	afterAll(async () => {
		await server.stop();
		await tenant.stop();
		await untrusted.stop();
	});

	/** Saves a credential and tests it, as a click on Save does. */
	async function test(fields: Fields): Promise<TestResult> {
		const credential = credentialFor({ name: 'Auth0' }, fields);
		const { id } = await session.request<Saved>('POST', '/credentials', credential);
		return await session.request('POST', '/credentials/test', {
			credentials: { ...credential, id },
		});
	}

	const accepted: Array<keyof Tenant['clients']> = ['full', 'readOnly', 'createOnly', 'updateOnly'];

	it.each(accepted)('accepts the client %s', async (client) => {
		expect(await test(connectionTo(tenant, client))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	const refused: Array<[string, () => Fields, RegExp]> = [
		[
			'a wrong Client ID',
			() => ({ ...connectionTo(tenant), clientId: 'wrong' }),
			/Client ID.*Applications/,
		],
		[
			'a wrong Client Secret',
			() => ({ ...connectionTo(tenant), clientSecret: 'wrong' }),
			/Client Secret.*Applications/,
		],
		[
			'an application that is not authorized for the API',
			() => connectionTo(tenant, 'ungranted'),
			/not authorized.*Machine to Machine Applications/,
		],
		[
			'an application without the grant type',
			() => connectionTo(tenant, 'noGrantType'),
			/grant.*Client Credentials/,
		],
		[
			'an unknown Audience',
			() => ({ ...connectionTo(tenant), audience: 'https://elsewhere.example.com/' }),
			/no API “https:\/\/elsewhere.example.com\/”.*Audience/,
		],
		[
			'a host that does not exist',
			() => ({ ...connectionTo(tenant), domain: 'tenant.invalid' }),
			/Host tenant\.invalid not found.*Tenant Domain/,
		],
		[
			'a port that nothing listens on',
			() => ({ ...connectionTo(tenant), domain: 'localhost:1' }),
			/localhost:1 refused the connection.*Tenant Domain/,
		],
		[
			'a certificate that n8n does not trust',
			() => connectionTo(untrusted),
			/certificate.*not trusted.*NODE_EXTRA_CA_CERTS/,
		],
		[
			'a Tenant Domain with a path',
			() => ({ ...connectionTo(tenant), domain: `${tenant.domain}/dashboard` }),
			/'Tenant Domain' must not include a path/,
		],
	];

	it.each(refused)('says what to do about %s', async (_, fields, message) => {
		expect(await test(fields())).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it('gives up on a tenant that does not answer', async () => {
		tenant.inject({ path: '/oauth/token', delayMs: LONGER_THAN_N8N_WAITS_MS });
		expect(await test(connectionTo(tenant))).toEqual({
			status: 'Error',
			message: expect.stringMatching(/did not answer in time.*try again/),
		});
	});

	it('does not take the token of an earlier secret for a good one', async () => {
		const fields = connectionTo(tenant);
		const credential = credentialFor({ name: 'Auth0' }, fields);
		const { id } = await session.request<Saved>('POST', '/credentials', credential);
		const testWith = async (clientSecret: string) =>
			await session.request<TestResult>('POST', '/credentials/test', {
				credentials: { ...credential, id, data: { ...fields, clientSecret } },
			});

		expect(await testWith(fields.clientSecret)).toMatchObject({ status: 'OK' });
		expect(await testWith('wrong')).toMatchObject({ status: 'Error' });
	});
});
