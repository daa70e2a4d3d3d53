import { optionsField } from '../../../fields/requestOptions';
import {
	readSetMembers,
	setMembersFields,
	type SetMembersSettings,
} from '../../../fields/roleMembers';
import { oneRoleField, readRole } from '../../../fields/roles';
import type { Reference } from '../../../fields/reference';
import { userField } from '../../../fields/user/userField';
import { type MemberInput, memberLookUp, readMember } from '../../members';
import type { Operation } from '../../operation';
import { SetMembersRun } from './setMembersRun';

/** Makes the users of the items the only members of their roles. */
export const setMembers: Operation<MemberInput<Reference> & { settings: SetMembersSettings }> = {
	option: {
		name: 'Set Members',
		value: 'setMembers',
		action: 'Set members of role',
		description: 'Make the users of all items the only members',
	},
	permissions: {
		needs: ['read:users', 'read:roles', 'read:role_members'],
		also: [
			{ to: 'add members', needs: ['update:roles', 'create:role_members'] },
			{ to: 'remove members', needs: ['update:users', 'delete:role_members'] },
		],
	},
	insteadAsTool: 'Use Add Members or Remove Members for single users.',
	whyNotAsTool: 'it removes everybody who is not in a list',
	fields: [oneRoleField, userField, ...setMembersFields, optionsField(memberLookUp)],
	read: (item) => ({ ...readMember(item, readRole, false), settings: readSetMembers(item) }),
	async *executeAll(items, { management }, run) {
		const [first] = items;
		if (first) yield* new SetMembersRun(management, items, first.input, run).execute();
	},
};
