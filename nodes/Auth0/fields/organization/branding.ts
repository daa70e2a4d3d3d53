import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Branding } from '../../api/organizationChanges';
import { InputError } from '../../transport/inputError';
import { MAX_QUOTED, shorten } from '../../transport/shorten';
import { readText } from '../fieldValues';
import { named } from '../named';

const logo: INodeProperties = {
	displayName: 'Logo URL',
	name: 'logoUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://acme.example.com/logo.png',
	description: 'HTTPS address of the logo on the login page',
};

const color = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'color',
	default: '',
	placeholder: 'e.g. #0059d6',
	description: `${description}, as a hex code. Auth0 stores both colors or none.`,
});

const primary = color('Primary Color', 'primaryColor', 'Color of buttons and links');
const background = color(
	'Page Background Color',
	'pageBackgroundColor',
	'Color of the background of the login page',
);

/** The fields of the branding. */
export const brandingFields: INodeProperties[] = [logo, background, primary];

/** A branding as it is given: the second color can be that which the organization has already. */
export interface GivenBranding {
	logo_url?: string;
	colors?: Partial<NonNullable<Branding['colors']>>;
}

/**
 * The branding that a collection sets; an empty field sets nothing.
 *
 * @returns undefined when it sets none of it
 * @throws InputError naming the field for an address that is not https, and for what is no color
 */
export function readBranding(given: IDataObject): GivenBranding | undefined {
	const logoUrl = readLogo(readText(logo, given[logo.name]));
	const colors = {
		...readColor(primary, given, 'primary'),
		...readColor(background, given, 'page_background'),
	};
	const hasColors = Object.keys(colors).length > 0;
	if (logoUrl === undefined && !hasColors) return undefined;
	return { ...(logoUrl !== undefined && { logo_url: logoUrl }), ...(hasColors && { colors }) };
}

/**
 * The whole branding, with what the organization has of it already.
 *
 * @throws InputError where one of the colors is missing
 */
export function wholeBranding(
	{ logo_url: logoUrl, colors: given }: GivenBranding,
	has: Branding = {},
): Branding {
	const branding: Branding = { ...has, ...(logoUrl !== undefined && { logo_url: logoUrl }) };
	if (!given) return branding;
	const { primary: first = '', page_background: second = '' } = { ...has.colors, ...given };
	if (first === '' || second === '') {
		const missing = first === '' ? primary : background;
		throw new InputError(
			`${named(missing.displayName)} is empty.`,
			'Auth0 stores both colors or none. Enter it, or remove the other color.',
		);
	}
	return { ...branding, colors: { primary: first, page_background: second } };
}

function readLogo(text: string): string | undefined {
	if (text === '') return undefined;
	if (/^https:\/\/[^\s/]/i.test(text) && URL.canParse(text)) return text;
	throw new InputError(
		`${named(logo.displayName)} must be an address that starts with https://.`,
		`The value is “${shorten(text, MAX_QUOTED)}”.`,
	);
}

function readColor(field: INodeProperties, given: IDataObject, key: string): IDataObject {
	const text = readText(field, given[field.name]);
	if (text === '') return {};
	const hex = text.startsWith('#') ? text : `#${text}`;
	if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(hex)) return { [key]: hex };
	throw new InputError(
		`${named(field.displayName)} must be a hex code, such as #0059d6.`,
		`The value is “${shorten(text, MAX_QUOTED)}”.`,
	);
}
