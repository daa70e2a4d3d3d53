import type { IDataObject } from 'n8n-workflow';

import { linkedIdentityError, ownerOf } from '../../api/linkedIdentities';
import { dryRunField } from '../../fields/user/dryRunField';
import type { ManagementApi } from '../../transport/managementApi';
import { userAction } from '../userAction';
import { erase as eraseAll, holdingsOf, type Holdings } from './erasure';

/** Erases one person, and says what was there and what was done, without personal data but the IDs. */
export const erase = userAction({
	option: {
		name: 'Erase',
		value: 'erase',
		action: 'Erase user',
		description: 'Delete a person with everything, with a receipt',
	},
	permissions: {
		needs: ['read:users', 'delete:users', 'read:organizations'],
		also: [
			{
				to: 'revoke access, after the dry run',
				needs: ['delete:sessions', 'delete:refresh_tokens'],
			},
			{ to: 'leave organizations', needs: ['delete:organization_members'] },
			{
				to: 'count what is deleted',
				needs: [
					'read:roles',
					'read:role_members',
					'read:sessions',
					'read:refresh_tokens',
					'read:authentication_methods',
				],
			},
		],
	},
	isGuarded: true,
	fields: [dryRunField('show what would be erased without changing anything')],
	read: (item) => item.isSet('dryRun'),
	async execute(id, isDryRun, { management }, _user, tell) {
		const holdings = await holdingsOf(management, id);
		if (!holdings) return await nobody(management, id);
		if (isDryRun) {
			tell('Dry run: nobody was erased. Check who would be, then turn off Dry Run.');
			return { ...receipt(id, 'would_be_erased', holdings), dry_run: true };
		}
		const done = await eraseAll(management, id, holdings);
		return { ...receipt(id, 'erased', holdings), done, erased_at: new Date().toISOString() };
	},
});

const receipt = (id: string, outcome: string, holdings: Holdings): IDataObject => ({
	user_id: id,
	outcome,
	identities: holdings.identities,
	organizations: holdings.organizations,
	found: holdings.found,
	not_counted: holdings.notCounted,
	other_users_with_this_email: holdings.sameEmail,
});

/**
 * A run that ended in the middle is run again: whoever was erased then is no failure.
 *
 * @throws InputError for the ID of a linked identity, naming the user whose it is
 */
async function nobody(api: ManagementApi, id: string): Promise<IDataObject> {
	const owner = await ownerOf(api, id);
	if (owner !== undefined) throw linkedIdentityError(owner, id);
	return {
		user_id: id,
		outcome: 'not_found',
		note: 'No user has this ID. It may have been erased before; if not, check the ID.',
	};
}
