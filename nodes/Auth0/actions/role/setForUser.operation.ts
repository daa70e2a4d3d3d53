import { assignRoles, isOfTenant, listUserRoles, unassignRoles } from '../../api/roles';
import { readRoles, requireRoles, rolesField } from '../../fields/roles';
import { readList } from '../../transport/paging';
import { userAction } from '../userAction';
import { idsOf, namedRoles, outputOf, type RoleOutput, withNames } from './roles';

/** The roles that are not among the others. */
const without = (roles: RoleOutput[], others: RoleOutput[]): RoleOutput[] => {
	const ids = new Set(idsOf(others));
	return roles.filter(({ id }) => !ids.has(id));
};

const REMOVE_ALL = "To remove all roles, turn on 'Allow No Roles'.";

/** Compares the roles of the user with the wanted ones, then adds what is missing and removes the others. */
export const setForUser = userAction({
	option: {
		name: 'Set for User',
		value: 'setForUser',
		action: 'Set roles for user',
		description: 'Replace all roles of a user',
	},
	permissions: {
		needs: [
			'update:users',
			'read:users',
			'read:roles',
			'read:role_members',
			'create:role_members',
			'delete:role_members',
		],
	},
	isGuarded: true,
	fields: [
		rolesField('All roles the user should have. All other roles are removed.'),
		{
			displayName: 'Allow No Roles',
			name: 'allowNoRoles',
			type: 'boolean',
			default: false,
			description:
				'Whether to remove all roles when the list is empty. If off, an empty list is refused.',
		},
	],
	read: (item) => (item.isSet('allowNoRoles') ? readRoles(item) : requireRoles(item, REMOVE_ALL)),
	async execute(id, given, { management }) {
		const [wanted, current] = await Promise.all([
			namedRoles(management, given),
			readList(management, listUserRoles(id)).then((roles) =>
				roles.filter(isOfTenant).map(outputOf),
			),
		]);
		const missing = without(wanted, current);
		const removed = without(current, wanted);
		// First what is missing: a user who is left with too many roles can still work.
		if (missing.length > 0) await management.send(assignRoles(id, idsOf(missing)));
		if (removed.length > 0) await management.send(unassignRoles(id, idsOf(removed)));
		const known = new Map(current.map((role) => [role.id, role]));
		const roles = await withNames(
			management,
			wanted.map((role) => known.get(role.id) ?? role),
		);
		return { user_id: id, roles, added: without(roles, current), removed };
	},
});
