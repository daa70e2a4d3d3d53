import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { WHERE_DOMAIN_IS } from './advice';
import { hasSpaceOrControl } from './characters';
import { VaultConnectionError } from './vaultConnectionError';

/** The fields of an Auth0 Vault Connection, checked and in their canonical form. */
export interface VaultConnection {
	/** Host name of the tenant, lower case, with a port only when it is not 443. */
	domain: string;
	clientId: string;
	clientSecret: string;
	audience: string;
}

const DOMAIN_EXAMPLE = 'tenant.us.auth0.com';
const DOMAIN_ADVICE = `Enter only the host name, such as ${DOMAIN_EXAMPLE}. ${WHERE_DOMAIN_IS}`;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
// RFC 1035, 2.3.4
const MAX_NAME_LENGTH = 253;
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::[1-9][0-9]{0,4})?$`);

/** @throws VaultConnectionError naming the field, for everything that `normaliseHost` refuses */
export function normaliseDomain(input: unknown): string {
	const typed = typeof input === 'string' ? input.trim() : '';
	if (typed === '') throw new VaultConnectionError("'Tenant Domain' is empty.", DOMAIN_ADVICE);
	return normaliseHost(
		typed,
		(reason) => new VaultConnectionError(`'Tenant Domain' ${reason}.`, DOMAIN_ADVICE),
	);
}

/**
 * Brings a domain to its canonical form: a host name in lower case, with a port if it is not 443.
 * Takes what people copy from a dashboard or a browser: `https://`, one final `/` and upper case.
 *
 * What is left has to be the very host that a URL parser finds, so that no spelling can lead the
 * client secret to a host other than the one that is read in the field.
 *
 * @param refuse makes the error; the reason is the end of a sentence that begins with the field
 * @throws what `refuse` makes, for everything that is not one plain https host
 */
export function normaliseHost(typed: string, refuse: (reason: string) => Error): string {
	if (hasSpaceOrControl(typed)) {
		throw refuse('contains a space, a line break or an invisible character');
	}
	// Lower case turns some other letters, like the Kelvin sign, into ASCII.
	if (!/^[\x21-\x7e]+$/.test(typed)) throw refuse('contains a letter that is not ASCII');
	if (typed.includes('\\')) throw refuse('contains a backslash');
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
	if (scheme !== undefined && scheme !== 'https') {
		throw refuse(`starts with ${scheme}://, but Auth0 only supports HTTPS`);
	}
	const rest = scheme === undefined ? typed : typed.slice('https://'.length);
	if (rest.includes('@')) throw refuse('contains an @');
	if (rest.includes('?')) throw refuse('must not include a query string');
	if (rest.includes('#')) throw refuse('must not include a fragment (#)');
	const host = rest.replace(/\/$/, '').toLowerCase();
	if (host.includes('/')) throw refuse('must not include a path');
	const url = HOST.test(host) ? parseHost(host) : undefined;
	if (!url || !host.startsWith(url.host) || url.hostname.length > MAX_NAME_LENGTH)
		throw refuse('is not a host name');
	return url.host;
}

function parseHost(host: string): URL | undefined {
	try {
		return new URL(`https://${host}`);
	} catch {
		return undefined;
	}
}

/** The address of a tenant's own Management API, which is also its audience. */
export const managementApi = (domain: string) => `https://${domain}/api/v2/`;

/**
 * Reads the four fields of the credential.
 *
 * @throws VaultConnectionError naming the field that is missing or not usable; nothing has been sent by then
 */
export function readConnection(credential: ICredentialDataDecryptedObject): VaultConnection {
	const domain = normaliseDomain(credential.domain);
	const audience = text(credential.audience);
	return {
		domain,
		clientId: required(credential.clientId, 'Client ID'),
		clientSecret: required(credential.clientSecret, 'Client Secret'),
		audience: audience === '' ? managementApi(domain) : audience,
	};
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

function required(value: unknown, field: string): string {
	const given = text(value);
	if (given === '') {
		throw new VaultConnectionError(
			`'${field}' is empty.`,
			'Copy it from Auth0 Dashboard → Applications → Applications → your machine-to-machine application → Settings.',
		);
	}
	return given;
}

/**
 * A SHA-256 (hex) of everything that a token is issued for: a token is only used while the fields
 * of its credential still have the fingerprint that it was stored with.
 */
export function fingerprint(connection: VaultConnection): string {
	const { domain, clientId, clientSecret, audience } = connection;
	return createHash('sha256')
		.update(JSON.stringify([domain, clientId, clientSecret, audience]))
		.digest('hex');
}
