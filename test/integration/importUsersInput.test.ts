import type { IDataObject } from 'n8n-workflow';

import { BCRYPT, useImport, users } from '../support/importUsers';
import { byId } from '../support/locators';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, sentUsers } = useImport(tenant);

const hash = (custom: IDataObject) => ({ email: 'a@example.com', custom_password_hash: custom });

it.each<[string, IDataObject, RegExp]>([
	['no email address', {}, /“email” in 'Body' is empty/],
	['an address that is none', { email: 'a' }, /“a” in 'Email' is not an email address/],
	['a password', { email: 'a@example.com', password: 'x' }, /does not import .*: password\./],
	['an unknown property', { email: 'a@example.com', colour: 1 }, /does not import .*: colour\./],
	[
		'another type',
		{ email: 'a@example.com', blocked: 'no' },
		/“blocked” in 'Body' must be true or false/,
	],
	['a prefix', { email: 'a@example.com', user_id: 'auth0|1' }, /includes a prefix/],
	['no bcrypt hash', { email: 'a@example.com', password_hash: 'my-hash' }, /is not a bcrypt hash/],
	[
		'two hashes',
		{ ...hash({ algorithm: 'md5', hash: { value: 'my-hash' } }), password_hash: BCRYPT },
		/cannot be used together/,
	],
	['an algorithm that is not known', hash({ algorithm: 'rot13' }), /“algorithm” of .* is not one/],
	['a hash without its value', hash({ algorithm: 'md5', hash: {} }), /lacks hash.value/],
	[
		'an unknown part of a hash',
		hash({ algorithm: 'md5', hash: { value: 'my-hash', colour: 1 } }),
		/“hash” of .* has the unknown property “colour”/,
	],
	[
		'a salt without its value',
		hash({ algorithm: 'md5', hash: { value: 'my-hash' }, salt: {} }),
		/lacks salt.value/,
	],
	[
		'a hash that is not of its encoding',
		hash({ algorithm: 'md5', hash: { value: 'my-hash', encoding: 'hex' } }),
		/“hash.value” of .* is not hex/,
	],
	[
		'a hash that lacks half of its last byte',
		hash({ algorithm: 'md5', hash: { value: '68617', encoding: 'hex' } }),
		/“hash.value” of .* is not hex/,
	],
	[
		'a salt that is not of its encoding',
		hash({
			algorithm: 'sha256',
			hash: { value: '68617368', encoding: 'hex' },
			salt: { value: 'my hash', encoding: 'base64' },
		}),
		/“salt.value” of .* is not base64/,
	],
	[
		'a key that is not of its encoding',
		hash({
			algorithm: 'hmac',
			hash: {
				value: '68617368',
				encoding: 'hex',
				digest: 'sha1',
				key: { value: 'my-hash', encoding: 'hex' },
			},
		}),
		/“hash.key.value” of .* is not hex/,
	],
	['an empty hash', hash({ algorithm: 'sha1', hash: { value: '' } }), /lacks hash.value/],
	[
		'an HMAC without its key',
		hash({ algorithm: 'hmac', hash: { value: 'my-hash', digest: 'sha256' } }),
		/lacks hash.key.value/,
	],
	[
		'a scrypt hash without its length',
		hash({ algorithm: 'scrypt', hash: { value: 'my-hash' }, salt: { value: 'a' } }),
		/lacks keylen/,
	],
	...['argon2', 'bcrypt', 'ldap', 'pbkdf2'].map((algorithm): [string, IDataObject, RegExp] => [
		`a hash that is none by ${algorithm}`,
		hash({ algorithm, hash: { value: 'my-hash' } }),
		new RegExp(`“hash.value” of .* is not a hash by ${algorithm}`),
	]),
	[
		'the scheme CRYPT',
		hash({ algorithm: 'ldap', hash: { value: '{CRYPT}my-hash' } }),
		/is not a hash by ldap/,
	],
	[
		'a salt beside a hash that has one',
		hash({ algorithm: 'bcrypt', hash: { value: BCRYPT }, salt: { value: 'my-hash' } }),
		/must not have “salt”/,
	],
	[
		'another encoding than that of the algorithm',
		hash({ algorithm: 'md5', hash: { value: 'my-hash', encoding: 'utf8' } }),
		/“hash.encoding” of .* does not suit md5/,
	],
	['no factors', { email: 'a@example.com', mfa_factors: [] }, /must be a list of 1 to 10 factors/],
	[
		'a factor of two kinds',
		{
			email: 'a@example.com',
			mfa_factors: [{ totp: { secret: 'A' }, email: { value: 'my-hash' } }],
		},
		/must be either totp, phone or email/,
	],
	[
		'a factor of another form',
		{ email: 'a@example.com', mfa_factors: [{ totp: { secret: 'my-hash' } }] },
		/needs “secret”/,
	],
	['reserved metadata', { email: 'a@example.com', app_metadata: { user_id: 1 } }, /must not have/],
	[
		'a name that Auth0 cannot store',
		{ email: 'a@example.com', user_metadata: { 'a.b': 1 } },
		/dot/,
	],
])('refuses %s before anything is sent', async (_name, user, message) => {
	const { error } = await run([user], {}, {});

	expect(error?.message).toMatch(message);
	expect(tenant().requests).toEqual([]);
	expect(JSON.stringify([error?.message, error?.description])).not.toContain('my-hash');
});

it.each<IDataObject>([
	{ algorithm: 'argon2', hash: { value: '$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA' } },
	{ algorithm: 'bcrypt', hash: { value: `$2a$12$${'a'.repeat(53)}`, encoding: 'utf8' } },
	{
		algorithm: 'hmac',
		hash: { value: 'aGFzaA==', encoding: 'base64', digest: 'sha1', key: { value: '73' } },
	},
	{ algorithm: 'ldap', hash: { value: '{SSHA384}aGFzaA==', encoding: 'utf8' } },
	{ algorithm: 'md4', hash: { value: 'aGFzaA==', encoding: 'base64' } },
	{ algorithm: 'pbkdf2', hash: { value: '$pbkdf2-sha512$i=100000,l=64$c2FsdA$aGFzaA' } },
	{
		algorithm: 'scrypt',
		hash: { value: '68617368', encoding: 'hex' },
		salt: { value: 'c2FsdA==', encoding: 'base64' },
		keylen: 64,
		cost: 16384,
		blockSize: 8,
		parallelization: 1,
	},
	{
		algorithm: 'sha256',
		hash: { value: '68617368', encoding: 'hex' },
		salt: { value: 'abc', position: 'prefix' },
		password: { encoding: 'utf16le' },
	},
])('takes the hash $algorithm as it is', async (custom) => {
	const { items } = await run([hash(custom)]);

	expect(items[0]?.json).toMatchObject({ outcome: 'inserted' });
	expect(sentUsers()).toEqual([hash(custom)]);
});

it.each([
	['con_9999999999999999', 'The connection does not exist.'],
	['con_0000000000000003', 'The connection is not enabled.'],
	['con_0000000000000004', 'Users can only be imported into a database connection.'],
	['x', 'Connection “x” was not found.'],
])('says what is wrong with the connection %s', async (id, message) => {
	const { error } = await run(users(1), { connectionId: byId(id) }, {});

	expect(error).toMatchObject({ message });
});
