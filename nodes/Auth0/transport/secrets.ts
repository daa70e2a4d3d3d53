import type { ApiAnswer, RawAnswer } from './request';
import type { VaultConnection } from './tenant';

const REDACTED = '***';

// A shorter text is part of ordinary words, which would be torn; Auth0's secrets have 64 characters.
const MIN_LENGTH = 6;

/**
 * What an application proves itself with: its secret, and each token of the execution. A server or
 * proxy can send them back, and what it answers ends up in outputs, errors and logs.
 */
export class Secrets {
	/** The texts to redact, a whole before its parts. */
	private texts: string[];

	constructor({ clientId, clientSecret }: VaultConnection) {
		this.texts = worthRedacting([
			...spellingsOf(clientSecret),
			toBase64(clientSecret),
			toBase64(`${clientId}:${clientSecret}`),
		]);
	}

	/** Takes note of a token, before the first answer to it is read. */
	add(token: string | undefined): void {
		if (token === undefined || this.texts.includes(token)) return;
		// The first part of a JWT is the same for all tokens of a tenant, and says nothing.
		const [, ...parts] = token.split('.');
		this.texts = worthRedacting([...this.texts, token, ...parts]);
	}

	/**
	 * Reads the answer to a request that was sent with `encoding: 'text'`. The secrets are replaced in
	 * its text, which takes a small part of the time that parsing takes, and misses no name or depth.
	 *
	 * @returns the answer with the JSON of its body, or with the text of a body that is none
	 */
	parseAnswer({ statusCode, headers, body }: RawAnswer): ApiAnswer {
		const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
		return { statusCode, headers, ...parse(this.redact(text)) };
	}

	redact(text: string): string {
		return this.texts.reduce((redacted, secret) => redacted.replaceAll(secret, REDACTED), text);
	}
}

function parse(text: string): Pick<ApiAnswer, 'body' | 'isJson'> {
	try {
		return { body: JSON.parse(text), isJson: true };
	} catch {
		return { body: text, isJson: false };
	}
}

const worthRedacting = (texts: string[]) =>
	[...new Set(texts)]
		.filter(({ length }) => length >= MIN_LENGTH)
		.sort((one, other) => other.length - one.length);

/** How a text stands in JSON (and in JSON in there), in HTML, in a URL and in a form. */
function spellingsOf(text: string): string[] {
	const inJson = [inString(text), inString(inString(text))];
	const inUrl = [
		encodeURIComponent(text),
		new URLSearchParams({ text }).toString().slice('text='.length),
	];
	return [
		text,
		...inJson,
		...inJson.map((spelling) => spelling.replaceAll('/', '\\/')),
		text.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character),
		...inUrl,
		...inUrl.map((spelling) => spelling.replace(/%../g, (escape) => escape.toLowerCase())),
	];
}

const inString = (text: string) => JSON.stringify(text).slice(1, -1);

const HTML_ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const toBase64 = (text: string) =>
	Buffer.from(text)
		.toString('base64')
		.replace(/={1,2}$/, '');
