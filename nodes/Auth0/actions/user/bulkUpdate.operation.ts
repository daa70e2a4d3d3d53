import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf } from '../../api/lucene';
import { oldestUsers } from '../../api/userWalk';
import { onlyFor } from '../../fields/onlyFor';
import { outputOptions, simplifyFields } from '../../fields/output';
import type { Parameters } from '../../fields/parameters';
import { optionsField, readRequestOptions } from '../../fields/requestOptions';
import { rolesField } from '../../fields/roles';
import { metadataModeField } from '../../fields/user/metadataMode';
import { modelLimitField, readModelLimit } from '../../fields/user/modelLimit';
import { inputModeField } from '../../fields/user/requestBody';
import {
	nobodyFound,
	requireSearch,
	type SearchedUsers,
	searchFields,
} from '../../fields/user/searchFields';
import { updateBodyFields } from '../../fields/user/updateFields';
import { userFirst } from '../../fields/user/userOutput';
import type { Auth0Connection } from '../../transport/connection';
import type { ManagementApi } from '../../transport/managementApi';
import { alsoSay } from '../../transport/nodeErrors';
import { MAX_IN_FLIGHT } from '../../transport/rateLimiter';
import { inParallel } from '../concurrency';
import { errorOutput } from '../errorOutput';
import { ofFoundUser } from '../foundUsers';
import type { Tell } from '../hints';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { TO_NAME_ROLES } from '../role/roles';
import { HOW_TO_CONTINUE } from '../stoppedRun';
import { accessOptions } from './bulkAccess';
import type { BulkChange, FoundUser } from './bulkChange';
import { kindOfChange, readBulkChange } from './bulkChanges';
import { dryRunHint, limitHint, restHint, skippedHints } from './bulkHints';
import { passwordEmailOptions } from './bulkPasswordReset';

/** What the output of a dry run, or of a deletion, says of a user. */
const IDENTITY = ['user_id', 'email', 'name', 'last_login'];

const NOBODY_TO_BLOCK = 'No users found who are not blocked already.';

const fields: INodeProperties[] = [
	...searchFields,
	kindOfChange.field,
	...updateBodyFields.map((field) => onlyFor({ change: ['update'] }, field)),
	onlyFor({ change: ['addRoles', 'removeRoles'] }, rolesField('The roles to add or to remove')),
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to preview the matching users without changing anyone. Check the preview before you turn this off.',
	},
	{
		displayName: 'Maximum Users',
		name: 'maxUsers',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 100,
		description:
			'Maximum number of users to change per run, oldest accounts first. The next run searches again, so add a filter that excludes users you have already updated.',
	},
	modelLimitField,
	...simplifyFields,
	optionsField(
		metadataModeField,
		...outputOptions,
		...accessOptions.map((option) => onlyFor({ '/change': ['revokeAccess'] }, option)),
		...passwordEmailOptions.map((option) => onlyFor({ '/change': ['sendPasswordReset'] }, option)),
	),
	onlyFor({ change: ['update'] }, inputModeField),
];

interface Input {
	search: SearchedUsers;
	/** What to tell when the search finds nobody. */
	nobodyFound: string;
	change: BulkChange;
	isDryRun: boolean;
	maxUsers: number;
	/** The most users that a model may change; undefined where no model runs the node. */
	modelLimit?: number;
	requestsInFlight?: number;
	continuesOnFail: boolean;
	signal?: AbortSignal;
}

const read = (item: Item): Input => ({
	search: readBulkSearch(item),
	nobodyFound: nobodyFound(item, kindOfChange.read(item) === 'block' ? NOBODY_TO_BLOCK : undefined),
	change: readBulkChange(item),
	isDryRun: item.isSet('dryRun'),
	maxUsers: item.number('maxUsers'),
	modelLimit: item.isTool ? readModelLimit(item) : undefined,
	requestsInFlight: readRequestOptions(item).requestsInFlight,
	continuesOnFail: item.continuesOnFail,
	signal: item.signal,
});

/** Searches for users, then changes each of them; a dry run says what it would change. */
async function execute(input: Input, auth0: Auth0Connection, tell: Tell): Promise<IDataObject[]> {
	const api = auth0.management;
	const { maxUsers, change, modelLimit = Infinity } = input;
	const { needs = [], compares = [] } = change;
	await change.prepare?.(api);
	const compared = input.isDryRun || input.modelLimit !== undefined ? compares : [];
	const fields = [...new Set([...IDENTITY, 'created_at', ...needs, ...compared])].join(',');
	const search = { ...input.search, selection: { fields, include_fields: true } };
	const { users, total } = await oldestUsers(api, search, maxUsers);
	if (users.length === 0) {
		tell(input.nobodyFound);
		return [];
	}
	const isBeyondLimit = total > modelLimit;
	const isPreview = input.isDryRun || isBeyondLimit;
	const outputs = isPreview
		? await Promise.all(users.map(async (user) => await previewOf(user, change, api)))
		: await changeAll(input, auth0, users);
	const skipped = users.flatMap((user) => change.skips?.(user) ?? []);
	if (isPreview) {
		const limit = isBeyondLimit ? ` ${limitHint(modelLimit)}` : '';
		tell(`${dryRunHint(total, users.length - skipped.length, change)}${limit}`);
	} else if (users.length < total) {
		const failed = outputs.filter(({ error }) => error !== undefined).length;
		tell(restHint(outputs.length - failed - skipped.length, total, change));
	}
	skippedHints(skipped).forEach(tell);
	return outputs;
}

async function previewOf(user: FoundUser, change: BulkChange, api: ManagementApi) {
	const reason = change.skips?.(user);
	return {
		...identityOf(user),
		would_change: reason === undefined ? await change.preview(user, api) : {},
		...(reason !== undefined && { reason }),
		dry_run: true,
	};
}

const identityOf = (user: IDataObject): IDataObject =>
	userFirst(Object.fromEntries(Object.entries(user).filter(([key]) => IDENTITY.includes(key))));

/**
 * The search, for a block among those who are not blocked: so the next run goes on with others.
 *
 * @throws InputError when it would find every user of the tenant
 */
function readBulkSearch(parameters: Parameters): SearchedUsers {
	const { query, givenBy } = requireSearch(parameters);
	const isBlock = kindOfChange.read(parameters) === 'block';
	return { givenBy, query: isBlock ? `${allOf(query)} AND NOT blocked:true` : query };
}

/**
 * Changes users, several at the same time. With “Continue on fail”, a user who fails has an error as
 * output and the others go on; else the first failure ends the run, and tells how far it came.
 */
async function changeAll(
	{ change, requestsInFlight = MAX_IN_FLIGHT, continuesOnFail, signal }: Input,
	auth0: Auth0Connection,
	users: FoundUser[],
) {
	const changeOne = async (user: FoundUser) => {
		const identity = identityOf(user);
		const reason = change.skips?.(user);
		if (reason !== undefined) return { ...identity, ...change.skipped, reason };
		return await change.run(auth0, user, identity).catch((caught: unknown) => {
			const error = ofFoundUser(caught);
			if (!continuesOnFail) throw error;
			return errorOutput(error, { user_id: user.user_id });
		});
	};
	const changes = users.map((user) => async () => await changeOne(user));
	const { done, failed } = await inParallel<IDataObject>({
		count: users.length,
		limit: requestsInFlight,
		signal,
		prepare: (index) => ({ keys: [], run: async () => (await changes[index]?.()) ?? {} }),
	});
	const [failure] = failed.values();
	if (failure === undefined) {
		return users.map((_user, index) => done.get(index)).filter((output) => output !== undefined);
	}
	const changed = users.filter((user, index) => done.has(index) && !change.skips?.(user));
	throw alsoSay(
		failure,
		`${changed.length} of ${users.length} users were changed before that, the others were not. ${HOW_TO_CONTINUE}`,
	);
}

/** Changes all users that a search finds, in one of several ways. */
export const bulkUpdate: Operation<Input> = {
	option: {
		name: 'Bulk Update',
		value: 'bulkUpdate',
		action: 'Bulk update users',
		description: 'Block, update, delete, email or log out all users found, after a dry run',
	},
	permissions: {
		needs: ['read:users'],
		also: [
			{ to: 'block or update', needs: ['update:users'] },
			{ to: 'delete', needs: ['delete:users'] },
			{ to: 'revoke access', needs: ['delete:sessions', 'delete:refresh_tokens'] },
			{ to: 'add roles', needs: ['update:users', 'create:role_members'] },
			{ to: 'remove roles', needs: ['update:users', 'delete:role_members'] },
			TO_NAME_ROLES,
		],
	},
	fields,
	read,
	// One search after another: two of them can find the same user.
	key: () => ['search'],
	execute,
};
