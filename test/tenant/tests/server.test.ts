import { account } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import { startTenant, type Tenant, type TenantOptions } from '../index';

const tenant = useStandIn();
const { send, call } = callerOf(tenant);

const started: Tenant[] = [];
const start = async (options?: TenantOptions) => {
	const other = await startTenant(options);
	started.push(other);
	return other;
};
afterEach(async () => await Promise.all(started.splice(0).map((other) => other.stop())));

const BODY = { headers: { 'content-type': 'application/json' } };

describe('The server', () => {
	it('is trusted by nobody who does not know its authority', async () => {
		const stranger = await start();
		const { send: sendTrusting } = callerOf(() => ({ ...stranger, ca: tenant().ca }));
		await expect(sendTrusting('GET', '/')).rejects.toMatchObject({
			code: expect.stringMatching(/CERT|SIGNATURE|ISSUER/),
		});
	});

	it('is trusted over a restart that keeps the authority', async () => {
		const { ca, caKey } = tenant();
		const restarted = await start({ ca, caKey });
		const knowing = callerOf(() => ({ ...restarted, ca }));
		expect((await knowing.call('GET', '/users')).status).toBe(200);
	});

	it('keeps the ids and secrets of clients that it is given', async () => {
		const fixed = await start({ clients: { full: { clientId: 'id', clientSecret: 's' } } });
		expect(fixed.clients.full).toMatchObject({ clientId: 'id', clientSecret: 's' });
		expect((await callerOf(() => fixed).call('GET', '/users')).status).toBe(200);
	});

	it('answers 404 for what it does not have', async () => {
		const { status, data } = await send('GET', '/api/v2/nothing');
		expect(status).toBe(404);
		expect(data).toEqual({ statusCode: 404, error: 'Not Found', message: 'Not Found' });
	});

	it('answers 400 invalid_body for what is no JSON', async () => {
		const { status, data } = await call('POST', '/users', { ...BODY, body: '{"connection":' });
		expect(status).toBe(400);
		expect(data).toMatchObject({ statusCode: 400, errorCode: 'invalid_body' });
	});

	it('answers 413 for a body of more than a megabyte', async () => {
		const withBytes = (count: number) =>
			account('jane', { user_metadata: { text: 'x'.repeat(count) } });
		expect((await call('POST', '/users', { body: withBytes(1024 * 1023) })).status).toBe(201);
		const { status, data } = await call('POST', '/users', { body: withBytes(1024 * 1024) });
		expect(status).toBe(413);
		expect(data).toMatchObject({ statusCode: 413, error: 'Request Entity Too Large' });
	});
});
