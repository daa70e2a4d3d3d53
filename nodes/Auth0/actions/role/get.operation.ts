import { getRole } from '../../api/roleChanges';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { oneRoleField, readRole } from '../../fields/roles';
import type { Operation } from '../operation';
import { roleIdOf } from './roles';

/** Retrieves one role. */
export const get: Operation<Reference> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get role',
		description: 'Retrieve a role by ID or name',
	},
	permissions: { needs: ['read:roles'] },
	fields: [oneRoleField, optionsField()],
	read: readRole,
	async execute(role, { management }) {
		return await management.request(getRole(await roleIdOf(management, role)));
	},
};
