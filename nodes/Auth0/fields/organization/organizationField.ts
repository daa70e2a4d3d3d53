import { ORGANIZATION_ID_EXAMPLE } from '../../api/examples';
import { CHOOSE_FROM_LIST } from '../../transport/advice';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { MAX_QUOTED, shorten } from '../../transport/shorten';
import { locatorField } from '../locators';
import type { Parameters } from '../parameters';
import { readReference, type Reference } from '../reference';

/** A field in which an organization is chosen. @param description what it is */
export const organizationFieldFor = (description: string) =>
	locatorField({
		displayName: 'Organization',
		name: 'organization',
		one: 'an organization',
		description,
		alsoRequire: 'names',
		searchListMethod: 'searchOrganizations',
		modes: {
			id: ['By ID', `e.g. ${ORGANIZATION_ID_EXAMPLE}`],
			name: ['By Name', 'e.g. acme-inc'],
		},
	});

/** The organization that an operation is about. */
export const oneOrganizationField = {
	...organizationFieldFor('Select from the list, or enter the ID or name.'),
	required: true,
};

/** The organization whose branding a message uses. */
export const brandingOrganizationField = organizationFieldFor(
	'Organization of the user whose branding the message uses.',
);

/** An organization by one of the two that only it has. */
export type OrganizationReference =
	{ id: string; name?: undefined } | { id?: undefined; name: string };

/**
 * The organization that the person named: by its ID, or else by its name. Names have no capital letters, so
 * that one in capitals is the same.
 *
 * @throws InputError when the field is empty, or has what can be neither, such as a display name
 */
export function readOrganizationReference(parameters: Parameters): OrganizationReference {
	const organization = organizationIn(parameters.reference(oneOrganizationField.name));
	if (organization) return organization;
	throw new InputError("'Organization' is empty.", `${CHOOSE_FROM_LIST} ${CHECK_EXPRESSION}`);
}

/**
 * The organization under Options; undefined where it was not added there, or is empty.
 *
 * @throws InputError for what can be neither an ID nor a name
 */
export const readOrganizationOption = (parameters: Parameters): OrganizationReference | undefined =>
	organizationIn(
		parameters.option(brandingOrganizationField.name, readReference) ?? { mode: '', value: '' },
	);

function organizationIn({ mode, value }: Reference): OrganizationReference | undefined {
	if (value === '') return undefined;
	if (mode !== 'name' && /^org_\w+$/.test(value)) return { id: value };
	const name = value.toLowerCase();
	if (isOrganizationName(name)) return { name };
	throw new InputError(
		`“${shorten(value, MAX_QUOTED)}” in 'Organization' is neither an ID nor a name of an organization.`,
		`${NAME_RULE} A display name can't be used, because several organizations can have the same: Get Many finds them by it. ${CHOOSE_FROM_LIST}`,
	);
}

const MAX_NAME_LENGTH = 50;

/** What Auth0 allows as the name of an organization, in a sentence. */
export const NAME_RULE = `Names have up to ${MAX_NAME_LENGTH} lowercase letters, digits, hyphens and underscores, such as acme-inc.`;

/**
 * Whether Auth0 allows it as the name of an organization.
 *
 * @see https://auth0.com/docs/manage-users/organizations/configure-organizations/create-organizations
 */
export const isOrganizationName = (text: string) =>
	text.length <= MAX_NAME_LENGTH && /^[a-z0-9_-]+$/.test(text);
