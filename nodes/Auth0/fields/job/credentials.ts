import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ImportedCredentials } from '../../api/userImports';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { parseJson } from '../json';
import { readCustomHash } from './customHash';

const BCRYPT = /^\$2[ab]\$10\$[./A-Za-z0-9]{53}$/;

/** What each MFA factor has, and the form of that. */
const FACTORS: Record<string, [property: string, pattern: RegExp, how: string]> = {
	totp: ['secret', /^[A-Z2-7]+$/, 'Enter it in Base32 without padding, such as JBTWY3DPEHPK3PNP.'],
	phone: ['value', /^\+[0-9]{1,15}$/, 'Enter it with the country code, such as +15551234567.'],
	email: ['value', /^[^\s@]+@[^\s@]+$/, 'Enter it such as jane.doe@example.com.'],
};

const MAX_FACTORS = 10;

const EXAMPLE_FACTOR = '[{ "phone": { "value": "+15551234567" } }]';

/** What the panel calls what a user logs in with. */
const LABELS = {
	password_hash: 'Password Hash',
	custom_password_hash: 'Custom Password Hash',
	mfa_factors: 'MFA Factors',
};

/** The names of what a user logs in with, in an import. */
export const CREDENTIALS: ReadonlySet<string> = new Set(Object.keys(LABELS));

/** The fields of what a user logs in with. */
export const credentialFields: INodeProperties[] = [
	{
		displayName: LABELS.custom_password_hash,
		name: 'customPasswordHash',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "algorithm": "md5", "hash": { "value": "…", "encoding": "hex" } }',
		description:
			'Hash of the password by any algorithm that Auth0 supports, as a JSON object with algorithm and hash, and salt if it has one. The user keeps the password.',
	},
	{
		displayName: LABELS.mfa_factors,
		name: 'mfaFactors',
		type: 'json',
		default: '',
		placeholder: `e.g. ${EXAMPLE_FACTOR}`,
		description:
			'MFA factors of the user as a JSON list, up to 10. Each is a totp with a secret, or a phone or email with a value.',
	},
	{
		displayName: LABELS.password_hash,
		name: 'passwordHash',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. $2b$10$…',
		description:
			'Bcrypt hash of the password with 10 rounds, which starts with $2a$10$ or $2b$10$. The user keeps the password. For any other hash, use Custom Password Hash.',
	},
];

/**
 * What a user logs in with, as it was given.
 *
 * @param field the field that holds all of it, such as Body; absent where each has its own
 * @throws InputError naming what Auth0 does not accept, without quoting it
 */
export function readCredentials(
	{ password_hash, custom_password_hash, mfa_factors }: IDataObject,
	field?: string,
): ImportedCredentials {
	const nameOf = (key: keyof typeof LABELS) =>
		field === undefined ? `'${LABELS[key]}'` : `“${key}” in '${field}'`;
	if (password_hash !== undefined && custom_password_hash !== undefined) {
		throw new InputError(
			`${nameOf('password_hash')} and ${nameOf('custom_password_hash')} cannot be used together.`,
			'Remove one of them.',
		);
	}
	return {
		...(password_hash !== undefined && {
			password_hash: readBcrypt(nameOf('password_hash'), password_hash),
		}),
		...(custom_password_hash !== undefined && {
			custom_password_hash: readCustomHash(
				LABELS.custom_password_hash,
				custom_password_hash,
				nameOf('custom_password_hash'),
			),
		}),
		...(mfa_factors !== undefined && {
			mfa_factors: readFactors(nameOf('mfa_factors'), mfa_factors),
		}),
	};
}

function readBcrypt(name: string, value: unknown): string {
	const hash = typeof value === 'string' ? value.trim() : '';
	if (BCRYPT.test(hash)) return hash;
	throw new InputError(
		`${name} is not a bcrypt hash with 10 rounds.`,
		`Enter one that starts with $2a$10$ or $2b$10$ and has 60 characters. For any other hash, use '${LABELS.custom_password_hash}'.`,
	);
}

function readFactors(name: string, value: unknown): IDataObject[] {
	const list = typeof value === 'string' ? parseJson(LABELS.mfa_factors, value) : value;
	if (!Array.isArray(list) || list.length === 0 || list.length > MAX_FACTORS) {
		throw new InputError(
			`${name} must be a list of 1 to ${MAX_FACTORS} factors.`,
			`Enter it as JSON, such as ${EXAMPLE_FACTOR}.`,
		);
	}
	return list.map((factor: unknown, index) => readFactor(`Entry ${index + 1} of ${name}`, factor));
}

function readFactor(name: string, factor: unknown): IDataObject {
	const [[kind = '', given], ...others] = isRecord(factor) ? Object.entries(factor) : [[]];
	const rule = Object.hasOwn(FACTORS, kind) ? FACTORS[kind] : undefined;
	if (!isRecord(factor) || rule === undefined || others.length > 0) {
		throw new InputError(
			`${name} must be either totp, phone or email.`,
			`Enter it such as ${EXAMPLE_FACTOR.slice(1, -1)}.`,
		);
	}
	const [property, pattern, how] = rule;
	const text = isRecord(given) && Object.keys(given).length === 1 ? given[property] : undefined;
	if (typeof text === 'string' && pattern.test(text)) return factor;
	throw new InputError(`${name} needs “${property}”, in the right form.`, how);
}
