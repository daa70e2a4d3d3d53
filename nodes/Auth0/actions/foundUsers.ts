import { NodeApiError } from 'n8n-workflow';

import { CHECK_ENTERED_USER } from '../api/users';

/** What else errors advise about the fields in which a person names a user. */
const ABOUT_FIELDS = /Check (?:the )?'(?:User|Organization)\b[^.]*\./;

const HAS_CHANGED =
	'It may have been deleted, linked or changed after it was found. Run this again.';

/** The same error about a user whom the operation found by itself: its panel has no field to check. */
export function ofFoundUser(caught: unknown): unknown {
	if (!(caught instanceof NodeApiError)) return caught;
	caught.description = caught.description
		?.replace(CHECK_ENTERED_USER, HAS_CHANGED)
		.replace(ABOUT_FIELDS, HAS_CHANGED);
	return caught;
}
