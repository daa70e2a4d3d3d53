import { listRolePermissions } from '../../api/rolePermissions';
import { listFields, readLimit } from '../../fields/listFields';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { oneRoleField, readRole } from '../../fields/roles';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';
import { roleIdOf } from '../role/roles';

/** Lists the permissions that everyone with a role has by it. */
export const getRolePermissions: Operation<{ role: Reference; limit: number }> = {
	option: {
		name: 'Get Role Permissions',
		value: 'getRolePermissions',
		action: 'Get role permissions',
		description: 'Retrieve the permissions of a role',
	},
	permissions: { needs: ['read:roles'] },
	fields: [oneRoleField, ...listFields, optionsField()],
	read: (item) => ({ role: readRole(item), limit: readLimit(item) }),
	async execute({ role, limit }, { management }) {
		const id = await roleIdOf(management, role);
		return await readList(management, listRolePermissions(id), limit);
	},
};
