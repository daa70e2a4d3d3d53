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
import { userFirst } from '../../fields/user/userOutput';
import type { ErrorText } from '../../transport/errors';
import {
	isBeyondPlan,
	isMissingPermission,
	type ManagementApi,
} from '../../transport/managementApi';
import { errorTextOf } from '../../transport/nodeErrors';
import type { ListRequest } from '../../transport/page';
import { readList } from '../../transport/paging';

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
export const EVERYTHING: ResultKind = {
	noun: 'user',
	id: 'profile.user_id',
	known: new Set([...PARTS.map(({ name }) => name), 'missing']),
	simplified: [],
};

/** What the application may not read is asked for once an execution, not for each item. */
const lastingRefusals = new WeakMap<ManagementApi, Map<string, ErrorText>>();

/**
 * Reads a part, unless it is known of the application that it may not.
 *
 * @throws NodeApiError when there is no such user
 */
export async function readUnlessRefused(
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

/** What the output says of a part that could not be read. */
export const missingPart = (part: string, { message, description }: ErrorText): IDataObject => ({
	part,
	reason: message,
	advice: description,
});

/** The parts of which something is wanted. */
export function partsOf(selection?: FieldSelection): Part[] {
	if (!selection) return PARTS;
	const wanted = new Set(selection.names.map((name) => name.split('.', 1)[0]));
	return PARTS.filter(({ name }) => wanted.has(name));
}
