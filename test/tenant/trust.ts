/* eslint-disable @n8n/community-nodes/no-restricted-imports -- TLS is reached nowhere else */
import tls from 'node:tls';

/**
 * Makes every TLS connection of this process trust one more certificate authority.
 * NODE_EXTRA_CA_CERTS does the same, but only for a process that has not started yet, which a
 * jest worker has.
 *
 * @param ca the certificate of the authority, in PEM
 * @returns a function that undoes it
 */
export function trustCertificate(ca: string): () => void {
	const createSecureContext = tls.createSecureContext;
	tls.createSecureContext = (options) => {
		const secureContext = createSecureContext(options);
		secureContext.context.addCACert(ca);
		return secureContext;
	};
	return () => {
		tls.createSecureContext = createSecureContext;
	};
}
