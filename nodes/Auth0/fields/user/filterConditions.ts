import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { containsQuery, isExactly } from '../../api/lucene';
import type { MetadataKey } from '../../api/metadata';
import { InputError } from '../../transport/inputError';
import { readDate } from '../dates';
import { readSwitch, readText, whatIs } from '../fieldValues';
import { refuseEmpty } from '../filters';
import { readIdentifier } from '../identifier';
import { named } from '../named';
import type { Parameters } from '../parameters';
import { readReference } from '../reference';
import { readRows } from '../rows';
import { kind } from './filterFields';

const METADATA = {
	app: 'app_metadata',
	user: 'user_metadata',
} as const satisfies Record<string, MetadataKey>;

/** The field of Auth0's search for each filter of text. */
const TEXT_FIELDS = new Map([
	['email', 'email'],
	['emailDomain', 'email.domain'],
	['name', 'name'],
	['connection', 'identities.connection'],
]);

const SWITCH_FIELDS = new Map([
	['blocked', 'blocked'],
	['emailVerified', 'email_verified'],
]);

/** The range of Auth0's search for each filter of dates. */
const RANGES = new Map<string, (date: string) => string>([
	['createdAfter', (date) => `created_at:[${date} TO *]`],
	['createdBefore', (date) => `created_at:{* TO ${date}}`],
	['lastLoginAfter', (date) => `last_login:[${date} TO *]`],
	['lastLoginBefore', (date) => `last_login:{* TO ${date}}`],
	['updatedAfter', (date) => `updated_at:[${date} TO *]`],
	['updatedBefore', (date) => `updated_at:{* TO ${date}}`],
]);

/**
 * What a filter means, as conditions of Auth0's search.
 *
 * @throws InputError naming a filter that is empty, or holds what it cannot be
 */
export function conditionsOf(
	parameters: Parameters,
	field: INodeProperties,
	value: unknown,
): string[] {
	const { name, displayName: label } = field;
	if (name === 'metadata') return metadataConditions(value);
	const range = RANGES.get(name);
	if (range) return [range(readDate(parameters, label, value) ?? refuseEmpty(label))];
	if (name === 'nameOrEmailContains') {
		const text = readText(field, value) || refuseEmpty(label);
		return [`(${containsQuery(['email', 'name'], text)})`];
	}
	const searchField = TEXT_FIELDS.get(name);
	if (searchField) {
		const text = readReference(field, value).value || refuseEmpty(label);
		if (name === 'emailDomain') return [isExactly(searchField, readDomain(label, text))];
		return [isExactly(searchField, name === 'email' ? readIdentifier(label, text) : text)];
	}
	const isOn = isEmpty(value) ? refuseEmpty(label) : readSwitch(field, value);
	const switchField = SWITCH_FIELDS.get(name);
	// Auth0 stores neither property until it is set once.
	if (switchField) return [isOn ? `${switchField}:true` : `NOT ${switchField}:true`];
	return [isOn ? 'NOT _exists_:last_login' : '_exists_:last_login'];
}

/**
 * A domain in lower case, as Auth0 compares it; with an @ before it, as people write it, too.
 *
 * @throws InputError naming the filter for what is no domain, and so finds nobody
 */
function readDomain(label: string, text: string): string {
	const domain = text.replace(/^@/, '').toLowerCase();
	const labels = domain.split('.');
	if (labels.length > 1 && labels.every((part) => DOMAIN_LABEL.test(part))) return domain;
	throw new InputError(
		`${named(label)} must be a domain.`,
		`${whatIs(text)} Enter the part of the address after the @, such as example.com. To search with wildcards, set 'Search By' to Lucene Query.`,
	);
}

// Letters of all scripts: email addresses can be international.
const DOMAIN_LABEL = /^(?!-)[\p{L}\p{M}\p{N}_-]{1,63}$(?<!-)/u;

const METADATA_NAME = 'Metadata → Name';

function metadataConditions(value: unknown): string[] {
	const rows = readRows('Metadata', value);
	if (rows.length === 0) refuseEmpty('Metadata');
	return rows.map(({ kind: given, name, value: wanted }: IDataObject) => {
		const path = readText({ displayName: METADATA_NAME }, name) || refuseEmpty(METADATA_NAME);
		const label = { entry: path, of: 'Metadata' };
		const text = readText({ displayName: label }, wanted, { takesSwitches: true });
		const key = METADATA[kind.readValue(given)];
		return isExactly(`${key}.${path}`, text || refuseEmpty(label));
	});
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
