import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OrganizationChange } from '../../api/organizationChanges';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { MAX_QUOTED, shorten } from '../../transport/shorten';
import { alphabetically } from '../alphabetically';
import { choice } from '../choice';
import { readText } from '../fieldValues';
import type { Parameters } from '../parameters';
import { textField } from '../textField';
import { brandingFields, readBranding, wholeBranding, type GivenBranding } from './branding';
import { connectionsField, readConnections, type GivenConnection } from './connections';
import { metadataFields, readMetadata, type OrganizationMetadata } from './metadata';
import { isOrganizationName, NAME_RULE } from './organizationField';

const MAX_DISPLAY_NAME_LENGTH = 255;

const nameField = textField(
	'Name',
	'name',
	'acme-inc',
	`Name that no other organization of the tenant has. ${NAME_RULE}`,
);

const displayNameField = textField(
	'Display Name',
	'displayName',
	'Acme Inc.',
	'Name that people see when they log in',
);

/** The fields of a new organization. */
export const newOrganizationFields: INodeProperties[] = [
	{ ...nameField, required: true },
	displayNameField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Branding, metadata and connections',
		options: alphabetically([...brandingFields, ...metadataFields(), connectionsField]),
	},
];

/** What a new organization has. */
export interface NewProperties {
	name: string;
	displayName: string;
	branding?: GivenBranding;
	metadata?: OrganizationMetadata;
	connections: GivenConnection[];
}

/**
 * What a new organization has; nothing of it is looked up yet.
 *
 * @throws InputError naming the field for what Auth0 refuses
 */
export function readNewOrganization(parameters: Parameters): NewProperties {
	const given = parameters.wholeCollection('additionalFields');
	const branding = readBranding(given);
	if (branding) wholeBranding(branding);
	return {
		name: readName(parameters.text(nameField.name)),
		displayName: readDisplayName(parameters.value(displayNameField.name)),
		branding,
		metadata: withoutNulls(readMetadata(given)),
		connections: readConnections(given[connectionsField.name]),
	};
}

/** A new organization has nothing to remove. */
const withoutNulls = (metadata: OrganizationMetadata | undefined) => {
	const entries = Object.entries(metadata ?? {}).filter(([, value]) => value !== null);
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/** @throws InputError for a name that Auth0 does not allow, with one like it that it does */
function readName(text: string): string {
	if (text === '') throw new InputError("'Name' is empty.", `Enter a name. ${CHECK_EXPRESSION}`);
	if (isOrganizationName(text)) return text;
	const similar = text
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z0-9_]+/g, '-')
		.replaceAll(/^-|-$/g, '')
		.slice(0, 50);
	const advice = similar === '' ? '' : ` For example: ${similar}.`;
	throw new InputError(
		`“${shorten(text, MAX_QUOTED)}” cannot be the 'Name' of an organization.`,
		`${NAME_RULE}${advice} 'Display Name' can be any text.`,
	);
}

function readDisplayName(value: unknown): string {
	const text = readText(displayNameField, value);
	if (text.length <= MAX_DISPLAY_NAME_LENGTH) return text;
	throw new InputError(
		`'Display Name' is longer than ${MAX_DISPLAY_NAME_LENGTH} characters.`,
		'Shorten it.',
	);
}

const metadataMode = choice({
	displayName: 'Metadata Mode',
	name: 'metadataMode',
	default: 'merge',
	description: 'How to handle the organization’s existing metadata',
	options: [
		{
			name: 'Merge',
			value: 'merge',
			description: 'Entries you don’t set stay. null in Metadata (JSON) removes one.',
		},
		{
			name: 'Replace',
			value: 'replace',
			description: 'Replaces all existing metadata; {} removes everything',
		},
	],
});

/** The option for what becomes of the metadata that is there. */
export const metadataModeField = metadataMode.field;

/** What to change of an organization. */
export const organizationUpdateField: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Fields to change. Fields that are empty or that you don’t add stay as they are.',
	options: alphabetically([
		...brandingFields,
		displayNameField,
		...metadataFields(
			'null removes an entry. To replace all metadata, add Metadata Mode under Options.',
		),
		nameField,
	]),
};

/** A change that the person wants of an organization. */
export interface GivenChange {
	texts: Pick<OrganizationChange, 'name' | 'display_name'>;
	branding?: GivenBranding;
	metadata?: OrganizationMetadata;
	replacesMetadata: boolean;
}

/** @throws InputError naming the field for what Auth0 refuses, and when there is nothing to change */
export function readOrganizationUpdate(parameters: Parameters): GivenChange {
	const given = parameters.wholeCollection('updateFields');
	const name = readText(nameField, given.name);
	const displayName = readDisplayName(given.displayName);
	const texts = {
		...(name !== '' && { name: readName(name) }),
		...(displayName !== '' && { display_name: displayName }),
	};
	const branding = readBranding(given);
	const metadata = readMetadata(given);
	const replacesMetadata = metadataMode.readOption(parameters) === 'replace';
	checkMetadata(metadata, replacesMetadata);
	if (Object.keys(texts).length === 0 && !branding && !metadata) {
		throw new InputError(
			'No fields to update.',
			"Add a field under 'Update Fields'. If you use expressions, check that they return values for this item.",
		);
	}
	return { texts, branding, metadata, replacesMetadata };
}

function checkMetadata(metadata: IDataObject | undefined, isReplaced: boolean) {
	if (!metadata || isReplaced || Object.keys(metadata).length > 0) return;
	throw new InputError(
		"'Metadata' is empty.",
		"Enter what to change, or remove the field. To remove all metadata, set 'Metadata Mode' under 'Options' to Replace.",
	);
}
