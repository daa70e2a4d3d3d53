/* eslint-disable @n8n/community-nodes/no-restricted-imports -- TLS is reached nowhere else */
import tls from 'node:tls';

/** What Node.js has for this from version 24 on. */
interface OpenTls {
	getCACertificates(type: 'default'): string[];
	setDefaultCACertificates(certificates: string[]): void;
}

const isOpen = (module: object): module is OpenTls => 'setDefaultCACertificates' in module;

/**
 * Makes every TLS connection of this process trust one more certificate authority.
 * NODE_EXTRA_CA_CERTS does the same, but only for a process that has not started yet, which a
 * jest worker has.
 *
 * @param ca the certificate of the authority, in PEM
 * @returns a function that undoes it
 */
export function trustCertificate(ca: string): () => void {
	const own: object = tls;
	if (isOpen(own)) {
		const before = own.getCACertificates('default');
		own.setDefaultCACertificates([...before, ca]);
		return () => own.setDefaultCACertificates(before);
	}
	const createSecureContext = tls.createSecureContext;
	/** One for all clients that ask for the same: another would parse every root certificate again. */
	const trusting = new Map<string, tls.SecureContext>();
	tls.createSecureContext = (options = {}) => {
		const { ca: own, cert, key, pfx, ciphers, secureOptions, minVersion, maxVersion } = options;
		if (own ?? cert ?? key ?? pfx) return createSecureContext(options);
		const wish = JSON.stringify([ciphers, secureOptions, minVersion, maxVersion]);
		const secureContext = trusting.get(wish) ?? createSecureContext(options);
		if (!trusting.has(wish)) secureContext.context.addCACert(ca);
		trusting.set(wish, secureContext);
		return secureContext;
	};
	return () => {
		tls.createSecureContext = createSecureContext;
	};
}
