import type { INodePropertyOptions } from 'n8n-workflow';

import type { Permission } from '../../api/permissions';
import { type NamedPermissions, permissionFields, readPermissions } from '../../fields/permissions';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { oneRoleField, readRole } from '../../fields/roles';
import type { ManagementApi } from '../../transport/managementApi';
import type { ApiCommand } from '../../transport/request';
import type { Operation } from '../operation';
import type { FurtherPermissions } from '../permissions';
import { changedRoleId, roleKey, TO_NAME_ROLE } from '../role/roles';

interface RoleAction {
	option: INodePropertyOptions;
	/** What is said of the field Permissions. */
	description: string;
	/** What the output calls the permissions. */
	done: string;
	also?: FurtherPermissions[];
	/** Which permissions are meant. @throws InputError for what cannot be used */
	permissionsOf(api: ManagementApi, given: NamedPermissions): Promise<Permission[]>;
	change(roleId: string, permissions: Permission[]): ApiCommand;
}

/** An operation that changes which permissions a role brings. */
export const roleAction = ({
	option,
	description,
	done,
	also = [],
	permissionsOf,
	change,
}: RoleAction): Operation<{ role: Reference; given: NamedPermissions }> => ({
	option,
	permissions: { needs: ['update:roles'], also: [TO_NAME_ROLE, ...also] },
	fields: [oneRoleField, ...permissionFields(description), optionsField()],
	read: (item) => ({ role: readRole(item), given: readPermissions(item) }),
	key: async ({ role }, { management }) => [roleKey(await changedRoleId(role, management))],
	async execute({ role, given }, { management }) {
		const id = await changedRoleId(role, management);
		const permissions = await permissionsOf(management, given);
		await management.send(change(id, permissions));
		return { role_id: id, [done]: permissions };
	},
});
