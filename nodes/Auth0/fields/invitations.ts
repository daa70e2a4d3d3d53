import type { INodeProperties } from 'n8n-workflow';

import { INVITATION_ID_EXAMPLE } from '../api/examples';
import type { Metadata } from '../api/metadata';
import { CHOOSE_FROM_LIST } from '../transport/advice';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { alphabetically } from './alphabetically';
import { anyConnectionField } from './anyConnection';
import { choice } from './choice';
import { emailField } from './emailAndPhone';
import { locatorField, type Named } from './locators';
import { named } from './named';
import type { Parameters } from './parameters';
import { readReference, type Reference } from './reference';
import { memberRolesField, readRoles } from './roles';
import { applicationFieldFor } from './tenantFields';
import { textField } from './textField';
import { notForTools } from './tool';
import { metadataFields, readMetadata } from './user/metadata';

const SECONDS_OF_AN_HOUR = 3600;
const MAX_HOURS = 720;

const inviterField = {
	...textField(
		'Inviter Name',
		'inviterName',
		'Jane Doe',
		'Who invites, as the email and the login page show it',
	),
	required: true,
};

const application = {
	...applicationFieldFor('Application whose login page the link opens.'),
	required: true,
};

const connection = anyConnectionField(
	'Only let the person accept with this connection, which must be enabled for the organization.',
);

/** How the person gets the link. */
const invitation = choice({
	displayName: 'Invitation',
	name: 'invitation',
	noDataExpression: true,
	default: 'email',
	description: 'How to send the person the link to accept',
	options: [
		{
			name: 'Email From Auth0',
			value: 'email',
			description: 'Auth0 sends its User Invitation email',
		},
		{
			name: 'Link in the Output',
			value: 'link',
			description: 'Returns a link that you send yourself',
		},
	],
});

const ADDITIONAL = 'additionalFields';

/** The fields of a new invitation besides the organization. */
export const newInvitationFields: INodeProperties[] = [
	{ ...emailField, required: true, description: 'Email address of the person to invite' },
	inviterField,
	application,
	// A tool has Auth0 send the email: the link is not for a model.
	notForTools(invitation.field),
	{
		...memberRolesField('The roles the person gets in the organization on accepting'),
		required: false,
	},
	{
		displayName: 'Additional Fields',
		name: ADDITIONAL,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'More fields of the invitation',
		options: alphabetically([...metadataFields(), connection]),
	},
];

/** What becomes of a person who has a pending invitation for the same. */
const ifInvited = choice({
	displayName: 'If Already Invited',
	name: 'ifInvited',
	default: 'keep',
	description:
		'What to do if the person has a pending invitation for the same application, connection and roles',
	options: [
		{
			name: 'Invite Again',
			value: 'again',
			description: 'Create another invitation, also if you run the node again by mistake',
		},
		{ name: 'Keep', value: 'keep', description: 'Return the pending invitation' },
	],
});

/** The options of a new invitation. */
export const newInvitationOptions: INodeProperties[] = [
	ifInvited.field,
	{
		displayName: 'Valid For (Hours)',
		name: 'validForHours',
		type: 'number',
		typeOptions: { minValue: 0.01, maxValue: MAX_HOURS },
		default: 168,
		description: 'Number of hours before the invitation expires. Defaults to seven days.',
	},
];

/** An invitation as the person wants it; nothing of it is looked up yet. */
export interface WantedInvitation extends Metadata {
	inviter: string;
	clientId: string;
	connection?: Reference;
	roles: Named[];
	isLink: boolean;
	keepsPending: boolean;
	ttlSeconds?: number;
}

const MAX_INVITER_LENGTH = 300;

/** @throws InputError for a name that is longer than Auth0 stores */
export function checkInviter(inviter: string): void {
	if (inviter.length <= MAX_INVITER_LENGTH) return;
	throw new InputError(
		`${named(inviterField.displayName)} is longer than ${MAX_INVITER_LENGTH} characters.`,
		'Shorten it.',
	);
}

/** @throws InputError naming the field that cannot be used; Email has a reader of its own */
export function readNewInvitation(parameters: Parameters): WantedInvitation {
	const inviter = parameters.text(inviterField.name);
	if (inviter === '') {
		throw new InputError("'Inviter Name' is empty.", `Enter a name. ${CHECK_EXPRESSION}`);
	}
	checkInviter(inviter);
	const clientId = parameters.reference(application.name).value;
	if (clientId === '') {
		throw new InputError(
			"'Application' is empty.",
			`${CHOOSE_FROM_LIST} Auth0 needs it for the link. ${CHECK_EXPRESSION}`,
		);
	}
	const additional = parameters.wholeCollection(ADDITIONAL);
	const reference = readReference(connection, additional[connection.name] ?? '');
	const hours = parameters.numberOption('validForHours');
	return {
		inviter,
		clientId,
		...(reference.value !== '' && { connection: reference }),
		roles: readRoles(parameters),
		...readMetadata(additional),
		isLink: !parameters.isTool && invitation.read(parameters) === 'link',
		keepsPending: ifInvited.readOption(parameters) === 'keep',
		...(hours !== undefined && { ttlSeconds: Math.round(hours * SECONDS_OF_AN_HOUR) }),
	};
}

/** The invitation that an operation is about. */
export const oneInvitationField = {
	...locatorField({
		displayName: 'Invitation',
		name: 'invitationId',
		one: 'an invitation',
		description: 'Select from the list, or enter the ID.',
		searchListMethod: 'searchInvitations',
		modes: { id: ['By ID', `e.g. ${INVITATION_ID_EXAMPLE}`] },
	}),
	required: true,
};

/** @throws InputError when the field is empty */
export function readInvitation(parameters: Parameters): string {
	const { value } = parameters.reference(oneInvitationField.name);
	if (value !== '') return value;
	throw new InputError(
		"'Invitation' is empty.",
		`${CHOOSE_FROM_LIST} Get Many returns the IDs. ${CHECK_EXPRESSION}`,
	);
}
