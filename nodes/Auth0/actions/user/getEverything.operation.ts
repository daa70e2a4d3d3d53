import type { IDataObject } from 'n8n-workflow';

import { listAuthenticationMethods } from '../../api/authenticationMethods';
import { listUserLogs } from '../../api/logs';
import { listUserOrganizations } from '../../api/organizations';
import { listUserPermissions } from '../../api/permissions';
import { listUserRefreshTokens } from '../../api/refreshTokens';
import { listUserRoles } from '../../api/roles';
import { listUserSessions } from '../../api/sessions';
import { getUserBlocks } from '../../api/userBlocks';
import { getUserFields } from '../../api/users';
import { userFirst } from '../../fields/user/userOutput';
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

/** The parts, in the order of the output; each needs a permission of its own. */
const PARTS: Array<[name: string, read: Read]> = [
	['profile', async (id, api) => userFirst(await api.request(getUserFields(id)))],
	['roles', all(listUserRoles)],
	['permissions', all(listUserPermissions)],
	['organizations', all(listUserOrganizations)],
	['blocks', async (id, api) => (await api.request(getUserBlocks(id))).blocked_for],
	['sessions', all(listUserSessions)],
	['refresh_tokens', all(listUserRefreshTokens)],
	['authentication_methods', all(listAuthenticationMethods)],
	['logs', async (id, api, logEvents) => await readList(api, listUserLogs(id), logEvents)],
];

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
	read: (item) => item.numberOption('logEvents') ?? DEFAULT_LOG_EVENTS,
	async execute(id, logEvents, { management }) {
		const parts = await Promise.all(
			PARTS.map(async ([name, read]) => ({
				name,
				...(await readUnlessRefused(
					management,
					name,
					async () => await read(id, management, logEvents),
				)),
			})),
		);
		const missing: IDataObject[] = [];
		const everything = new Map<string, unknown>();
		for (const part of parts) {
			if ('missing' in part) missing.push(missingPart(part.name, part.missing));
			else everything.set(part.name, part.value);
		}
		if (everything.size > 0) return { ...Object.fromEntries(everything), missing };
		throw new InputError(
			`Could not read anything about user “${id}”.`,
			String(missing[0]?.advice ?? 'Check the permissions of the application.'),
		);
	},
});
