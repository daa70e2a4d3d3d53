import type { IDataObject } from 'n8n-workflow';

import { IS_A_SECRET } from '../api/withheld';
import { isRecord } from '../transport/answers';

/** What people call an entry of metadata that lets somebody in. */
const NAMES_A_SECRET =
	/secret|pass(?!ive|port|age)|pwd|token|credential|auth(?!or|0)|private|signature|(?:^|_|-|[a-z](?=K))key|\bpin\b/i;

/** What stands before the host in a URL that lets somebody in. */
const LOGIN_IN_URL = /(\b\w[\w+.-]*:\/\/)[^/?#@\s]*@/g;

/**
 * The same metadata without the entries that look like a secret. Auth0 says not to store any there, and
 * people do.
 *
 * @see https://auth0.com/docs/get-started/applications/configure-application-metadata
 */
export const metadataWithoutSecrets = (metadata: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(metadata).filter(
			([name, value]) =>
				!NAMES_A_SECRET.test(name) && !(typeof value === 'string' && IS_A_SECRET.test(value)),
		),
	);

/** The same JSON without the logins that URLs contain. */
export function withoutLogins<T>(json: T): T;
export function withoutLogins(json: unknown): unknown {
	if (typeof json === 'string') return json.replace(LOGIN_IN_URL, '$1');
	if (Array.isArray(json)) return json.map((entry: unknown) => withoutLogins(entry));
	if (!isRecord(json)) return json;
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [name, withoutLogins(value)]),
	);
}
