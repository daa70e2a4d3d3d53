/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the environment is what jest hands on to its workers */
import { createAuthority, createKeys, type TenantKeys } from '../tenant/certificates';

const VARIABLE = 'STAND_IN_KEYS';

/** Makes keys for all tenants of a run of jest: half a second of work, which each file would repeat. */
export default async function makeKeysOfTheRun(): Promise<void> {
	process.env[VARIABLE] ??= JSON.stringify(await createKeys(await createAuthority()));
}

/** The keys that were made before the tests; undefined when there was no such preparation. */
export function keysOfTheRun(): TenantKeys | undefined {
	const text = process.env[VARIABLE];
	return text === undefined ? undefined : JSON.parse(text);
}
