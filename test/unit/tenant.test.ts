import { fingerprint, normaliseDomain, readConnection } from '../../nodes/Auth0/transport/tenant';

describe('Tenant Domain', () => {
	it.each([
		['tenant.us.auth0.com', 'tenant.us.auth0.com'],
		['https://tenant.us.auth0.com/', 'tenant.us.auth0.com'],
		['https://tenant.us.auth0.com', 'tenant.us.auth0.com'],
		['tenant.us.auth0.com/', 'tenant.us.auth0.com'],
		['  Tenant.US.Auth0.com \n', 'tenant.us.auth0.com'],
		['HTTPS://LOGIN.EXAMPLE.COM/', 'login.example.com'],
		['localhost:4443', 'localhost:4443'],
		['127.0.0.1:4443', '127.0.0.1:4443'],
		['tenant.us.auth0.com:443', 'tenant.us.auth0.com'],
		['xn--bcher-kva.example', 'xn--bcher-kva.example'],
	])('takes %j', (typed, domain) => {
		expect(normaliseDomain(typed)).toBe(domain);
	});

	it.each([
		['', 'is empty'],
		['   ', 'is empty'],
		[undefined, 'is empty'],
		[42, 'is empty'],
		['https://', 'is not a host name'],
		['tenant.us.auth0.com/api', 'path'],
		['tenant.us.auth0.com//', 'path'],
		['https:///tenant.us.auth0.com', 'path'],
		['tenant.us.auth0.com?x=1', 'query'],
		['tenant.us.auth0.com/?x=1', 'query'],
		['tenant.us.auth0.com#x', 'fragment'],
		['user@tenant.us.auth0.com', '@'],
		['https://tenant.us.auth0.com@evil.example', '@'],
		['tenant.us.auth0.com\\@evil.example', 'backslash'],
		['tenant.us .auth0.com', 'space'],
		['tenant.us\t.auth0.com', 'space'],
		['tenant.us\n.auth0.com', 'space'],
		['tenant.us\u0000.auth0.com', 'invisible'],
		['tenant.us\u200b.auth0.com', 'invisible'],
		['http://tenant.us.auth0.com', 'http://'],
		['ftp://tenant.us.auth0.com', 'ftp://'],
		['javascript:alert(1)', 'is not a host name'],
		['mailto:jane', 'is not a host name'],
		['//tenant.us.auth0.com', 'path'],
		['tenant.us.auth0.com.', 'is not a host name'],
		['.auth0.com', 'is not a host name'],
		['tenant..auth0.com', 'is not a host name'],
		['-tenant.auth0.com', 'is not a host name'],
		['tenant.us.auth0.com:', 'is not a host name'],
		['tenant.us.auth0.com:0', 'is not a host name'],
		['tenant.us.auth0.com:65536', 'is not a host name'],
		['tenant.us.auth0.com:44a', 'is not a host name'],
		['[::1]:4443', 'is not a host name'],
		['tenant%2eauth0.com', 'is not a host name'],
		['tеnant.us.auth0.com', 'contains a letter that is not ASCII'],
		['\u212Aelvin.com', 'contains a letter that is not ASCII'],
		[`${'a.'.repeat(127)}com`, 'is not a host name'],
		['tenant。auth0.com', 'contains a letter that is not ASCII'],
		['0x7f.1', 'is not a host name'],
		['2130706433', 'is not a host name'],
		['127.1', 'is not a host name'],
	])('refuses %j', (typed, reason) => {
		const refused = expect.objectContaining({
			message: expect.stringMatching(/^'Tenant Domain' /),
			description: expect.stringContaining('tenant.us.auth0.com'),
		});
		expect(() => normaliseDomain(typed)).toThrow(refused);
		expect(() => normaliseDomain(typed)).toThrow(reason);
	});

	it('does not repeat what was typed, which may be a secret in the wrong field', () => {
		const silent = expect.objectContaining({
			message: expect.not.stringContaining('hunter2'),
			description: expect.not.stringContaining('hunter2'),
		});
		expect(() => normaliseDomain('hunter2 hunter2')).toThrow(silent);
	});
});

describe('the fields of the credential', () => {
	const fields = { domain: 'tenant.us.auth0.com', clientId: 'id', clientSecret: 'secret' };

	it('derives the audience from the domain, with the final slash', () => {
		expect(readConnection({ ...fields, audience: ' ' }).audience).toBe(
			'https://tenant.us.auth0.com/api/v2/',
		);
	});

	it('keeps an audience that is given, without the spaces around it', () => {
		expect(readConnection({ ...fields, audience: ' https://own.auth0.com/api/v2/ ' })).toEqual({
			...fields,
			audience: 'https://own.auth0.com/api/v2/',
		});
	});

	it('trims a pasted Client ID and Client Secret', () => {
		expect(
			readConnection({ ...fields, clientId: ' id\n', clientSecret: ' secret\n' }),
		).toMatchObject({ clientId: 'id', clientSecret: 'secret' });
	});

	it.each([
		[{ ...fields, clientId: ' ' }, "'Client ID' is empty"],
		[{ ...fields, clientSecret: '' }, "'Client Secret' is empty"],
		[{ ...fields, domain: '' }, "'Tenant Domain' is empty"],
	])('names the field that is missing in %j', (credential, message) => {
		expect(() => readConnection(credential)).toThrow(message);
	});
});

describe('the fingerprint', () => {
	const connection = readConnection({ domain: 'a.auth0.com', clientId: 'id', clientSecret: 's' });

	it.each([
		{ domain: 'b.auth0.com' },
		{ clientId: 'other' },
		{ clientSecret: 'other' },
		{ audience: 'other' },
	])('changes with %j', (change) => {
		expect(fingerprint({ ...connection, ...change })).not.toBe(fingerprint(connection));
	});

	it('tells fields apart that read the same in a row', () => {
		expect(fingerprint({ ...connection, clientId: 'ab', clientSecret: 'c' })).not.toBe(
			fingerprint({ ...connection, clientId: 'a', clientSecret: 'bc' }),
		);
	});

	it('does not hold the secret', () => {
		expect(fingerprint({ ...connection, clientSecret: 'hunter2' })).toMatch(/^[0-9a-f]{64}$/);
	});
});
