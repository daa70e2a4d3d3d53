import { CHECK_FIELDS } from './advice';
import { CHECK_EXPRESSION } from './inputError';
import type { Refusal } from './refusal';

/** Where the person finds the property that Auth0 names. */
export function whereRefused(refusal: Refusal): string {
	const property = propertyOf(refusal.message) ?? '';
	const typedIn = whereTyped(refusal);
	if (typedIn !== undefined) return `Correct or remove “${property}” in '${typedIn}'.`;
	const label = labelOf(refusal, property) ?? labelOf(refusal, rootOf(property));
	return label === undefined
		? (refusal.request.subject?.whenRefused ?? CHECK_FIELDS)
		: `Check the '${label}' field.`;
}

/** What is missing, by the name that the person knows it by. */
export function missingMessage(refusal: Refusal): string {
	const property = missingProperty(refusal.message) ?? '';
	const typedIn = whereTyped(refusal);
	if (typedIn !== undefined) return `“${property}” is missing in '${typedIn}'.`;
	const label = labelOf(refusal, property);
	if (label !== undefined) return `'${label}' is missing.`;
	const within = labelOf(refusal, rootOf(property));
	return within === undefined
		? `The ${kindOf(refusal.message).one} “${property}” is missing.`
		: `“${property}” is missing in '${within}'.`;
}

/** What to do about what is missing. */
export function missingDescription(refusal: Refusal): string {
	const { message, request } = refusal;
	const property = missingProperty(message) ?? '';
	const isKnown = [property, rootOf(property)].some((name) => labelOf(refusal, name));
	if (whereTyped(refusal) === undefined && !isKnown) {
		return request.subject?.whenRefused ?? CHECK_FIELDS;
	}
	return `Add it. ${CHECK_EXPRESSION}`;
}

/** What the panel calls the field in which the person typed what Auth0 refuses, by Auth0’s names. */
export const whereTyped = ({ message, request }: Refusal) =>
	isAboutQuery(message) ? request.queryField : request.bodyField;

/** What the panel calls the field of a property. */
const labelOf = ({ request: { labels = {} } }: Refusal, property: string): string | undefined =>
	Object.hasOwn(labels, property) ? labels[property] : undefined;

/** The properties that are too much, which one message names all at once. */
export const additionalProperties = (message: string) =>
	(/additional properties not allowed:\s*([^('"]*)/i.exec(message)?.[1] ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');

/**
 * The property that Auth0 names, with the way to it.
 *
 * @example propertyOf("'…' on property groups[0].email (Email address).") is 'groups[0].email'
 */
export function propertyOf(message: string): string | undefined {
	const [name] = additionalProperties(message);
	return wayTo(message, name);
}

/**
 * The property that Auth0 misses, with the way to it.
 *
 * @example missingProperty("'Missing required property: email' on property groups[0] (Groups).") is
 * 'groups[0].email'
 */
export function missingProperty(message: string): string | undefined {
	const name = /missing required property:\s?([^'(]{1,200}?)(?='|\.?\s?$|\s?\()/i.exec(
		message,
	)?.[1];
	return name === undefined ? undefined : wayTo(message, name);
}

function wayTo(message: string, name: string | undefined): string | undefined {
	const at = /on property\s([^(]{1,200}?)(?=\s?\(|\.?\s?$|[,;]|\.\s)/i.exec(message)?.[1];
	return [at, name].filter(Boolean).join('.') || undefined;
}

/** The outermost property on the way to another. @example rootOf('groups[0].email') is 'groups' */
const rootOf = (property: string) => /^[^.[]*/.exec(property)?.[0] ?? property;

/** Whether it is the query that Auth0 refuses, and not the body. */
const isAboutQuery = (message: string) => /^query validation/i.test(message);

/** What is refused, in words: a part of the query or of the body. */
export const kindOf = (message: string) =>
	isAboutQuery(message)
		? { one: 'query parameter', many: 'query parameters' }
		: { one: 'property', many: 'properties' };
