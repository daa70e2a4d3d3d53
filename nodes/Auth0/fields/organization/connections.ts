import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { CONNECTION_ID_EXAMPLE } from '../../api/examples';
import { MAX_CONNECTIONS } from '../../api/organizationChanges';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { readSwitch, readText } from '../fieldValues';
import { locatorField } from '../locators';
import type { Reference } from '../reference';
import { readRows } from '../rows';

const connection = locatorField({
	displayName: 'Connection',
	name: 'connection',
	one: 'a connection',
	description: 'Select from the list, or enter the ID or name.',
	searchListMethod: 'searchAllConnections',
	alsoRequire: 'names',
	modes: {
		id: ['By ID', `e.g. ${CONNECTION_ID_EXAMPLE}`],
		name: ['By Name', 'e.g. acme-saml'],
	},
	more: 'An expression can return several connections as a list.',
});

const assign = {
	displayName: 'Assign Membership on Login',
	name: 'assignMembershipOnLogin',
	type: 'boolean',
	default: false,
	description: 'Whether everyone who logs in with this connection becomes a member',
} satisfies INodeProperties;

const signup = {
	displayName: 'Enable Signup',
	name: 'isSignupEnabled',
	type: 'boolean',
	default: false,
	description:
		'Whether people can sign up. Only for database connections that assign membership on login.',
} satisfies INodeProperties;

const button = {
	displayName: 'Show as Button',
	name: 'showAsButton',
	type: 'boolean',
	default: true,
	description: 'Whether the login page has a button for it. Only for enterprise connections.',
} satisfies INodeProperties;

/** The switches of one connection. */
export const connectionSettings = { assign, signup, button };

/** The connections with which people log in to an organization. */
export const connectionsField: INodeProperties = {
	displayName: 'Connections',
	name: 'connections',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Connection',
	default: {},
	description: `Connections to enable, up to ${MAX_CONNECTIONS}`,
	options: [
		{ displayName: 'Connection', name: 'connection', values: [connection, assign, signup, button] },
	],
};

/** How people log in with a connection, as far as it was given: a blank cell leaves a switch as it is. */
export interface ConnectionSettings {
	assign_membership_on_login?: boolean;
	is_signup_enabled?: boolean;
	show_as_button?: boolean;
}

/** A connection that the person named, which is not looked up yet. */
export interface GivenConnection {
	connection: Reference;
	settings: ConnectionSettings;
}

/**
 * The connections in the rows; a row without a connection is left out.
 *
 * @throws InputError naming the field for a switch that is neither true nor false, and for signup without
 * membership
 */
export function readConnections(value: unknown): GivenConnection[] {
	const rows = readRows(connectionsField.displayName, value, 'connection');
	const given = rows.flatMap((row) => {
		const references = readReferences(row.connection);
		if (references.length === 0) return [];
		const settings = readSettings(row);
		return references.map((reference) => ({ connection: reference, settings }));
	});
	if (given.length <= MAX_CONNECTIONS) return given;
	throw new InputError(
		`'Connections' has ${given.length} connections, and Auth0 allows ${MAX_CONNECTIONS} in an organization.`,
		'Remove some of them.',
	);
}

function readReferences(given: unknown): Reference[] {
	const isLocator = isRecord(given) && '__rl' in given;
	const value: unknown = isLocator ? given.value : given;
	const mode = isLocator && typeof given.mode === 'string' ? given.mode : '';
	const parts: unknown[] = Array.isArray(value) ? value : readText(connection, value).split(',');
	return parts
		.map((part) => ({ mode, value: readText(connection, part) }))
		.filter((reference) => reference.value !== '');
}

function readSettings(row: IDataObject): ConnectionSettings {
	const valueOf = (field: INodeProperties) =>
		isBlank(row[field.name]) ? undefined : readSwitch(field, row[field.name]);
	const [assigns, hasSignup, hasButton] = [valueOf(assign), valueOf(signup), valueOf(button)];
	if (!hasSignup || assigns) {
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

const isBlank = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
