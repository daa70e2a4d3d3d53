import { customDomainHeaders, type Headers } from '../../../fields/brandOptions';
import { readConnection } from '../../../fields/connectionField';
import { named } from '../../../fields/named';
import {
	readOrganizationReference,
	type OrganizationReference,
} from '../../../fields/organization/organizationField';
import type { Parameters } from '../../../fields/parameters';
import { readRequestOptions } from '../../../fields/requestOptions';
import { type MetadataMode, readMetadataMode } from '../../../fields/user/metadataMode';
import { requireSearch, type SearchedUsers } from '../../../fields/user/searchFields';
import { absentUsers, scope } from '../../../fields/user/syncFields';
import { type MatchBy, readMatchBy } from '../../../fields/user/syncKey';
import { InputError } from '../../../transport/inputError';

/** Of whom the items are a complete list. */
export type Scope =
	| { kind: 'connection' }
	| { kind: 'organization'; organization: OrganizationReference }
	| { kind: 'query'; search: SearchedUsers };

/** What holds for all items of a run. */
export interface SyncSettings {
	scope: Scope;
	/** That of new users. */
	connection: string;
	matchBy: MatchBy;
	absentUsers: ReturnType<typeof absentUsers.read>;
	isDryRun: boolean;
	maxChanges: number;
	maxAbsent: number;
	maxAbsentPercent: number;
	unblocksReturning: boolean;
	mode: MetadataMode;
	headers: Headers;
	requestsInFlight?: number;
}

/** What the panel calls each of them. */
const LABELS: Record<keyof SyncSettings, string> = {
	scope: 'Scope',
	connection: 'Connection',
	matchBy: 'Match By',
	absentUsers: 'Users Not in the List',
	isDryRun: 'Dry Run',
	maxChanges: 'Max Changes',
	maxAbsent: 'Max Users to Block or Remove',
	maxAbsentPercent: 'Max Users to Block or Remove (%)',
	unblocksReturning: 'Unblock Users Who Come Back',
	mode: 'Metadata Mode',
	headers: 'Custom Domain',
	requestsInFlight: 'Max Concurrent Requests',
};

/** @throws InputError naming the field that cannot be used */
export function readSettings(parameters: Parameters): SyncSettings {
	const { requestsInFlight } = readRequestOptions(parameters);
	const settings: SyncSettings = {
		scope: readScope(parameters),
		connection: readConnection(parameters, 'Enter the connection to create new users in.'),
		matchBy: readMatchBy(parameters),
		absentUsers: absentUsers.read(parameters),
		isDryRun: parameters.isSet('dryRun'),
		maxChanges: parameters.number('maxChanges'),
		maxAbsent: parameters.number('maxAbsent'),
		maxAbsentPercent: parameters.number('maxAbsentPercent'),
		unblocksReturning: parameters.isOn('unblockReturning', true),
		mode: readMetadataMode(parameters),
		headers: customDomainHeaders(parameters),
		...(requestsInFlight !== undefined && { requestsInFlight }),
	};
	if (settings.absentUsers !== 'remove' || settings.scope.kind === 'organization') return settings;
	throw new InputError(
		"'Users Not in the List' can only remove users from an organization.",
		"Set 'Scope' to Members of an Organization, or choose Keep, Block or Delete.",
	);
}

function readScope(parameters: Parameters): Scope {
	const kind = scope.read(parameters);
	if (kind === 'connection') return { kind };
	if (kind === 'query') return { kind, search: requireSearch(parameters) };
	return { kind, organization: readOrganizationReference(parameters) };
}

/**
 * Gives the same object for settings that are equal to those before: each item has them.
 *
 * @returns a function that remembers the last it was given
 */
export function sameForAll() {
	let last: { json: string; settings: SyncSettings } | undefined;
	return (settings: SyncSettings): SyncSettings => {
		const json = JSON.stringify(settings);
		if (last?.json !== json) last = { json, settings };
		return last.settings;
	};
}

/**
 * The settings of a run, which all items must have: the items are one list.
 *
 * @throws InputError naming the first field that differs
 */
export function commonSettings(all: SyncSettings[]): SyncSettings | undefined {
	const [first] = all;
	for (const other of new Set(all)) {
		const name = first && differing(first, other);
		if (name === undefined) continue;
		throw new InputError(
			`${named(LABELS[name])} must be the same for all items.`,
			'Sync works on all items as one list. For several lists, use a node for each.',
		);
	}
	return first;
}

function differing(one: SyncSettings, other: SyncSettings): keyof SyncSettings | undefined {
	const names: Array<keyof SyncSettings> = [];
	for (const name in LABELS) if (isName(name)) names.push(name);
	return names.find((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

const isName = (name: string): name is keyof SyncSettings => Object.hasOwn(LABELS, name);
