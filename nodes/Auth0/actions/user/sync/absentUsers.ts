import type { IDataObject } from 'n8n-workflow';

import { MEMBERS_A_REQUEST, removeMembers } from '../../../api/organizations';
import { deleteUser, updateUser } from '../../../api/users';
import type { ManagementApi } from '../../../transport/managementApi';
import { partsOf } from '../../memberBatches';
import { organizationIdOf } from '../../organization/organizations';
import type { AbsentUser } from './absent';
import { absentOutput } from './output';
import { blocking } from './returning';
import type { SyncSettings } from './settings';

/** A change of one or more users who are not in the list, by one request. */
export interface AbsentChange {
	users: AbsentUser[];
	/** @returns the output for each of the users */
	run(): Promise<IDataObject[]>;
}

/** What is to be done to users who are not in the list. */
export function absentChanges(
	api: ManagementApi,
	users: AbsentUser[],
	{ absentUsers, scope }: SyncSettings,
): AbsentChange[] {
	if (absentUsers === 'remove' && scope.kind === 'organization') {
		return partsOf(users, MEMBERS_A_REQUEST).map((batch) => ({
			users: batch,
			async run() {
				const id = await organizationIdOf(api, scope.organization);
				const users = batch.map(({ user_id: userId }) => userId);
				await api.send(removeMembers(id, users));
				return batch.map((user) => absentOutput(user, 'removed'));
			},
		}));
	}
	return users.map((user) => ({
		users: [user],
		async run() {
			const { user_id: id } = user;
			if (absentUsers === 'delete') {
				await api.send(deleteUser(id));
				return [absentOutput(user, 'deleted')];
			}
			const blocked = await api.find(updateUser(id, blocking(new Date())));
			return [absentOutput(user, blocked ? 'blocked' : 'already_deleted')];
		},
	}));
}
