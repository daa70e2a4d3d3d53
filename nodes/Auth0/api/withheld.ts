import { isRecord } from '../transport/answers';

/** The text in place of what a model may not read. */
export const WITHHELD = '(withheld from AI agents)';

/** Auth0's names for links, tokens, passwords and keys: of its answers, whatever the endpoint. */
const SECRET =
	/(?:secret|token|password|_pass|ticket|(?:api|private|secret|secret_?access)_?key|secret_encoded|recovery_?code|authorization|connection_?string|(?:ticket|invitation)_url|ticket_id)$/i;

/** A parameter of a link with which whoever has it can log in, set a password or join. */
const OF_LINK =
	/[?&#](?:ticket|invitation|(?:verification_|access_|id_|refresh_)?(?:code|token))=/i;

/** A text that is a key or a token, whatever it is called. */
export const IS_A_SECRET =
	/-----BEGIN |^(?:Bearer |Basic )|^eyJ[\w-]+\.[\w-]+\.|^(?:sk|rk|pk|ghp|xox\w)[_-]\w/;

/** What a log event quotes of requests, besides: forms that log somebody in, and hashes of passwords. */
const SECRET_IN_LOG =
	/(?:secrets?|tokens?|passwords?|credentials?|hash|cookies?|assertion|saml_?response|verifier|(?:private|signing|encryption)_?keys?|(?:^|_)(?:otp|pin)|(?:^|(?:device|user|authorization|verification|mfa|phone|sms|email)_?)code)$/i;

/** In the place of a secret, as Auth0 writes passwords in its log. */
const MASK = '*****';

const hasLink = (text: string) => text.includes('://') && OF_LINK.test(text);

const isSecretText = (name: string, value: unknown) =>
	typeof value === 'string' && value !== '' && SECRET.test(name);

/**
 * The same JSON without links and secrets: what a model reads can end up in a chat, in a log of its
 * provider, or in the arguments of another tool.
 */
export function withheld(json: unknown): unknown {
	if (typeof json === 'string') return hasLink(json) ? WITHHELD : json;
	if (Array.isArray(json)) return json.map((entry: unknown) => withheld(entry));
	if (!isRecord(json)) return json;
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [
			name,
			isSecretText(name, value) ? WITHHELD : withheld(value),
		]),
	);
}

/**
 * A log event without the links and secrets that its details can contain: they quote requests and their
 * answers, such as one that makes a link for a password. Nothing else of the node reads log events past this.
 */
export function withoutLogSecrets<T extends object>(event: T): T {
	const details: unknown = 'details' in event ? event.details : undefined;
	return details === undefined ? event : { ...event, details: masked(details) };
}

/** @param isSecret whether it stands below a name of a secret */
function masked(json: unknown, isSecret = false): unknown {
	if (typeof json === 'string') {
		return json !== '' && (isSecret || hasLink(json) || IS_A_SECRET.test(json))
			? MASK
			: maskedText(json);
	}
	if (Array.isArray(json)) return json.map((entry: unknown) => masked(entry, isSecret));
	if (!isRecord(json)) return json;
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [
			name,
			masked(value, isSecret || namesSecretInLog(name, value)),
		]),
	);
}

/** A body can be quoted as it was sent: JSON or a form. */
function maskedText(text: string): string {
	if (/^\s*[[{]/.test(text)) {
		try {
			return JSON.stringify(masked(JSON.parse(text)));
		} catch {
			// It only looks like JSON.
		}
	}
	return text.replace(PAIR, (pair: string, before: string, name: string, value: string) =>
		namesSecretInLog(name, value) ? `${before}${name}=${MASK}` : pair,
	);
}

const PAIR = /(^|[?&])([\w.-]+)=([^&\s]+)/g;

function namesSecretInLog(name: string, value: unknown): boolean {
	// The settings of tokens are no tokens.
	if (isRecord(value) && /token$/i.test(name)) return false;
	// The codes of errors are words.
	if (/^code$/i.test(name) && typeof value === 'string' && !/\d/.test(value)) return false;
	return SECRET.test(name) || SECRET_IN_LOG.test(name);
}
