import { WHERE_DOMAIN_IS } from './advice';
import { isRecord } from './answers';

/** What happened to a request that got no answer, and what the person can do next. */
export interface NetworkFailure {
	message: string;
	description: string;
	/** Whether the request surely never reached the tenant, so that nothing happened there. */
	neverSent: boolean;
	/** Whether it will be the same at the next try. */
	isPermanent?: boolean;
	/** How long the next try will fail, too, in ms, if that is known. */
	retryAfterMs?: number;
}

interface Rule {
	codes: RegExp;
	message(domain: string): string;
	description: string;
	neverSent: boolean;
	isPermanent?: boolean;
}

const CHECK_DOMAIN_AND_PORT = "Check 'Tenant Domain', and its port if it has one.";

const TRUST_ADVICE =
	"If it is signed by a proxy or a private authority, give n8n the authority’s certificate in the NODE_EXTRA_CA_CERTS environment variable. Otherwise, check 'Tenant Domain'.";

/** By the codes of Node's net, dns and tls modules, and of axios for its time-outs. */
const RULES: Rule[] = [
	{
		codes: /^(ENOTFOUND|EAI_NONAME)$/,
		message: (domain) => `Host ${domain} not found.`,
		description: `Check 'Tenant Domain'. ${WHERE_DOMAIN_IS}`,
		neverSent: true,
	},
	{
		codes: /^EAI_/,
		message: (domain) => `Could not look up ${domain}.`,
		description: 'Check the network and DNS of the machine that n8n runs on, then try again.',
		neverSent: true,
	},
	{
		codes: /^ECONNREFUSED$/,
		message: (domain) => `${domain} refused the connection.`,
		description: CHECK_DOMAIN_AND_PORT,
		neverSent: true,
	},
	{
		codes: /^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/,
		message: (domain) => `Could not reach ${domain} from the machine that n8n runs on.`,
		description: 'Check its network, firewall and proxy, then try again.',
		neverSent: true,
	},
	{
		codes: /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER)$/,
		message: (domain) => `${domain} doesn’t support HTTPS.`,
		description: CHECK_DOMAIN_AND_PORT,
		neverSent: true,
		isPermanent: true,
	},
	{
		codes: /CERT|_SIGNATURE$|^(ERR_TLS|ERR_SSL)/,
		message: (domain) => `The TLS certificate of ${domain} is not trusted.`,
		description: TRUST_ADVICE,
		neverSent: true,
		isPermanent: true,
	},
	{
		codes: /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/,
		message: (domain) => `${domain} did not answer in time.`,
		description:
			"Check 'Tenant Domain' and the network of the machine that n8n runs on, then try again.",
		neverSent: false,
	},
];

const BROKEN: Omit<Rule, 'codes'> = {
	message: (domain) => `The connection to ${domain} was closed before there was a response.`,
	description: 'Check the network of the machine that n8n runs on, then try again.',
	neverSent: false,
};

/**
 * Puts a request that got no answer into words, by the code of the error that was thrown. The words
 * do not hold the code: n8n replaces a message that does by one of its own.
 *
 * @param error what n8n's HTTP helper threw: an error with a `code`, or one with such a cause
 */
export function describeNetworkFailure(error: unknown, domain: string): NetworkFailure {
	const code = codeOf(error);
	const rule = RULES.find(({ codes }) => codes.test(code)) ?? BROKEN;
	const { message, description, neverSent, isPermanent } = rule;
	return { message: message(domain), description, neverSent, isPermanent };
}

/** The failure of a request whose answer did not end in time. */
export const timedOut = (domain: string): NetworkFailure =>
	describeNetworkFailure({ code: 'ETIMEDOUT' }, domain);

/**
 * The code of an error, or of the nearest of its causes that has one; '' when none has. n8n 1.x drops
 * the cause of an error, and has its code as `httpCode`.
 */
export function codeOf(error: unknown): string {
	if (!isRecord(error)) return '';
	const { code, httpCode, cause } = error;
	if (typeof code === 'string') return code;
	return codeOf(cause) || (typeof httpCode === 'string' ? httpCode : '');
}
