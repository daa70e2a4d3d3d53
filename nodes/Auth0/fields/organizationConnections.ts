import type { INodeProperties } from 'n8n-workflow';

import type { EnabledSettings } from '../api/organizationConnections';
import { CONNECTION_ID_EXAMPLE } from '../api/examples';
import { InputError } from '../transport/inputError';
import { alphabetically } from './alphabetically';
import { anyConnectionField } from './anyConnection';
import { readSwitch } from './fieldValues';
import { locatorField } from './locators';
import { connectionSettings } from './organization/connections';
import type { Parameters } from './parameters';

/** The connection to enable. */
export const connectionToAddField: INodeProperties = {
	...anyConnectionField('Connection of the tenant, of any kind.'),
	required: true,
};

/** A connection that the organization has. */
export const ownConnectionField: INodeProperties = {
	...locatorField({
		displayName: 'Connection',
		name: 'connectionId',
		one: 'a connection',
		description: 'Connection of the organization.',
		searchListMethod: 'searchOrganizationConnections',
		alsoRequire: 'names',
		modes: {
			id: ['By ID', `e.g. ${CONNECTION_ID_EXAMPLE}`],
			name: ['By Name', 'e.g. acme-saml'],
		},
	}),
	required: true,
};

const { assign, signup, button } = connectionSettings;

const settingsField = (displayName: string, name: string, description: string) => ({
	displayName,
	name,
	type: 'collection' as const,
	placeholder: 'Add Field',
	default: {},
	description,
	options: alphabetically([assign, signup, button]),
});

/** The settings of a connection to enable. */
export const additionalSettingsField = settingsField(
	'Additional Fields',
	'additionalFields',
	'How people log in with the connection',
);

/** The settings to change. */
export const updateSettingsField = settingsField(
	'Update Fields',
	'updateFields',
	'Fields to change. Fields you don’t add stay as they are.',
);

/**
 * The settings of a connection to enable, where a switch that was not added is off.
 *
 * @throws InputError for a switch that is neither true nor false, and for signup without membership
 */
export const readNewSettings = (parameters: Parameters): EnabledSettings =>
	readSettings(parameters, additionalSettingsField, true);

function readSettings(
	parameters: Parameters,
	field: INodeProperties,
	isNew: boolean,
): EnabledSettings {
	const given = parameters.wholeCollection(field.name);
	const valueOf = (option: INodeProperties) =>
		isBlank(given[option.name]) ? undefined : readSwitch(option, given[option.name]);
	const [assigns, hasSignup, hasButton] = [valueOf(assign), valueOf(signup), valueOf(button)];
	if (!hasSignup || (assigns ?? !isNew)) {
		return {
			...(assigns !== undefined && { assign_membership_on_login: assigns }),
			...(hasSignup !== undefined && { is_signup_enabled: hasSignup }),
			...(hasButton !== undefined && { show_as_button: hasButton }),
		};
	}
	throw new InputError(
		"'Enable Signup' needs 'Assign Membership on Login'.",
		'Turn on both, or turn off signup.',
	);
}

/** @throws InputError as `readNewSettings` does, and when there is nothing to change */
export function readSettingsUpdate(parameters: Parameters): EnabledSettings {
	const settings = readSettings(parameters, updateSettingsField, false);
	if (Object.keys(settings).length > 0) return settings;
	throw new InputError("'Update Fields' is empty.", 'Add a field to change.');
}

const isBlank = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
