import { createCA, createCert } from 'mkcert';

/** A certificate authority, in PEM. */
export interface Authority {
	ca: string;
	caKey: string;
}

/** What the HTTPS server needs, and the authority that a client has to trust, in PEM. */
export interface ServerCertificate {
	ca: string;
	key: string;
	cert: string;
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
 * Makes the certificate of the tenant, for localhost, 127.0.0.1 and further host names, signed
 * by the given authority.
 */
export async function createServerCertificate(
	{ ca, caKey }: Authority,
	hostNames: string[] = [],
): Promise<ServerCertificate> {
	const { cert, key } = await createCert({
		domains: ['localhost', '127.0.0.1', ...hostNames],
		validity: VALIDITY_DAYS,
		ca: { cert: ca, key: caKey },
	});
	return { ca, key, cert };
}
