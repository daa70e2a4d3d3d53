import { generateKeyPairSync } from 'crypto';
import { createCA, createCert } from 'mkcert';

/** A certificate authority, in PEM. */
export interface Authority {
	ca: string;
	caKey: string;
}

/** The keys and certificates of a tenant, in PEM. */
export interface TenantKeys extends Authority {
	/** Of the HTTPS server. */
	key: string;
	cert: string;
	/** What signs the tokens. */
	tokenKey: string;
}

const VALIDITY_DAYS = 365;

/**
 * Makes a certificate authority. Keep what it returns to let clients trust one authority over
 * several starts of the tenant.
 */
export async function createAuthority(): Promise<Authority> {
	const { cert, key } = await createCA({
		organization: 'Stand-in Auth0 tenant',
		countryCode: 'US',
		state: 'Washington',
		locality: 'Bellevue',
		validity: VALIDITY_DAYS,
	});
	return { ca: cert, caKey: key };
}

/**
 * Makes the keys of a tenant, and its certificate for localhost, 127.0.0.1 and further host names,
 * signed by the given authority.
 */
export async function createKeys(
	{ ca, caKey }: Authority,
	hostNames: string[] = [],
): Promise<TenantKeys> {
	const { cert, key } = await createCert({
		domains: ['localhost', '127.0.0.1', ...hostNames],
		validity: VALIDITY_DAYS,
		ca: { cert: ca, key: caKey },
	});
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const tokenKey = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
	return { ca, caKey, key, cert, tokenKey };
}
