import { listRoleMembers } from '../../api/roles';
import { listFields, readLimit } from '../../fields/listFields';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { oneRoleField, readRole } from '../../fields/roles';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';
import { roleIdOf } from './roles';

/** Lists the users who have a role directly. */
export const getMembers: Operation<{ role: Reference; limit: number }> = {
	option: {
		name: 'Get Members',
		value: 'getMembers',
		action: 'Get members of role',
		description: 'Retrieve the users who have a role',
	},
	permissions: { needs: ['read:users', 'read:roles', 'read:role_members'] },
	fields: [oneRoleField, ...listFields, optionsField()],
	read: (item) => ({ role: readRole(item), limit: readLimit(item) }),
	async execute({ role, limit }, { management }) {
		const id = await roleIdOf(management, role);
		return await readList(management, listRoleMembers(id), limit);
	},
};
