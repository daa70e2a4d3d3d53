import { deleteRole, getRole } from '../../api/roleChanges';
import type { Role } from '../../api/roles';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { oneRoleField, readRole } from '../../fields/roles';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import type { Operation } from '../operation';
import { changedRoleId, roleKey } from './roles';

/** The role; undefined where the application may not read it. @throws when there is none */
const look = async (api: ManagementApi, id: string): Promise<Role | undefined> =>
	await api.request(getRole(id)).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return undefined;
	});

/**
 * Looks for the role, then deletes it. Auth0 refuses a second deletion: one whose answer was lost is done,
 * where the role was there before.
 */
export const deleteOperation: Operation<Reference> = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete role',
		description: 'Permanently delete a role, also from everyone who has it',
	},
	permissions: {
		needs: ['delete:roles'],
		also: [{ to: 'choose the role by name, and return the name', needs: ['read:roles'] }],
	},
	fields: [oneRoleField, optionsField()],
	read: readRole,
	key: async (role, { management }) => [roleKey(await changedRoleId(role, management))],
	async execute(role, { management }) {
		const id = await changedRoleId(role, management);
		const found = await look(management, id);
		const request = deleteRole(id);
		await (found ? management.find(request) : management.request(request));
		return { id, ...(found && { name: found.name }), deleted: true };
	},
};
