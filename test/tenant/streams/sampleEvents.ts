import type { EventType } from './events';

const CREATED = '2026-01-15T09:30:00.000Z';
const UPDATED = '2026-02-20T16:45:00.000Z';

const user = {
	user_id: 'auth0|65f0c1d2e3a4b5c6d7e8f901',
	email: 'jane@example.com',
	email_verified: true,
	name: 'Jane Doe',
	nickname: 'jane',
	picture: 'https://example.com/jane.png',
	created_at: CREATED,
	updated_at: UPDATED,
	identities: [
		{
			connection: 'Username-Password-Authentication',
			user_id: '65f0c1d2e3a4b5c6d7e8f901',
			provider: 'auth0',
			isSocial: false,
		},
	],
	app_metadata: {},
	user_metadata: {},
};
const organization = { id: 'org_0000000000000001', name: 'acme' };
const whole = { ...organization, display_name: 'Acme Inc.', metadata: {} };
const connection = { id: 'con_0000000000000001' };
const role = { id: 'rol_0000000000000001', name: 'Admin' };
const ref = { id: 'grp_6JHQ7cWsUp3vEnTxYzKm2D', type: 'tenant' };
const group = { ...ref, name: 'Support', created_at: CREATED };
const settings = {
	assign_membership_on_login: true,
	show_as_button: true,
	is_signup_enabled: false,
};
const idOf = ({ id }: { id: string }) => ({ id });
const oneUser = { user_id: user.user_id };

/** The object of an event of each type, as the contract has it. */
const SAMPLES: Record<EventType, object> = {
	'group.created': group,
	'group.deleted': { ...group, updated_at: UPDATED },
	'group.member.added': { group: ref, member: { member_type: 'user', id: user.user_id } },
	'group.member.deleted': { group: ref, member: { member_type: 'user', id: user.user_id } },
	'group.role.assigned': { group: ref, role, created_at: CREATED },
	'group.role.deleted': { group: ref, role: idOf(role), deleted_at: UPDATED },
	'group.updated': { ...group, updated_at: UPDATED },
	'organization.connection.added': { organization, connection, ...settings },
	'organization.connection.removed': { organization, connection },
	'organization.connection.updated': { organization, connection, ...settings },
	'organization.created': whole,
	'organization.deleted': whole,
	'organization.group.role.assigned': {
		organization: idOf(organization),
		role,
		group: ref,
		created_at: CREATED,
	},
	'organization.group.role.deleted': {
		organization: idOf(organization),
		role: idOf(role),
		group: ref,
		deleted_at: UPDATED,
	},
	'organization.member.added': { organization, user: oneUser },
	'organization.member.deleted': { organization, user: oneUser },
	'organization.member.role.assigned': { organization: idOf(organization), user: oneUser, role },
	'organization.member.role.deleted': { organization: idOf(organization), user: oneUser, role },
	'organization.updated': whole,
	'user.created': { ...user, updated_at: CREATED },
	'user.deleted': { ...user, deleted_at: UPDATED },
	'user.updated': user,
};

/** What an event of the type is about, for who gives no object of their own. */
export const sampleOf = (type: EventType): object => SAMPLES[type];
