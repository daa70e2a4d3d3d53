import type { IDataObject } from 'n8n-workflow';

import { listAuthenticationMethods } from '../../api/authenticationMethods';
import { listUserLogs } from '../../api/logs';
import { listUserOrganizations } from '../../api/organizations';
import { listUserPermissions } from '../../api/permissions';
import { listUserRefreshTokens } from '../../api/refreshTokens';
import {
	AUTHENTICATION_METHOD,
	LOG_EVENT,
	REFRESH_TOKEN,
	type ResultKind,
	SESSION,
	USER,
} from '../../api/resultKinds';
import { listUserRoles } from '../../api/roles';
import { listUserSessions } from '../../api/sessions';
import { getUserBlocks } from '../../api/userBlocks';
import { getUserFields } from '../../api/users';
import type { FieldSelection } from '../../fields/namedFields';
import { readFieldSelection, readsSimplified, simplifyFields } from '../../fields/output';
import { pick } from '../../fields/parts';
import { userFirst } from '../../fields/user/userOutput';
import { isRecord } from '../../transport/answers';
import type { ErrorText } from '../../transport/errors';
import { InputError } from '../../transport/inputError';
import {
	isBeyondPlan,
	isMissingPermission,
	type ManagementApi,
} from '../../transport/managementApi';
import { errorTextOf } from '../../transport/nodeErrors';
import type { ListRequest } from '../../transport/page';
import { readList } from '../../transport/paging';
import { userAction } from '../userAction';

const DEFAULT_LOG_EVENTS = 10;
const MAX_LOG_EVENTS = 100;

/** Reads a part of what is known of a user. */
type Read = (id: string, api: ManagementApi, logEvents: number) => Promise<unknown>;

const all =
	(list: (id: string) => ListRequest): Read =>
	async (id, api) =>
		await readList(api, list(id));

/** A part of what is known of a user. */
interface Part {
	name: string;
	read: Read;
	/** What it is, or its entries are, where that has more than ten properties. */
	kind?: ResultKind;
}

/** The parts, in the order of the output; each needs a permission of its own. */
const PARTS: Part[] = [
	{
		name: 'profile',
		read: async (id, api) => userFirst(await api.request(getUserFields(id))),
		kind: USER,
	},
	{ name: 'roles', read: all(listUserRoles) },
	{ name: 'permissions', read: all(listUserPermissions) },
	{ name: 'organizations', read: all(listUserOrganizations) },
	{
		name: 'blocks',
		read: async (id, api) => (await api.request(getUserBlocks(id))).blocked_for,
	},
	{ name: 'sessions', read: all(listUserSessions), kind: SESSION },
	{ name: 'refresh_tokens', read: all(listUserRefreshTokens), kind: REFRESH_TOKEN },
	{
		name: 'authentication_methods',
		read: all(listAuthenticationMethods),
		kind: AUTHENTICATION_METHOD,
	},
	{
		name: 'logs',
		read: async (id, api, logEvents) => await readList(api, listUserLogs(id), logEvents),
		kind: LOG_EVENT,
	},
];

/** All parts as one result. */
const EVERYTHING: ResultKind = {
	noun: 'user',
	id: 'profile.user_id',
	known: new Set([...PARTS.map(({ name }) => name), 'missing']),
	simplified: [],
};

/** What the application may not read is asked for once an execution, not for each item. */
const lastingRefusals = new WeakMap<ManagementApi, Map<string, ErrorText>>();

/** Reads a part, unless it is known of the application that it may not. */
async function readUnlessRefused(
	api: ManagementApi,
	part: string,
	read: () => Promise<unknown>,
): Promise<{ value: unknown } | { missing: ErrorText }> {
	const refusals = lastingRefusals.get(api) ?? new Map<string, ErrorText>();
	lastingRefusals.set(api, refusals);
	const known = refusals.get(part);
	if (known) return { missing: known };
	const value = read().then((value) => ({ value }));
	return await value.catch((caught: unknown) => {
		const missing = errorTextOf(caught);
		if (isMissingPermission(caught) || isBeyondPlan(caught)) refusals.set(part, missing);
		// Without a profile there is no such user, unless it is only that it may not be read.
		else if (part === 'profile') throw caught;
		return { missing };
	});
}

const missingPart = (part: string, { message, description }: ErrorText): IDataObject => ({
	part,
	reason: message,
	advice: description,
});

/** Reads all parts of a user; one that cannot be read leaves the others as they are. */
export const getEverything = userAction({
	option: {
		name: 'Get Everything',
		value: 'getEverything',
		action: 'Get everything about user',
		description: 'Retrieve a user with roles, permissions, sessions, logs and more',
	},
	permissions: {
		needs: ['read:users'],
		also: [
			{
				to: 'read the other parts',
				needs: [
					'read:roles',
					'read:role_members',
					'read:organizations',
					'read:sessions',
					'read:refresh_tokens',
					'read:authentication_methods',
					'read:logs',
				],
			},
		],
	},
	options: [
		{
			displayName: 'Log Events',
			name: 'logEvents',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_LOG_EVENTS, numberPrecision: 0 },
			default: DEFAULT_LOG_EVENTS,
			description: 'Number of recent log events to return',
		},
	],
	fields: simplifyFields,
	read: (item) => ({
		logEvents: item.numberOption('logEvents') ?? DEFAULT_LOG_EVENTS,
		isSimple: readsSimplified(item),
		selection: readFieldSelection(item, EVERYTHING),
		namedFields: item.namedFields,
	}),
	async execute(id, { logEvents, isSimple, selection, namedFields }, { management }) {
		const parts = await Promise.all(
			partsOf(selection).map(async ({ name, read, kind }) => ({
				name,
				kind,
				...(await readUnlessRefused(
					management,
					name,
					async () => await read(id, management, logEvents),
				)),
			})),
		);
		const missing: IDataObject[] = [];
		const everything: Array<[string, unknown]> = [];
		for (const { name, kind, ...part } of parts) {
			if ('missing' in part) missing.push(missingPart(name, part.missing));
			else everything.push([name, isSimple ? simplified(part.value, kind) : part.value]);
		}
		if (everything.length === 0) {
			throw new InputError(
				`Could not read anything about user “${id}”.`,
				String(missing[0]?.advice ?? 'Check the permissions of the application.'),
			);
		}
		const output = { ...Object.fromEntries(everything), missing };
		if (!selection) return output;
		namedFields.see(output, selection, EVERYTHING);
		return pick(output, [...selection.names, ...(missing.length > 0 ? ['missing'] : [])]);
	},
});

/** The parts of which something is wanted. */
function partsOf(selection?: FieldSelection): Part[] {
	if (!selection) return PARTS;
	const wanted = new Set(selection.names.map((name) => name.split('.', 1)[0]));
	return PARTS.filter(({ name }) => wanted.has(name));
}

/** A part with the most used properties, where it has more than ten. */
function simplified(value: unknown, kind?: ResultKind): unknown {
	if (!kind) return value;
	if (Array.isArray(value)) return value.map((entry: unknown) => simplified(entry, kind));
	return isRecord(value) ? pick(value, kind.simplified) : value;
}
