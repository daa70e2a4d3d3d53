import type { SchemaObject } from 'ajv';

import { account } from '../support/accounts';
import { BEARER, SINK, valuesFor, webhook } from '../support/bodyValues';
import {
	BOB,
	describeRefusals,
	DOMAINS,
	isViolated,
	MEMBER,
	namesIn,
	STREAM,
	STREAM_ID,
} from '../support/comparison';
import { callerOf, useStandIn } from '../support/standIn';
import {
	addDiscoveryDomainBody,
	createEventStreamBody,
	enableConnectionBody,
	updateEnabledConnectionBody,
	createInvitationBody,
	createLogStreamBody,
	createOrganizationBody,
	createRoleBody,
	createUserBody,
	emailVerificationBody,
	linkBody,
	memberRolesBody,
	membersBody,
	passwordChangeBody,
	permissionsBody,
	redeliverBody,
	revokeAccessBody,
	rolesBody,
	roleUsersBody,
	testEventBody,
	updateDiscoveryDomainBody,
	updateEventStreamBody,
	updateLogStreamBody,
	updateOrganizationBody,
	updateRoleBody,
	updateUserBody,
	usersExportBody,
	verificationEmailBody,
} from '../tenant/schemas';

const tenant = useStandIn();
const { tokenOf } = callerOf(tenant);

/** What is sent, each property in turn changed to each value. */
const BODIES: Array<[method: string, path: string, schema: SchemaObject, body: object]> = [
	['POST', '/users', createUserBody, account('jane')],
	['PATCH', BOB, updateUserBody, {}],
	['POST', `${BOB}/roles`, rolesBody, {}],
	['DELETE', `${BOB}/roles`, rolesBody, {}],
	['POST', `${BOB}/permissions`, permissionsBody, {}],
	['DELETE', `${BOB}/permissions`, permissionsBody, {}],
	['POST', '/organizations/org_0000000000000001/members', membersBody, {}],
	['DELETE', '/organizations/org_0000000000000001/members', membersBody, {}],
	['POST', '/organizations', createOrganizationBody, { name: 'new' }],
	['PATCH', '/organizations/org_0000000000000001', updateOrganizationBody, {}],
	[
		'POST',
		'/organizations/org_0000000000000001/enabled_connections',
		enableConnectionBody,
		{ connection_id: 'con_0000000000000001', assign_membership_on_login: true },
	],
	[
		'PATCH',
		'/organizations/org_0000000000000001/enabled_connections/con_0000000000000001',
		updateEnabledConnectionBody,
		{},
	],
	['POST', `${MEMBER}/roles`, memberRolesBody, {}],
	['DELETE', `${MEMBER}/roles`, memberRolesBody, {}],
	['POST', DOMAINS, addDiscoveryDomainBody, { domain: 'acme.com' }],
	['PATCH', `${DOMAINS}/ord_1`, updateDiscoveryDomainBody, {}],
	[
		'POST',
		'/organizations/org_0000000000000001/invitations',
		createInvitationBody,
		{ inviter: { name: 'Jane' }, invitee: { email: 'joe@example.com' }, client_id: 'x' },
	],
	['POST', `${BOB}/revoke-access`, revokeAccessBody, {}],
	['POST', `${BOB}/identities`, linkBody, {}],
	['POST', '/roles', createRoleBody, { name: 'Author' }],
	['PATCH', '/roles/rol_0000000000000001', updateRoleBody, {}],
	['POST', '/roles/rol_0000000000000001/users', roleUsersBody, {}],
	['POST', '/tickets/password-change', passwordChangeBody, { user_id: 'auth0|bob' }],
	['POST', '/tickets/email-verification', emailVerificationBody, { user_id: 'auth0|bob' }],
	['POST', '/event-streams', createEventStreamBody, { destination: webhook(BEARER) }],
	['PATCH', STREAM, updateEventStreamBody, {}],
	['POST', `${STREAM}/test`, testEventBody, { event_type: 'user.created' }],
	['POST', `${STREAM}/redeliver`, redeliverBody, {}],
	['POST', '/log-streams', createLogStreamBody, { type: 'http', sink: SINK }],
	['PATCH', '/log-streams/lst_1', updateLogStreamBody, {}],
	['POST', '/jobs/verification-email', verificationEmailBody, { user_id: 'auth0|bob' }],
	['POST', '/jobs/users-exports', usersExportBody, {}],
];
const bodies = BODIES.flatMap(([method, path, schema, body]) =>
	namesIn(schema).map((name) => [method, path, name, body] as const),
);

describeRefusals((official) => {
	it.each(bodies)('in the body of %s %s: %s', async (method, path, name, rest) => {
		const token = await tokenOf();
		tenant().seedUsers([account('bob')]);
		tenant().seedDeliveries(STREAM_ID, 1);
		const refused = [];
		const violations = [];
		for (const value of valuesFor(path)) {
			const body = { ...rest, [name]: value };
			const { errorCode } = Object(await tenant().answer(method, path, { token, body }));
			if (errorCode === 'invalid_body') refused.push(value);
			if (isViolated(tenant(), official)) violations.push(value);
		}
		expect(refused).toEqual(violations);
	});
});
