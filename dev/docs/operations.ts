import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../nodes/Auth0/actions/operation';
import type { Permissions } from '../../nodes/Auth0/actions/permissions';
import { LIST_PERMISSIONS } from '../../nodes/Auth0/fields/listPermissions';
import { simplifyFields } from '../../nodes/Auth0/fields/output';
import { searchFields } from '../../nodes/Auth0/fields/user/searchFields';
import {
	cellsOf,
	conditionsOf,
	fieldsOf,
	identityOf,
	nameOf,
	tableOf,
	type Field,
	type Told,
} from './fields';
import { anchorOf, code, label, listing, sentence, table } from './markdown';

export type Resources = Record<string, Resource>;

/** An operation, and where it is. */
interface Place {
	resource: string;
	operation: string;
	described: Operation;
}

const placesIn = (resources: Resources): Place[] =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).map(([operation, described]) => ({
			resource,
			operation,
			described,
		})),
	);

/** Where the page of a resource is, from docs/. */
export const pageOf = ({ option }: Resource): string => `operations/${anchorOf(option.name)}.md`;

/** @throws Error for a name such as “user:fly”, which no operation has */
function placeOf(resources: Resources, name: string): Place {
	const [resource = '', operation = ''] = name.split(':');
	const described = resources[resource]?.operations[operation];
	if (!described) throw new Error(`There is no operation ${name}.`);
	return { resource, operation, described };
}

/**
 * The head of an operation: what it is called and does, a picture, and what it requires.
 *
 * @throws Error for a name that no operation has
 */
export function headOf(resources: Resources, name: string): string {
	const { resource, operation, described } = placeOf(resources, name);
	const { option, permissions } = described;
	return [
		`## ${option.name}`,
		`${sentence(option.description ?? '')}${planOf(permissions)}`,
		`**Permissions**: ${permissionsOf(permissions)}`,
		`![${option.name} in n8n, with its output](../images/operations/${resource}/${operation}.png)`,
	].join('\n\n');
}

const planOf = ({ plan }: Permissions) =>
	plan === undefined
		? ''
		: ` Requires ${/^[AEIOU]/.test(plan) ? 'an' : 'a'} ${plan} plan of Auth0.`;

function permissionsOf({ needs, also = [] }: Permissions): string {
	if (needs === 'endpoint') return 'those that the documentation of the endpoint names';
	const listed = (scopes: readonly string[]) => listing(scopes.map(code));
	const first = needs.length === 0 ? 'none' : listed(needs);
	return [first, ...also.map((more) => `to ${more.to}, also ${listed(more.needs)}`)].join('; ');
}

/** Where a field is told: with its operation, once for its page, or once for all operations. */
type Level = 'operation' | 'searching' | 'user' | 'shared';

const SEARCHING = new Set(fieldsOf(searchFields).map(identityOf));

/** The resource whose operations have so much in common that its page tells it once. */
const COMMON = 'user';

/** Where each field is told, and which operations have it. */
function levelsOf(resources: Resources): (field: Field) => { level: Level; places: Place[] } {
	const places = new Map<string, Place[]>();
	for (const place of placesIn(resources)) {
		for (const field of fieldsOf(place.described.fields)) {
			const key = identityOf(field);
			places.set(key, [...(places.get(key) ?? []), place]);
		}
	}
	return (field) => {
		const users = places.get(identityOf(field)) ?? [];
		const isCommon = new Set(users.map(({ resource }) => resource)).size > 1;
		const ofOne = users[0]?.resource === COMMON && users.length > 1;
		const isSearching = SEARCHING.has(identityOf(field)) && users.length > 1;
		const ofPage = ofOne ? 'user' : 'operation';
		const level = isSearching ? 'searching' : isCommon ? 'shared' : ofPage;
		return { level, places: users };
	};
}

const WHERE: Record<Exclude<Level, 'operation'>, string> = {
	searching: `[Searching](${COMMON}.md#searching)`,
	user: '[Fields](#fields)',
	shared: '[Shared fields](../operations.md#shared-fields)',
};

/** What a tool has in place of Simplify, as the page says once. */
const IN_PLACE_OF_SIMPLIFY = new Set(fieldsOf(simplifyFields.slice(1)).map(identityOf));

/**
 * The fields of an operation: a table of those that it alone has, and the names of the others, with where
 * they are told. Those that every operation has are not named.
 *
 * @throws Error for a name that no operation has
 */
export function ownFieldsOf(resources: Resources, name: string): string {
	const { described } = placeOf(resources, name);
	const levelOf = levelsOf(resources);
	const count = placesIn(resources).length;
	const fields = fieldsOf(described.fields).map((field) => ({ field, ...levelOf(field) }));
	const own = fields.filter(({ level }) => level === 'operation');
	const told: Told = new Map();
	const rows = own.map(({ field }) => [
		nameOf(field),
		...cellsOf(field, conditionsOf(field, described.fields), told),
	]);
	const others = Object.entries(WHERE).flatMap(([level, where]) => {
		const these = fields.filter(
			({ field, level: at, places }) =>
				at === level && places.length < count && !IN_PLACE_OF_SIMPLIFY.has(identityOf(field)),
		);
		const link = name.startsWith(`${COMMON}:`) ? where.replace(`${COMMON}.md`, '') : where;
		return these.length === 0 ? [] : [`${namesOf(these.map(({ field }) => field))} (${link})`];
	});
	return [
		...(rows.length === 0 ? [] : [tableOf(rows)]),
		...(others.length === 0
			? []
			: [`**${rows.length === 0 ? 'Fields' : 'More fields'}**: ${others.join('; ')}`]),
	].join('\n\n');
}

/** So many of a collection are named; of others, the collection. */
const MAX_NAMED = 7;

/** The names of fields, those of a collection together. */
function namesOf(fields: Field[]): string {
	const names = new Map<string, string[]>();
	for (const { collection = '', property } of fields) {
		if (property.type === 'collection') continue;
		names.set(collection, [...(names.get(collection) ?? []), property.displayName]);
	}
	return [...names]
		.map(([collection, these]) => {
			if (collection === '') return these.map(label).join(', ');
			const isShort = these.length <= MAX_NAMED;
			return label(isShort ? `${collection} → ${these.join(', ')}` : collection);
		})
		.join(', ');
}

/** A field that is told once, with what is said of it in the panels that have it. */
interface Common {
	field: Field;
	/** The conditions that it has in all of them. */
	conditions: string[];
	places: Place[];
}

/** The fields of a level, each once, in the order of the panels. */
function commonFields(resources: Resources, level: string): Common[] {
	const levelOf = levelsOf(resources);
	const found = new Map<string, Common>();
	for (const { described } of placesIn(resources)) {
		for (const field of fieldsOf(described.fields)) {
			const told = levelOf(field);
			if (told.level !== level) continue;
			const conditions = conditionsOf(field, described.fields);
			const before = found.get(identityOf(field)) ?? { field, conditions, places: told.places };
			const shared = before.conditions.filter((each) => conditions.includes(each));
			found.set(identityOf(field), { ...before, conditions: shared });
		}
	}
	return [...found.values()];
}

/**
 * The fields that are told once, for several operations.
 *
 * @throws Error for a level that there is not
 */
export function commonFieldsOf(resources: Resources, level: string): string {
	if (!(level in WHERE)) throw new Error(`There are no fields for ${level}.`);
	const told: Told = new Map();
	const fields = commonFields(resources, level);
	const isOfOnePage = level !== 'shared';
	if (level === 'user') {
		fields.sort((a, b) => a.field.property.displayName.localeCompare(b.field.property.displayName));
	}
	const rows = fields.map(({ field, conditions, places }) => [
		nameOf(isOfOnePage ? { ...field, collection: undefined } : field),
		...cellsOf(field, conditions, told),
		level === 'user' ? namesOfPlaces(places) : '',
	]);
	return tableOf(rows, 'Operations');
}

const namesOfPlaces = (places: Place[]) =>
	[...new Set(places.map(({ described }) => described.option.name))].sort().join(', ');

/**
 * The contents: each resource with its operations.
 *
 * @param root from the page to docs/
 */
export const contentsOf = (resources: Resources, root: string): string =>
	byName(Object.values(resources))
		.map((resource) => {
			const page = `${root}${pageOf(resource)}`;
			const links = byName(Object.values(resource.operations)).map(
				({ option }) => `[${option.name}](${page}#${anchorOf(option.name)})`,
			);
			return `- **[${resource.option.name}](${page})**: ${links.join(' · ')}`;
		})
		.join('\n');

const byName = <Named extends { option: { name: string } }>(all: Named[]): Named[] =>
	[...all].sort((a, b) => a.option.name.localeCompare(b.option.name));

/** The contents of one page: the operations of its resource. */
export function contentsOfPage(resources: Resources, name: string): string {
	const resource = resources[name];
	if (!resource) throw new Error(`There is no resource ${name}.`);
	const links = byName(Object.values(resource.operations)).map(
		({ option }) => `[${option.name}](#${anchorOf(option.name)})`,
	);
	return links.join(' · ');
}

/** The drop-down lists of the panel, what they require, and what to choose without it. */
export function listsOf(resources: Resources): string {
	const locators = placesIn(resources).flatMap(({ described }) => locatorsIn(described.fields));
	const rows = Object.entries(LIST_PERMISSIONS).map(([method, permission]) => {
		const these = locators.filter((locator) => listOf(locator) === method);
		const names = [...new Set(these.map(({ displayName }) => displayName))].sort();
		const instead = [...new Set(these.map(insteadOf))];
		return [names.join(', '), code(permission), instead.map(label).join(', ')];
	});
	return table(['List', 'Permission', 'Without it, choose'], rows.sort());
}

function locatorsIn(value: unknown): INodeProperties[] {
	if (Array.isArray(value)) return value.flatMap(locatorsIn);
	if (typeof value !== 'object' || value === null) return [];
	if (isLocator(value)) return [value];
	return Object.values(value).flatMap(locatorsIn);
}

const isLocator = (value: object): value is INodeProperties =>
	'type' in value && value.type === 'resourceLocator';

const listOf = ({ modes = [] }: INodeProperties) =>
	modes.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod;

const insteadOf = ({ modes = [] }: INodeProperties) =>
	modes.find(({ type }) => type !== 'list')?.displayName ?? '';
