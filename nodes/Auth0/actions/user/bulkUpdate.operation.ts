import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf } from '../../api/lucene';
import { oldestUsers } from '../../api/userWalk';
import { onlyFor } from '../../fields/onlyFor';
import { outputOptions, simplifyFields } from '../../fields/output';
import type { Parameters } from '../../fields/parameters';
import { optionsField, readRequestOptions } from '../../fields/requestOptions';
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
import type { Tell } from '../hints';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { HOW_TO_CONTINUE } from '../stoppedRun';
import { type BulkChange, kindOfChange, readBulkChange } from './bulkChange';
import { dryRunHint, limitHint, restHint } from './bulkHints';

/** What the output of a dry run, or of a deletion, says of a user. */
const IDENTITY = ['user_id', 'email', 'name', 'last_login'];

const NOBODY_TO_BLOCK = 'No users found who are not blocked already.';

const fields: INodeProperties[] = [
	...searchFields,
	kindOfChange.field,
	...updateBodyFields.map((field) => onlyFor({ change: ['update'] }, field)),
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
	optionsField(metadataModeField, ...outputOptions),
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
async function execute(
	input: Input,
	{ management: api }: Auth0Connection,
	tell: Tell,
): Promise<IDataObject[]> {
	const { maxUsers, change, modelLimit = Infinity } = input;
	const needed = input.isDryRun || input.modelLimit !== undefined ? change.fields : [];
	const fields = [...new Set([...IDENTITY, 'created_at', ...needed])].join(',');
	const search = { ...input.search, selection: { fields, include_fields: true } };
	const { users, total } = await oldestUsers(api, search, maxUsers);
	if (users.length === 0) {
		tell(input.nobodyFound);
		return [];
	}
	const isBeyondLimit = total > modelLimit;
	if (input.isDryRun || isBeyondLimit) {
		const limit = isBeyondLimit ? ` ${limitHint(modelLimit)}` : '';
		tell(`${dryRunHint(total, users.length, change)}${limit}`);
		return users.map((user) => ({
			...identityOf(user),
			would_change: change.preview(user),
			dry_run: true,
		}));
	}
	const outputs = await changeAll(input, api, users);
	if (users.length < total) {
		const changed = outputs.filter(({ error }) => error === undefined).length;
		tell(restHint(changed, total, change));
	}
	return outputs;
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
	api: ManagementApi,
	users: IDataObject[],
) {
	const changeOne = async (index: number) => {
		const user = users[index] ?? {};
		const { user_id: id } = user;
		return await change.run(api, String(id), identityOf(user)).catch((caught: unknown) => {
			if (!continuesOnFail) throw caught;
			return errorOutput(caught, { user_id: id });
		});
	};
	const { done, failed } = await inParallel<IDataObject>({
		count: users.length,
		limit: requestsInFlight,
		signal,
		prepare: (index) => ({ keys: [], run: async () => await changeOne(index) }),
	});
	const [failure] = failed.values();
	if (failure === undefined) {
		return users.map((_user, index) => done.get(index)).filter((output) => output !== undefined);
	}
	throw alsoSay(
		failure,
		`${done.size} of ${users.length} users were changed before that, the others were not. ${HOW_TO_CONTINUE}`,
	);
}

/** Blocks, deletes or updates all users that a search finds. */
export const bulkUpdate: Operation<Input> = {
	option: {
		name: 'Bulk Update',
		value: 'bulkUpdate',
		action: 'Bulk update users',
		description: 'Block, delete or update all users found, after a dry run',
	},
	permissions: {
		needs: ['read:users'],
		also: [
			{ to: 'block or update', needs: ['update:users'] },
			{ to: 'delete', needs: ['delete:users'] },
		],
	},
	fields,
	read,
	// One search after another: two of them can find the same user.
	key: () => ['search'],
	execute,
};
