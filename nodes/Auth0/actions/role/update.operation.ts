import { type RoleChange, updateRole } from '../../api/roleChanges';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { readRoleUpdate, roleUpdateField } from '../../fields/roleProperties';
import { oneRoleField, readRole } from '../../fields/roles';
import type { Operation } from '../operation';
import { changedRoleId, roleKey, TO_NAME_ROLE } from './roles';

interface Input {
	role: Reference;
	body: RoleChange;
}

/** Changes the name or the description of a role. */
export const update: Operation<Input> = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update role',
		description: 'Change the name or description of a role',
	},
	permissions: { needs: ['update:roles'], also: [TO_NAME_ROLE] },
	fields: [oneRoleField, roleUpdateField, optionsField()],
	read: (item) => ({ role: readRole(item), body: readRoleUpdate(item) }),
	key: async ({ role }, { management }) => [roleKey(await changedRoleId(role, management))],
	async execute({ role, body }, { management }) {
		return await management.request(updateRole(await changedRoleId(role, management), body));
	},
};
