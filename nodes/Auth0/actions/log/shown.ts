import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/answers';
import { withheld } from '../withheld';

/** In the place of a secret, as Auth0 writes passwords in its log. */
const MASK = '*****';

/** A log event without the links and secrets that its details can contain, such as a link for a password. */
export function withoutSecretsOf(event: IDataObject): IDataObject {
	const { details } = event;
	const shown = isRecord(details) ? withheld(details, MASK) : undefined;
	return isRecord(shown) ? { ...event, details: shown } : event;
}
