import { createRole, type NewRole } from '../../api/roleChanges';
import { optionsField } from '../../fields/requestOptions';
import { newRoleFields, readNewRole } from '../../fields/roleProperties';
import type { Operation } from '../operation';

/** Creates a role of the tenant. */
export const create: Operation<NewRole> = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create role',
		description: 'Create a role of the tenant, which nobody has yet',
	},
	permissions: { needs: ['create:roles'] },
	fields: [...newRoleFields, optionsField()],
	read: readNewRole,
	key: ({ name }) => [`role named ${name}`],
	execute: async (body, { management }) => await management.request(createRole(body)),
};
