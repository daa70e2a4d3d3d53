import {
	assignMemberRoles,
	listMemberRoles,
	MAX_MEMBER_ROLES,
	unassignMemberRoles,
} from '../../api/memberRoles';
import { allowNoRolesField, memberRolesField, readRolesToSet } from '../../fields/roles';
import { alsoSay } from '../../transport/nodeErrors';
import { readList } from '../../transport/paging';
import { differencesOf } from '../role/differences';
import { idsOf } from '../role/roles';
import { memberRolesAction } from './memberRoles';

/**
 * Compares the roles of a member with the wanted ones, then adds what is missing and removes the others; the other
 * way round where Auth0 would not allow both at once.
 */
export const setRoles = memberRolesAction({
	option: {
		name: 'Set Roles',
		value: 'setRoles',
		action: 'Set roles of organization member',
		description: 'Replace all roles of a member',
	},
	needs: [
		'read:organization_member_roles',
		'create:organization_member_roles',
		'delete:organization_member_roles',
	],
	fields: [
		memberRolesField(
			'All roles the user should have in the organization. All other roles are removed.',
		),
		{
			...allowNoRolesField,
			description:
				'Whether to remove all roles the user has in the organization when the list is empty. If off, an empty list is refused.',
		},
	],
	readRoles: readRolesToSet,
	async execute(api, { organizationId, userId }, wanted) {
		const current = await readList(api, listMemberRoles(organizationId, userId));
		const { roles, added, removed } = await differencesOf(api, wanted, current);
		const add = async () => {
			if (added.length > 0) await api.send(assignMemberRoles(organizationId, userId, idsOf(added)));
		};
		const remove = async () => {
			if (removed.length === 0) return;
			await api.send(unassignMemberRoles(organizationId, userId, idsOf(removed)));
		};
		const haveRoom = current.length + added.length <= MAX_MEMBER_ROLES;
		if (haveRoom || removed.length === 0 || roles.length > MAX_MEMBER_ROLES) {
			// First what is missing: a user who is left with too many roles can still work.
			await add();
			await remove();
		} else {
			await remove();
			await add().catch((caught: unknown) => {
				throw alsoSay(caught, ROLES_ARE_REMOVED);
			});
		}
		return { roles, added, removed };
	},
});

const ROLES_ARE_REMOVED =
	'The roles that the member should not have were removed before. Run this item again to add the others.';
