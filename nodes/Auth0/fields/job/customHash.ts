import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { readJsonObject } from '../json';

/** What a value of a hash has to be: text of a list, any text, a whole number, or an object of such. */
type Rule = 'text' | 'number' | readonly string[] | { [name: string]: Rule };

const ENCODINGS = ['base64', 'hex', 'utf8'];
const SECRET: Rule = { value: 'text', encoding: ENCODINGS };

/** How values of an encoding look, and how to say it. Node.js, and so Auth0, reads no further than to what does not. */
const ENCODED = new Map<unknown, [pattern: RegExp, how: string]>([
	['hex', [/^(?:[\da-f]{2})+$/i, 'only the digits 0 to 9 and a to f, two for each byte']],
	['base64', [/^[\w+/-]+={0,2}$/, 'only letters, digits, + and /, and = at the end']],
]);

/** What there is to say about hashes of an algorithm. */
interface Algorithm {
	/** What can be left out of others. */
	needs?: string[];
	encodings: readonly string[];
	/** How its values start, where they have their salt in them, and how to say it. */
	form?: [pattern: RegExp, how: string];
}

const PLAIN: Algorithm = { encodings: ['hex', 'base64'] };
const withSalt = (pattern: RegExp, how: string): Algorithm => ({
	encodings: ['utf8'],
	form: [pattern, how],
});

/**
 * Whose hashes of passwords Auth0 takes.
 *
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-schema
 */
const ALGORITHMS = new Map<unknown, Algorithm>(
	Object.entries({
		argon2: withSalt(
			/^\$argon2(id|i|d)\$/,
			'in PHC format: it starts with $argon2id$, $argon2i$ or $argon2d$',
		),
		bcrypt: withSalt(/^\$2[ab]\$/, 'that starts with $2a$ or $2b$'),
		hmac: { ...PLAIN, needs: ['hash.digest', 'hash.key.value'] },
		ldap: withSalt(
			/^\{s?(sha|md5)[^}]*\}/i,
			'with its scheme at the start, such as {SSHA} or {MD5}. Auth0 takes no {CRYPT}',
		),
		md4: PLAIN,
		md5: PLAIN,
		pbkdf2: withSalt(
			/^\$pbkdf2-/,
			'in PHC format: it starts with $pbkdf2- and the digest, such as $pbkdf2-sha512$i=100000,l=64$',
		),
		scrypt: { ...PLAIN, needs: ['keylen'] },
		sha1: PLAIN,
		sha256: PLAIN,
		sha512: PLAIN,
	}),
);

const CUSTOM_HASH: Rule = {
	algorithm: [...ALGORITHMS.keys()].map(String),
	hash: {
		...SECRET,
		digest: 'md4 md5 ripemd160 sha1 sha224 sha256 sha384 sha512 whirlpool'.split(' '),
		key: SECRET,
	},
	salt: { ...SECRET, position: ['prefix', 'suffix'] },
	password: { encoding: 'ascii utf8 utf16le ucs2 latin1 binary'.split(' ') },
	keylen: 'number',
	cost: 'number',
	blockSize: 'number',
	parallelization: 'number',
};

const ENTER =
	'Enter it such as { "algorithm": "md5", "hash": { "value": "…", "encoding": "hex" } }.';

/**
 * A hash of a password by any algorithm.
 *
 * @param label what the panel calls it
 * @param name what errors call it
 * @throws InputError naming what Auth0 does not accept, without quoting it
 */
export function readCustomHash(label: string, value: unknown, name: string): IDataObject {
	const hash = readJsonObject(label, value) ?? {};
	checkRule(name, '', hash, CUSTOM_HASH);
	const { algorithm, salt } = hash;
	const { needs = [], encodings = ENCODINGS, form } = ALGORITHMS.get(algorithm) ?? {};
	const required = ['algorithm', 'hash.value', ...(salt ? ['salt.value'] : []), ...needs];
	const missing = required.filter((path) => (valueAt(hash, path) ?? '') === '');
	if (missing.length > 0) throw new InputError(`${name} lacks ${missing.join(' and ')}.`, ENTER);
	if (form) {
		const [pattern, how] = form;
		if (!pattern.test(String(valueAt(hash, 'hash.value')))) {
			throw new InputError(
				`“hash.value” of ${name} is not a hash by ${String(algorithm)}.`,
				`Enter one ${how}.`,
			);
		}
		if (salt !== undefined) {
			throw new InputError(
				`${name} must not have “salt”.`,
				`A hash by ${String(algorithm)} has its salt in “hash.value”. Remove “salt”.`,
			);
		}
	}
	for (const part of ['hash', 'hash.key', 'salt']) {
		const [pattern, how] = ENCODED.get(valueAt(hash, `${part}.encoding`)) ?? [];
		if (!pattern || pattern.test(String(valueAt(hash, `${part}.value`)))) continue;
		throw new InputError(
			`“${part}.value” of ${name} is not ${String(valueAt(hash, `${part}.encoding`))}.`,
			`Enter ${how}, or correct “${part}.encoding”. With another value, no password of the user would fit.`,
		);
	}
	const encoding = valueAt(hash, 'hash.encoding');
	if (encoding === undefined || encodings.some((one) => one === encoding)) return hash;
	throw new InputError(
		`“hash.encoding” of ${name} does not suit ${String(algorithm)}.`,
		`Enter ${encodings.join(' or ')}.`,
	);
}

/** @example valueAt(hash, 'hash.value') */
function valueAt(hash: IDataObject, path: string): unknown {
	let value: unknown = hash;
	for (const name of path.split('.')) value = isRecord(value) ? value[name] : undefined;
	return value;
}

/** @throws InputError naming the first part that breaks its rule */
function checkRule(name: string, at: string, value: unknown, rule: Rule): void {
	const where = at === '' ? name : `“${at}” of ${name}`;
	const fail = (problem: string, advice: string) => {
		throw new InputError(`${where} ${problem}.`, advice);
	};
	if (rule === 'text' && typeof value !== 'string')
		fail('must be text', 'Put it in double quotes.');
	if (rule === 'number' && !(Number.isInteger(value) && Number(value) > 0)) {
		fail('must be a whole number', 'Enter a number of 1 or more, without quotes.');
	}
	if (isList(rule) && !rule.some((one) => one === value)) {
		fail(
			'is not one that Auth0 supports',
			`Enter ${rule.slice(0, -1).join(', ')} or ${rule.at(-1)}.`,
		);
	}
	if (typeof rule !== 'object' || isList(rule)) return;
	if (!isRecord(value)) return fail('must be a JSON object', 'Enter it in braces.');
	for (const [key, part] of Object.entries(value)) {
		const inner = Object.hasOwn(rule, key) ? rule[key] : undefined;
		const place = at === '' ? key : `${at}.${key}`;
		if (inner !== undefined) checkRule(name, place, part, inner);
		else
			fail(
				`has the unknown property “${key}”`,
				`Remove it. Known: ${Object.keys(rule).join(', ')}.`,
			);
	}
}

const isList = (rule: Rule): rule is readonly string[] => Array.isArray(rule);
