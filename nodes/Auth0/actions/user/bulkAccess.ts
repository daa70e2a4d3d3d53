import type { INodeProperties } from 'n8n-workflow';

import { revokeUserAccess } from '../../api/sessions';
import type { Parameters } from '../../fields/parameters';
import {
	accessOutput,
	preserveTokensField,
	readPreserveTokens,
} from '../../fields/user/preserveTokens';
import { userFirst } from '../../fields/user/userOutput';
import { type BulkChange, filterFor } from './bulkChange';

/** The options of a Bulk Update that revokes access. */
export const accessOptions: INodeProperties[] = [preserveTokensField];

/** Ends the sessions of users, as Access → Revoke Access does for one. */
export function readAccessChange(parameters: Parameters): BulkChange {
	const preserves = readPreserveTokens(parameters);
	return {
		would: 'would be logged out',
		did: 'were logged out',
		forTheRest: filterFor('log out', 'logged out'),
		preview: () => accessOutput(preserves),
		async run({ management }, { user_id: id }, identity) {
			await management.send(revokeUserAccess(id, { preserve_refresh_tokens: preserves }));
			return userFirst({ ...identity, ...accessOutput(preserves) });
		},
	};
}
