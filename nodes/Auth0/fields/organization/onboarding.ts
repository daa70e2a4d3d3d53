import type { INodeProperties } from 'n8n-workflow';

import { EMAIL_EXAMPLE, PROFILE_ID_EXAMPLE } from '../../api/examples';
import { CHOOSE_FROM_LIST } from '../../transport/advice';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { isSegment } from '../../transport/path';
import { MAX_QUOTED, shorten } from '../../transport/shorten';
import { choice } from '../choice';
import { EMAIL } from '../emailAndPhone';
import { readNames, readText } from '../fieldValues';
import { readIdentifier } from '../identifier';
import { checkInviter } from '../invitations';
import { locatorField, type Named } from '../locators';
import { onlyFor } from '../onlyFor';
import type { Parameters } from '../parameters';
import { readRows } from '../rows';
import { applicationFieldFor } from '../tenantFields';
import { textField } from '../textField';
import { notForTools } from '../tool';
import { newOrganizationFields, readNewOrganization, type NewProperties } from './properties';

const memberField = textField(
	'Member',
	'member',
	EMAIL_EXAMPLE,
	'Email address or user ID. Several can be separated by commas, or an expression can return a list.',
);

const rolesField = textField(
	'Roles',
	'roles',
	'Editor, Viewer',
	'Names or IDs of the roles the member gets in the organization, separated by commas',
);

const membersField: INodeProperties = {
	displayName: 'Members',
	name: 'members',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Member',
	default: {},
	description: 'First members. Users are added, and others are invited by email.',
	options: [{ displayName: 'Member', name: 'member', values: [memberField, rolesField] }],
};

const nonUsers = choice({
	displayName: 'Members Who Aren’t Users',
	name: 'nonUsers',
	noDataExpression: true,
	default: 'invite',
	description: 'What to do with an email address that no user has',
	options: [
		{ name: 'Invite', value: 'invite', description: 'Auth0 sends its User Invitation email' },
		{ name: 'Refuse', value: 'refuse', description: 'The item fails, and nothing is changed' },
	],
});

const forInvitations = (field: INodeProperties) => onlyFor({ nonUsers: ['invite'] }, field);

const applicationField = applicationFieldFor(
	'Application whose login page the invitation opens. Needed for email addresses.',
);

const inviterField = textField(
	'Inviter Name',
	'inviterName',
	'Jane Doe',
	'Who invites, as the email shows it. Needed for email addresses.',
);

const ssoField = {
	displayName: 'Create SSO Setup Link',
	name: 'ssoLink',
	type: 'boolean',
	default: false,
	description:
		'Whether to return a link with which the customer sets up single sign-on. Whoever has the link can use it.',
} satisfies INodeProperties;

const onlyWithSso = (field: INodeProperties): INodeProperties =>
	notForTools({ ...field, required: true, displayOptions: { show: { ssoLink: [true] } } });

/** The self-service profile of a link to set up single sign-on. */
export const profileField = locatorField({
	displayName: 'Self-Service Profile',
	name: 'selfServiceProfile',
	one: 'a self-service profile',
	description:
		'What the customer can set up, from Auth0 Dashboard → Authentication → Enterprise → Self-Service Profiles.',
	searchListMethod: 'searchSelfServiceProfiles',
	modes: { id: ['By ID', `e.g. ${PROFILE_ID_EXAMPLE}`] },
});

const connectionNameField = textField(
	'Connection Name',
	'ssoConnectionName',
	'acme-inc-sso',
	'Name of the connection that the customer sets up, which no other connection has: letters, digits and hyphens',
);

/** The fields of an onboarding. */
export const onboardingFields: INodeProperties[] = [
	...newOrganizationFields,
	membersField,
	nonUsers.field,
	forInvitations(applicationField),
	forInvitations(inviterField),
	notForTools(ssoField),
	onlyWithSso(profileField),
	onlyWithSso(connectionNameField),
];

/** The option that only tells what an onboarding would do. */
export const dryRunOption = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show what would be created or changed without changing anything',
} satisfies INodeProperties;

/** A first member, by user ID or by email address, who is not looked up yet. */
export interface WantedMember {
	id?: string;
	email?: string;
	roles: Named[];
}

/** Who invites people to what. */
export interface Inviting {
	clientId: string;
	inviter: string;
}

/** What the link to set up single sign-on is for. */
export interface WantedSso {
	profileId: string;
	connectionName: string;
}

/** What an organization should have after its onboarding. */
export interface Onboarding {
	properties: NewProperties;
	members: WantedMember[];
	/** undefined where people who are no users are refused, or nobody is to be invited. */
	inviting?: Inviting;
	sso?: WantedSso;
	isDryRun: boolean;
}

/** @throws InputError naming the field that cannot be used */
export function readOnboarding(parameters: Parameters): Onboarding {
	const properties = readNewOrganization(parameters);
	const members = readMembers(parameters.value(membersField.name));
	const invites = nonUsers.read(parameters) === 'invite' && members.some(({ email }) => email);
	return {
		properties,
		members,
		...(invites && { inviting: readInviting(parameters) }),
		...(!parameters.isTool && parameters.isSet(ssoField.name) && { sso: readSso(parameters) }),
		isDryRun: parameters.isOn(dryRunOption.name, dryRunOption.default),
	};
}

function readMembers(value: unknown): WantedMember[] {
	const byName = new Map<string, WantedMember>();
	for (const row of readRows(membersField.displayName, value, 'member')) {
		const roles = readRoleNames(row.roles);
		for (const name of readNames(memberField, row.member)) {
			const member = readMember(name);
			const key = member.id ?? String(member.email).toLowerCase();
			byName.set(key, { ...member, roles: [...(byName.get(key)?.roles ?? []), ...roles] });
		}
	}
	return [...byName.values()];
}

function readMember(text: string): Omit<WantedMember, 'roles'> {
	const name = readIdentifier(memberField.displayName, text);
	if (name.includes('|') && isSegment(name)) return { id: name };
	if (EMAIL.test(name)) return { email: name };
	throw new InputError(
		`“${shorten(name, MAX_QUOTED)}” in 'Member' is neither an email address nor a user ID.`,
		`Enter one such as ${EMAIL_EXAMPLE}. ${CHECK_EXPRESSION}`,
	);
}

/** Text can be one name with commas, or several. */
function readRoleNames(value: unknown): Named[] {
	const names = readNames(rolesField, value);
	if (Array.isArray(value)) return names.map((name) => ({ mode: '', value: name }));
	const text = readText(rolesField, value);
	return text === ''
		? []
		: [{ mode: '', value: text, ...(text.includes(',') && { parts: names }) }];
}

function readInviting(parameters: Parameters): Inviting {
	const clientId = parameters.reference(applicationField.name).value;
	if (clientId === '') {
		throw new InputError(
			"'Application' is empty.",
			`It is needed to invite email addresses that no user has. ${CHOOSE_FROM_LIST} Or set 'Members Who Aren’t Users' to Refuse.`,
		);
	}
	const inviter = parameters.text(inviterField.name);
	checkInviter(inviter);
	if (inviter !== '') return { clientId, inviter };
	throw new InputError(
		"'Inviter Name' is empty.",
		"It is needed to invite email addresses that no user has. Enter a name, or set 'Members Who Aren’t Users' to Refuse.",
	);
}

function readSso(parameters: Parameters): WantedSso {
	const profileId = parameters.reference(profileField.name).value;
	const connectionName = parameters.text(connectionNameField.name);
	if (profileId === '') {
		throw new InputError(
			"'Self-Service Profile' is empty.",
			`${CHOOSE_FROM_LIST} ${CHECK_EXPRESSION}`,
		);
	}
	if (connectionName.length <= 128 && /^[a-z0-9](?:-?[a-z0-9])*$/i.test(connectionName)) {
		return { profileId, connectionName };
	}
	throw new InputError(
		`“${shorten(connectionName, MAX_QUOTED)}” cannot be the 'Connection Name'.`,
		'Use up to 128 letters and digits, with single hyphens between them, such as acme-inc-sso.',
	);
}
