import { InputError } from '../../Auth0/transport/inputError';

const SET_ADDRESS =
	"Auth0 sends events over the Internet. Set N8N_WEBHOOK_URL (in n8n 1: WEBHOOK_URL) to the public https address of n8n and restart n8n, or choose an option in 'Listen To' that needs no public URL: User and Organization Events Without a Public URL, or New Log Events by Polling.";

/**
 * Names that mean this machine, or one on its own network, or none.
 *
 * Source: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476 and appendix G of RFC 6762; the names that routers,
 * clusters and Docker give.
 */
const LOCAL_NAME =
	/^(?:[^.]+|.+\.(?:localhost|localdomain|local|internal|intranet|private|corp|lan|home|home\.arpa|test|invalid|onion|alt))\.?$/i;

/**
 * Addresses that no one on the Internet reaches.
 *
 * Source: RFC 1918, RFC 6598, RFC 3927, RFC 5771, RFC 1112, RFC 2544, RFC 5737, RFC 6890, RFC 4193, RFC 4291 and
 * RFC 3879.
 */
const PRIVATE_ADDRESS = [
	/^(?:0|10|127)\./,
	/^169\.254\./,
	/^192\.(?:168|0\.[02])\./,
	/^198\.(?:1[89]|51\.100)\./,
	/^203\.0\.113\./,
	/^172\.(?:1[6-9]|2\d|3[01])\./,
	/^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^(?:22[4-9]|2[345]\d)\./,
	/^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89a-f][0-9a-f]:.*|::ffff:.*|ff[0-9a-f]{2}:.*)\]$/i,
];

/**
 * Checks the address that Auth0 is to deliver to, before anything is sent.
 *
 * @returns the address
 * @throws InputError for one that Auth0 cannot reach, or does not take: it delivers to https only
 */
export function publicAddress(url: string | undefined): string {
	const address = url === undefined || !URL.canParse(url) ? undefined : new URL(url);
	if (!address) {
		throw new InputError('The public address of n8n is unknown.', SET_ADDRESS);
	}
	const { protocol, hostname, origin } = address;
	if (protocol !== 'https:') {
		throw new InputError(
			`Auth0 only sends events to https addresses, but n8n is at ${origin}.`,
			SET_ADDRESS,
		);
	}
	const isAddress = /^(?:\[.*\]|[\d.]+)$/.test(hostname);
	const isLocal = isAddress
		? PRIVATE_ADDRESS.some((pattern) => pattern.test(hostname))
		: LOCAL_NAME.test(hostname);
	if (isLocal) {
		throw new InputError(`Auth0 cannot reach n8n at ${origin}.`, SET_ADDRESS);
	}
	return address.href;
}
