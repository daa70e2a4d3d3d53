import { isRecord } from '../transport/answers';

/** The text in place of what a model may not read. */
export const WITHHELD = '(withheld from AI agents)';

/** Auth0's names for links, tokens, passwords and keys: of its answers, whatever the endpoint. */
const SECRET =
	/(?:secret|token|password|_pass|ticket|(?:api|private|secret|secret_?access)_?key|secret_encoded|recovery_?code|authorization|connection_?string|(?:ticket|invitation)_url|ticket_id)$/i;

/** A parameter of a link with which whoever has it can log in, set a password or join. */
const OF_LINK =
	/[?&#](?:ticket|invitation|(?:verification_|access_|id_|refresh_)?(?:code|token))=/i;

const hasLink = (text: string) => text.includes('://') && OF_LINK.test(text);

/**
 * The same JSON without links and secrets: what a model reads can end up in a chat, in a log of its
 * provider, or in the arguments of another tool.
 *
 * @param mark what stands in their place
 */
export function withheld(json: unknown, mark = WITHHELD): unknown {
	if (typeof json === 'string') return hasLink(json) ? mark : json;
	if (Array.isArray(json)) return json.map((entry: unknown) => withheld(entry, mark));
	if (!isRecord(json)) return json;
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [
			name,
			typeof value === 'string' && value !== '' && SECRET.test(name) ? mark : withheld(value, mark),
		]),
	);
}
